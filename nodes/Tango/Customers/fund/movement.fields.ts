import { ofAuthorWhereItChanges, type Field } from '../../n8n/fields/field';
import { moneyLimit } from '../../n8n/fields/numbers';
import { optionsWith } from '../../n8n/fields/requestOptions';
import { text } from '../../n8n/fields/text';

type Kind = 'deposit' | 'transfer';

/** May be empty here: `checkMovement` has better words for it. */
export function reference(kind: Kind): Field<string | undefined> {
	const description = `A value that exists once per ${kind}, such as the number of the invoice or request. The same reference never moves money twice.`;
	const look = { placeholder: 'e.g. {{ $json.invoiceNumber }}', description };
	const { form, read } = text(look, { kind: 'reference' });
	return ofAuthorWhereItChanges({ form: { ...form, required: true }, read, withoutHoles: true });
}

const IN: Readonly<Record<Kind, string>> = {
	deposit: 'in US dollars, without the fee for the card',
	transfer:
		'in the currency of the account that the money is taken from. Accounts in another currency have a total of their own.',
};

export function movementOptions(kind: Kind) {
	return optionsWith({
		maximumAmount: moneyLimit({ default: 1000, description: `No ${kind} above this amount is made` }),
		maximumTotal: moneyLimit({
			default: 5000,
			description: `What one execution of the workflow may move here, all turns of a loop together, ${IN[kind]}`,
		}),
	});
}
