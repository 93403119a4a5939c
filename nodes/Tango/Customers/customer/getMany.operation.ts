import { ENDPOINTS } from '../../core';
import { text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { customerOutput } from './output';

export const getManyCustomers = defineListOperation({
	resource: 'customer',
	action: 'Get many customers',
	description: 'Get a list of customers',
	filters: {
		displayName: text(),
		status: text({ placeholder: 'e.g. active' }),
	},
	find: async (query, limit, { tango, call }) =>
		await tango.list(ENDPOINTS.listCustomers, { query }, limit, call),
	output: customerOutput,
});
