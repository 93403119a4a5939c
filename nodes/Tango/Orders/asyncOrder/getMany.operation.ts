import { ENDPOINTS } from '../../core';
import { text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { checkOrderFilters, COMMON_FILTERS } from '../order/order.filters';
import { untilNow } from '../order/orderPeriod';
import { bulkOutput } from './output';

export const getMany = defineListOperation({
	resource: 'asyncOrder',
	action: 'Get many bulk orders',
	description: 'Get a list of bulk orders. Tango does not list those that failed as a whole.',
	filters: {
		...COMMON_FILTERS,
		externalRefID: text(
			{ displayName: 'Bulk Order Reference', description: 'The externalRefID in the output of Create' },
			{ kind: 'reference' },
		),
	},
	checkFilters: checkOrderFilters,
	find: async (query, limit, { tango, call }) =>
		await tango.list(ENDPOINTS.listAsyncOrders, { query: untilNow(query) }, limit, call),
	output: bulkOutput,
});
