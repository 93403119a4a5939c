import type { JsonRecord } from '../api/page';
import { idIn, timeIn, whole, type GrowingList } from './growing';
import { wholeSecond } from './mark';
import type { Seen } from './statusMemory';

/** The most that is remembered of one list. Where more is in it, only the newest are looked at: ten requests a look. */
export const MOST_KNOWN = 1_000;

/** Where the first look begins. */
export interface FirstLook {
	/** Nothing older is looked at: a longer time is none that Tango lists at once. */
	readonly oldest: number;
	readonly now: number;
	/** Whether what is in the list already is told, and so all of it read. */
	readonly includeExisting: boolean;
}

/**
 * What has come into a list since the last look, however old it is: what was not seen in it before. Told once, also
 * where it leaves the list and comes back.
 */
export async function comersIn(
	list: GrowingList,
	before: Seen | undefined,
	look: FirstLook,
): Promise<{ readonly comers: readonly JsonRecord[]; readonly seen: Seen }> {
	const { oldest, now, includeExisting } = look;
	const first = async () => (includeExisting ? wholeSecond(oldest) : await reachOf(list, look));
	const since = before ? Math.max(before.since, wholeSecond(oldest)) : await first();
	const known = new Map(before?.seen);
	const comers: Array<{ readonly item: JsonRecord; readonly at: number }> = [];
	const period = { startDate: new Date(since).toISOString() };
	const page = await list.first(period);
	for (const item of page.isAll ? page.items : await whole(list, period, page.count)) {
		const at = timeIn(list, item) ?? now;
		if (at < since) continue;
		const id = idIn(list, item);
		if (!known.has(id)) comers.push({ item, at });
		known.set(id, at);
	}
	comers.sort((a, b) => a.at - b.at);
	const isTold = before !== undefined || includeExisting;
	return { comers: isTold ? comers.map(({ item }) => item) : [], seen: keptOf(known, since) };
}

/** So far back that no more is in the list than can be remembered. */
async function reachOf(list: GrowingList, { oldest, now }: FirstLook): Promise<number> {
	let from = wholeSecond(oldest);
	while (now - from > 2_000) {
		const { isAll, count = 0 } = await list.first({ startDate: new Date(from).toISOString() });
		if (isAll || count <= MOST_KNOWN) break;
		from = wholeSecond((from + now) / 2);
	}
	return from;
}

/** Of too many the newest, and then nothing older is looked at any more. A second is never kept in part. */
function keptOf(known: ReadonlyMap<string, number>, since: number): Seen {
	const newestFirst = [...known].sort(([, a], [, b]) => b - a);
	const tooOld = newestFirst[MOST_KNOWN]?.[1];
	const border = tooOld === undefined ? since : Math.max(since, wholeSecond(tooOld) + 1_000);
	return { since: border, seen: newestFirst.filter(([, at]) => at >= border) };
}
