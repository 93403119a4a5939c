import { ENDPOINTS } from '../../core';
import { flag } from '../../n8n/fields/choices';
import { text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { cardOutput } from './output';

export const getCards = defineListOperation({
	resource: 'fund',
	value: 'getCards',
	name: 'Get Cards',
	action: 'Get credit cards',
	description: 'Get a list of the registered credit cards. Tango shows no more than the last four digits.',
	filters: {
		accountIdentifier: text(),
		customerIdentifier: text(),
		label: text(),
		lastFourDigits: text(),
		showInactive: flag({ default: true, description: 'Whether to list unregistered cards too' }),
	},
	find: async (query, limit, { tango, call }) =>
		await tango.list(ENDPOINTS.listCreditCards, { query }, limit, call),
	output: cardOutput,
});
