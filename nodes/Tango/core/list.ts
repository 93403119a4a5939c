import type { CallOptions, Client } from './client';
import type { Endpoint, Paging } from './endpoints';
import type { TangoRequest } from './request';
import { readPage, type JsonRecord } from './schemas/page';

/** Stops a server that hands out pages for ever. */
const MAX_PAGES = 1_000;

export interface ListEndpoint extends Endpoint {
	readonly paging: Paging;
}

/** Reads a list page by page until `limit` entries are there or Tango has no more. */
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
	let cursor: string | undefined;
	for (let number = 0; number < MAX_PAGES && found.length < limit; number += 1) {
		const query = {
			...request.query,
			...(paging.style === 'page'
				? { page: number, elementsPerBlock: perRequest }
				: { paginate: true, maxResults: perRequest, nextCursor: cursor }),
		};
		const { json } = await client.send(endpoint, { ...request, query }, call);
		const page = readPage(json, paging);
		found.push(...page.items);
		cursor = page.nextCursor;
		const more = paging.style === 'page' ? found.length < (page.totalCount ?? 0) : cursor !== undefined;
		if (!more || page.items.length === 0) break;
	}
	return found.slice(0, limit);
}
