import { nextCursorOf, readBulkOrder } from '../api/bulkOrder';
import type { Endpoint } from '../api/endpoint';
import { readRecord, without, type JsonRecord } from '../api/page';
import type { CallOptions, Client } from '../call/client';
import { ENDLESS_LIST } from '../call/list';
import type { TangoRequest } from '../call/request';
import { TangoError } from '../foundation/errors';
import type { BulkAccount } from './line';

/** Stops a server that hands out lines for ever. */
const MAX_PAGES = 1_000;

export type BatchKey = BulkAccount & { readonly externalRefID: string };

/** A Bulk Order as Tango tells it: what holds for the whole, and its lines. */
export interface BulkPages {
	readonly head: JsonRecord;
	readonly lines: readonly JsonRecord[];
}

/** Reads lines of a Bulk Order page by page until `limit` of them are there or Tango has no more. */
export async function readPages(
	client: Client,
	endpoint: Endpoint & { readonly linesPerRequest: number },
	key: BatchKey,
	{ query, limit }: { readonly query: NonNullable<TangoRequest['query']>; readonly limit: number },
	call: CallOptions,
): Promise<BulkPages> {
	const { externalRefID } = key;
	const lines: JsonRecord[] = [];
	let nextCursor: string | undefined;
	for (let page = 0; page < MAX_PAGES; page += 1) {
		const paging = { maxResults: Math.min(endpoint.linesPerRequest, limit), nextCursor };
		const request = { path: { ...key }, query: { ...query, ...paging }, externalRefID };
		const { json } = await client.send(endpoint, request, call);
		const order = readBulkOrder(json);
		for (const line of order.lineItems) lines.push(readRecord(line));
		const next = nextCursorOf(order);
		if (next === undefined || lines.length >= limit) {
			return { head: without(readRecord(json), 'lineItems', 'pagination'), lines: lines.slice(0, limit) };
		}
		if (next === nextCursor) break;
		nextCursor = next;
	}
	throw new TangoError('UNAVAILABLE', { detail: ENDLESS_LIST, externalRefID });
}
