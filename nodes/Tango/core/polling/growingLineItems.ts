import { ENDPOINTS } from '../api/endpoints';
import { readPage, type JsonRecord } from '../api/page';
import type { CallOptions, Client } from '../call/client';
import type { ListEndpoint } from '../call/list';
import type { TangoRequest } from '../call/request';
import type { GrowingList } from './growing';

/** What this room needs of a connection for line items. */
export interface LineItemCalls extends Client {
	list(
		endpoint: ListEndpoint,
		request: TangoRequest,
		limit: number,
		call: CallOptions,
	): Promise<JsonRecord[]>;
}

export type LineItemFilters = NonNullable<TangoRequest['query']>;

/** The line items that these filters fit, by the time at which they were issued. */
export function growingLineItems(
	calls: LineItemCalls,
	filters: LineItemFilters,
	call: CallOptions,
): GrowingList {
	const endpoint = ENDPOINTS.listLineItems;
	const { paging } = endpoint;
	return {
		first: async (period) => {
			const query = { ...filters, ...period, elementsPerBlock: paging.maxPerRequest };
			const { json } = await calls.send(endpoint, { query }, call);
			const { items, totalCount: count, nextPageKeys } = readPage(json, paging);
			return { items, count, isAll: nextPageKeys === undefined };
		},
		all: async (period) => await calls.list(endpoint, { query: { ...filters, ...period } }, Infinity, call),
		idOf: ({ referenceLineItemID }) => referenceLineItemID,
		timeOf: ({ dateIssued }) => dateIssued,
	};
}
