import { ENDPOINTS } from '../api/endpoints';
import { readPage, type JsonRecord } from '../api/page';
import type { CallOptions, Client } from '../call/client';
import type { OrderFilters } from '../orders/listOrders';
import type { GrowingList } from './growing';

/** What this room needs of a connection. */
export interface PollCalls extends Client {
	listOrders(query: OrderFilters, limit: number, call: CallOptions): Promise<JsonRecord[]>;
}

/** The orders that these filters fit. Where one is of something that changes, the list shrinks, too. */
export function growingOrders(calls: PollCalls, filters: OrderFilters, call: CallOptions): GrowingList {
	const { paging } = ENDPOINTS.listOrders;
	return {
		first: async (period) => {
			const query = { ...filters, ...period, page: 0, elementsPerBlock: paging.maxPerRequest };
			const { json } = await calls.send(ENDPOINTS.listOrders, { query }, call);
			const { items, totalCount: count } = readPage(json, paging);
			const isAll = count === undefined ? items.length < paging.maxPerRequest : items.length >= count;
			return { items, count, isAll };
		},
		all: async (period) => await calls.listOrders({ ...filters, ...period }, Infinity, call),
		idOf: ({ referenceOrderID }) => referenceOrderID,
		timeOf: ({ createdAt }) => createdAt,
	};
}
