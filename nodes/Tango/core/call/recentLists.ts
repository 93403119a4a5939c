import type { JsonRecord } from '../api/page';
import type { Clock } from '../foundation/clock';
import { createShelf } from '../foundation/kept';
import type { CallOptions, Client } from './client';
import { list, type ListEndpoint } from './list';
import type { TangoRequest } from './request';

/** Long enough for a word to be typed, short enough for a balance to be shown. */
const KEEP_MS = 60_000;
/** Lists of one connection that are kept: customers, accounts of some customers, cards. */
const MAX_LISTS = 5;
/** More than that nobody looks through, and the process has to hold it. */
const MAX_ENTRIES = 10_000;

/** A whole list as it was within the last minute: in the editor every key stroke asks for it. */
export type RecentList = (
	endpoint: ListEndpoint,
	request: TangoRequest,
	call: CallOptions,
	/** The first of a list that is too long to be read whole. */
	most?: number,
) => Promise<readonly JsonRecord[]>;

export function createRecentLists(client: Client, clock: Clock): RecentList {
	const lists = createShelf<readonly JsonRecord[]>(clock, MAX_LISTS);
	return async (endpoint, request, call, most = MAX_ENTRIES) => {
		const load = async () => await list(client, endpoint, request, most, { ...call, signal: undefined });
		return await lists
			.at(JSON.stringify([endpoint.path, request.path, request.query, most]))
			.get(KEEP_MS, { owner: client, load, signal: call.signal });
	};
}
