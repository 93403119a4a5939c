import {
	accountLookUp,
	createReferenceId,
	moveCounted,
	oncePerRun,
	TangoError,
	type Deposit,
	type DepositBody,
	type Movement,
} from '../../core';
import { account, creditCard, customer } from '../../n8n/fields/locators';
import { amount } from '../../n8n/fields/numbers';
import { defineBatchOperation } from '../../n8n/run/operation';
import { checkMovement, plannedMovements, replayHint } from './movement';
import { movementOptions, reference } from './movement.fields';
import { depositMovementOutput } from './output';

export const depositFromCard = defineBatchOperation({
	resource: 'fund',
	value: 'depositFromCard',
	name: 'Deposit From Card',
	action: 'Pay money into an account by card',
	description:
		'Pay money from a registered credit card into an account. The same reference never pays twice.',
	changes: true,
	inOrder: true,
	fields: {
		customerIdentifier: customer(),
		accountIdentifier: account({ description: 'The account that gets the money' }),
		creditCardToken: creditCard(),
		amount: amount({
			description: 'What the account gets, in US dollars. Tango charges the card 3.5 % more.',
		}),
		reference: reference('deposit'),
		options: movementOptions('deposit'),
	},
	checkTogether: (params, complain, isTool) => checkMovement(params, complain, isTool),
	plan: async (batch) => {
		const lookUp = oncePerRun(accountLookUp);
		return await plannedMovements(batch, {
			referenceOf: ({ accountIdentifier, reference }) =>
				createReferenceId('deposit', [accountIdentifier.toLowerCase(), reference ?? '']),
			lookUp: async (item) => {
				const { customerIdentifier, accountIdentifier } = item.params;
				return (await lookUp({ customerIdentifier, accountIdentifier }, item)).problem;
			},
			// Tango takes money from cards in US dollars only, whatever the account's currency.
			currencyOf: async () => 'USD',
			execute: async (plan) => {
				const { item, externalRefID } = plan;
				const { customerIdentifier, accountIdentifier, creditCardToken, amount } = item.params;
				const body = { externalRefID, customerIdentifier, accountIdentifier, creditCardToken, amount };
				const movement = await moveCounted(plan, async () => {
					const made = await item.tango.deposit(body, item.call);
					refuseDeclined(made, body);
					return made;
				});
				return depositMovementOutput(movement, body);
			},
		});
	},
	hint: replayHint,
});

/** The bank said no although Tango said 200: no money moved, and the reference is used up. */
function refuseDeclined(movement: Movement<Deposit>, { externalRefID }: DepositBody): void {
	if (movement.replayed || movement.answer.status?.toLowerCase() !== 'declined') return;
	const { attempts, requestId, answer } = movement;
	throw new TangoError('REJECTED', {
		apiMessage: `Deposit ${answer.referenceDepositID ?? ''} has the status ${answer.status}`,
		mend: 'No money was moved. Ask whoever looks after the card, or use another one. This reference belongs to the declined deposit now, so use a new reference as well.',
		externalRefID,
		attempts,
		requestId,
	});
}
