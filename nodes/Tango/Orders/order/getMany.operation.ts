import { readOrder } from '../../core';
import { defineListOperation } from '../../n8n/run/listOperation';
import { checkOrderFilters, ORDER_FILTERS } from './order.filters';
import { untilNow } from './orderPeriod';
import { orderOutput } from './orderOutput';

export const getMany = defineListOperation({
	resource: 'order',
	action: 'Get many orders',
	description: 'Get a list of orders. A Start Date and an End Date lie at most 100 days apart.',
	filters: ORDER_FILTERS,
	checkFilters: checkOrderFilters,
	find: async (query, limit, { tango, call }) => await tango.listOrders(untilNow(query), limit, call),
	output: (raw, simplify) => orderOutput(readOrder(raw), { simplify, includeRewardCredentials: false, raw }),
});
