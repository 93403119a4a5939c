import {
	accountCurrency,
	createReferenceId,
	moveCounted,
	oncePerRun,
	tellingFunds,
	transferLookUp,
} from '../../core';
import { account } from '../../n8n/fields/locators';
import { amount } from '../../n8n/fields/numbers';
import { checked, noHtml } from '../../n8n/fields/signs';
import { text } from '../../n8n/fields/text';
import { defineBatchOperation } from '../../n8n/run/operation';
import { checkMovement, plannedMovements, replayHint } from './movement';
import { movementOptions, reference } from './movement.fields';
import { transferOutput } from './output';

/** TransferFundsCriteria. */
const MAX_NOTES_LENGTH = 150;

export const transfer = defineBatchOperation({
	resource: 'fund',
	value: 'transfer',
	name: 'Transfer',
	action: 'Transfer money between accounts',
	description: 'Move money from one account to another. The same reference never moves it twice.',
	changes: true,
	inOrder: true,
	fields: {
		transferFrom: account({
			displayName: 'Transfer From',
			description: 'The account that the money is taken from',
		}),
		transferTo: account({
			displayName: 'Transfer To',
			description: 'The account that gets the money',
		}),
		amount: amount({ description: 'How much is moved, in the currency of the accounts' }),
		reference: reference('transfer'),
		transferNotes: checked(
			text(
				{ description: `For your own use: up to ${MAX_NOTES_LENGTH} characters` },
				{ max: MAX_NOTES_LENGTH },
			),
			noHtml,
		),
		options: movementOptions('transfer'),
	},
	checkTogether: (params, complain, isTool) => {
		checkMovement(params, complain, isTool);
		const { transferFrom, transferTo } = params;
		if (transferFrom && transferFrom.toLowerCase() === transferTo?.toLowerCase()) {
			complain('transferTo', 'is the account that the money is taken from');
		}
	},
	plan: async (batch) => {
		const lookUp = oncePerRun(transferLookUp);
		const tellFunds = tellingFunds();
		return await plannedMovements(batch, {
			referenceOf: ({ transferFrom, transferTo, reference }) =>
				createReferenceId('transfer', [
					transferFrom.toLowerCase(),
					transferTo.toLowerCase(),
					reference ?? '',
				]),
			lookUp: async (item) => {
				const { transferFrom, transferTo } = item.params;
				return (await lookUp({ transferFrom, transferTo }, item)).problem;
			},
			currencyOf: async ({ params, tango, call }) =>
				await accountCurrency(tango.accounts, params.transferFrom, call),
			execute: async (plan) => {
				const { item, externalRefID } = plan;
				const { transferFrom, transferTo, amount, transferNotes } = item.params;
				const body = { externalRefID, transferFrom, transferTo, amount, transferNotes };
				const movement = await moveCounted(
					plan,
					async () => await item.tango.transfer(body, item.call),
					(answer) => answer.transferFrom?.currencyCode,
				).catch(async (error: unknown) => {
					const payment = { ...item, accountIdentifier: transferFrom, cost: amount };
					throw item.tool ? error : await tellFunds(error, payment);
				});
				return transferOutput(movement, body);
			},
		});
	},
	hint: replayHint,
});
