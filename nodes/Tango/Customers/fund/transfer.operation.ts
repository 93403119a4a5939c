import { z } from 'zod/v4';
import { createReferenceId } from '../../core';
import { ACCOUNT_FIELD } from '../../n8n/fields/shared';
import { defineBatchOperation } from '../../n8n/run/operation';
import { identifier, optionalText } from '../../n8n/fields/params';
import { aboveMaximum, movementParams, plannedMovements, replayHint } from './movement';
import { amountField, movementOptions, referenceField } from './movement.fields';
import { transferOutput } from './output';

/** TransferFundsCriteria. */
const MAX_NOTES_LENGTH = 150;

export const transfer = defineBatchOperation({
	resource: 'fund',
	value: 'transfer',
	name: 'Transfer',
	action: 'Transfer funds',
	description: 'Move money from one account to another. The same reference never moves it twice.',
	inOrder: true,
	properties: [
		{
			...ACCOUNT_FIELD,
			displayName: 'Transfer From',
			name: 'transferFrom',
			description: 'The account that the money is taken from',
		},
		{
			...ACCOUNT_FIELD,
			displayName: 'Transfer To',
			name: 'transferTo',
			description: 'The account that gets the money',
		},
		amountField('How much is moved, in the currency of the accounts'),
		referenceField('transfer'),
		{
			displayName: 'Transfer Notes',
			name: 'transferNotes',
			type: 'string',
			default: '',
			description: `For your own use: up to ${MAX_NOTES_LENGTH} characters`,
		},
		movementOptions('transfer'),
	],
	params: z
		.object({
			transferFrom: identifier,
			transferTo: identifier,
			transferNotes: optionalText.refine((value = '') => value.length <= MAX_NOTES_LENGTH, {
				error: `is longer than ${MAX_NOTES_LENGTH} characters`,
			}),
			...movementParams,
		})
		.superRefine((params, context) => {
			const message = aboveMaximum(params);
			if (message) context.addIssue({ code: 'custom', path: ['amount'], message });
			if (params.transferFrom.toLowerCase() === params.transferTo.toLowerCase()) {
				context.addIssue({
					code: 'custom',
					path: ['transferTo'],
					message: 'is the account that the money is taken from',
				});
			}
		}),
	plan: async (batch) =>
		plannedMovements(
			batch,
			({ transferFrom, transferTo, reference }) =>
				createReferenceId('transfer', [transferFrom.toLowerCase(), transferTo.toLowerCase(), reference]),
			async ({ params, tango, call }, externalRefID) => {
				const { transferFrom, transferTo, amount, transferNotes } = params;
				const body = { externalRefID, transferFrom, transferTo, amount, transferNotes };
				return transferOutput(await tango.transfer(body, call), body);
			},
		),
	hint: replayHint,
});
