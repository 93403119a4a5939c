import { ENDPOINTS } from '../../core';
import { defineListOperation } from '../../n8n/run/listOperation';
import { checkLineItemFilters, LINE_ITEM_FILTERS, lineItemQuery } from './lineItem.filters';
import { lineItemOutput } from './output';

export const getMany = defineListOperation({
	resource: 'lineItem',
	action: 'Get many rewards that were ordered',
	description:
		'Get a list of rewards that were ordered, such as those whose email bounced; newest first unless sorted otherwise',
	filters: LINE_ITEM_FILTERS,
	checkFilters: checkLineItemFilters,
	find: async (filters, limit, { tango, call }) => {
		const query = await lineItemQuery(filters, tango, call);
		return await tango.list(ENDPOINTS.listLineItems, { query }, limit, call);
	},
	output: (raw, simplify) => lineItemOutput(raw, { simplify }),
});
