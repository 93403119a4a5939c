import type { CallOptions, Client } from './client';
import type { Endpoint, Paging } from '../api/endpoint';
import type { TangoRequest } from './request';
import { TangoError } from '../foundation/errors';
import { readPage, type JsonRecord, type Page } from '../api/page';

/** Stops a server that hands out pages for ever. */
const MAX_PAGES = 1_000;

/** The error's `detail` when a list does not end. */
export const ENDLESS_LIST = 'ENDLESS_LIST';

/** The same when it holds more than Tango hands out of one list. */
export const BEYOND_CAP = 'BEYOND_CAP';

export interface ListEndpoint extends Endpoint {
	readonly paging: Paging;
}

/**
 * Reads a list page by page until `limit` entries are there or Tango has no more. Throws UNAVAILABLE when it does
 * not end or is longer than Tango's cap, the latter as soon as a page tells: part of a list would look like the whole.
 */
export async function list(
	client: Client,
	endpoint: ListEndpoint,
	request: TangoRequest,
	limit: number,
	call: CallOptions,
): Promise<JsonRecord[]> {
	const { paging } = endpoint;
	const found: JsonRecord[] = [];
	const perRequest = Math.min(paging.maxPerRequest, limit);
	const cap = paging.maxInAll ?? Infinity;
	let place: Place = {};
	for (let number = 0; number < MAX_PAGES; number += 1) {
		const query = {
			...request.query,
			...askFor(paging, { number, perRequest, ...place }),
		};
		const { json } = await client.send(endpoint, { ...request, query }, call);
		const page = readPage(json, paging);
		// One by one: a call takes only so many arguments.
		for (const item of page.items) found.push(item);
		const next = placeAfter(page);
		const more =
			paging.style === 'page' ? isBeforeEnd(page) : next.cursor !== undefined || next.pageKeys !== undefined;
		if (limit > cap && (page.totalCount ?? 0) > cap)
			throw new TangoError('UNAVAILABLE', { detail: BEYOND_CAP });
		if (!more || page.items.length === 0 || found.length >= limit) return found.slice(0, limit);
		if (found.length + perRequest > cap) throw new TangoError('UNAVAILABLE', { detail: BEYOND_CAP });
		if (number > 0 && paging.style !== 'page' && isSame(next, place)) break;
		place = next;
	}
	throw new TangoError('UNAVAILABLE', { detail: ENDLESS_LIST });

	/** Where no count is told, a full page is the only sign of another one. */
	function isBeforeEnd({ totalCount, items }: Page): boolean {
		return totalCount === undefined ? items.length >= perRequest : found.length < totalCount;
	}
}

/** Where a page begins, where Tango does not count pages. */
interface Place {
	readonly cursor?: string | undefined;
	readonly pageKeys?: readonly string[] | undefined;
}

function placeAfter({ nextCursor, nextPageKeys }: Page): Place {
	return { cursor: nextCursor, pageKeys: nextPageKeys };
}

function isSame(one: Place, other: Place): boolean {
	return JSON.stringify([one.cursor, one.pageKeys]) === JSON.stringify([other.cursor, other.pageKeys]);
}

/** How Tango is asked for one page. */
function askFor(
	{ style, alwaysPaged }: Paging,
	{ number, perRequest, cursor, pageKeys }: Place & { readonly number: number; readonly perRequest: number },
): TangoRequest['query'] {
	switch (style) {
		case 'page':
			return { page: number, elementsPerBlock: perRequest };
		case 'cursor':
			return { ...(alwaysPaged ? {} : { paginate: true }), maxResults: perRequest, nextCursor: cursor };
		case 'keyset':
			return { elementsPerBlock: perRequest, pageKeys };
		case 'whole':
			return {};
	}
}
