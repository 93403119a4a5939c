import { z } from 'zod/v4';
import { createReferenceId, TangoError, type Deposit, type DepositBody, type Movement } from '../../core';
import { ACCOUNT_FIELD, CREDIT_CARD_FIELD, CUSTOMER_FIELD } from '../../n8n/fields/shared';
import { defineBatchOperation } from '../../n8n/run/operation';
import { identifier, requiredText } from '../../n8n/fields/params';
import { aboveMaximum, movementParams, plannedMovements, replayHint } from './movement';
import { amountField, movementOptions, referenceField } from './movement.fields';
import { depositMovementOutput } from './output';

export const depositFromCard = defineBatchOperation({
	resource: 'fund',
	value: 'depositFromCard',
	name: 'Deposit From Card',
	action: 'Deposit from a card',
	description:
		'Pay money from a registered credit card into an account. The same reference never pays twice.',
	inOrder: true,
	properties: [
		CUSTOMER_FIELD,
		{ ...ACCOUNT_FIELD, description: 'The account that gets the money' },
		CREDIT_CARD_FIELD,
		amountField('What the account gets, in US dollars. Tango charges the card 3.5 % more.'),
		referenceField('deposit'),
		movementOptions('deposit'),
	],
	params: z
		.object({
			customerIdentifier: identifier,
			accountIdentifier: identifier,
			creditCardToken: requiredText,
			...movementParams,
		})
		.superRefine((params, context) => {
			const message = aboveMaximum(params);
			if (message) context.addIssue({ code: 'custom', path: ['amount'], message });
		}),
	plan: async (batch) =>
		plannedMovements(
			batch,
			({ accountIdentifier, reference }) =>
				createReferenceId('deposit', [accountIdentifier.toLowerCase(), reference]),
			async ({ params, tango, call }, externalRefID) => {
				const { customerIdentifier, accountIdentifier, creditCardToken, amount } = params;
				const body = { externalRefID, customerIdentifier, accountIdentifier, creditCardToken, amount };
				const movement = await tango.deposit(body, call);
				refuseDeclined(movement, body);
				return depositMovementOutput(movement, body);
			},
		),
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
