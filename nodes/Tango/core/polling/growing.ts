import { createHash } from 'node:crypto';
import type { JsonRecord } from '../api/page';
import { markAfter, markAt, wholeSecond, type Mark } from './mark';

/** A part of a list that grows; both ends belong to it. ISO 8601. */
export interface Period {
	readonly startDate: string;
	/** Left out: until now. Tango refuses "now" itself when our clock is ahead (422.045). */
	readonly endDate?: string | undefined;
}

/** A list of Tango's to which things are added, each with the time at which that was. */
export interface GrowingList {
	/** What one request gives of a period, and how many there are in all, where Tango tells. */
	readonly first: (period: Period) => Promise<FirstPage>;
	/** All of them, in any order: Tango does not promise one. */
	readonly all: (period: Period) => Promise<readonly JsonRecord[]>;
	readonly idOf: (item: JsonRecord) => unknown;
	readonly timeOf: (item: JsonRecord) => unknown;
}

export interface FirstPage {
	readonly items: readonly JsonRecord[];
	readonly isAll: boolean;
	readonly count?: number | undefined;
}

/** When to stop, and what a poll can carry. */
export interface Bounds {
	/** Milliseconds since 1970. */
	readonly now: number;
	/** Nothing younger than this is looked at; now when left out. */
	readonly until?: number | undefined;
	/** Whether the time of this poll is used up: the rest is for the next one. */
	readonly isTimeUp: () => boolean;
	/** The most that one reading should hold. */
	readonly most?: number | undefined;
	/** After so much that is new no further reading begins. */
	readonly enough?: number | undefined;
}

export interface News {
	/** Oldest first. */
	readonly fresh: readonly JsonRecord[];
	readonly mark: Mark;
}

/** The error's `detail` when the time of a poll was over before Tango had answered. */
export const POLL_TIME_UP = 'POLL_TIME_UP';

/** Five requests at Tango's 100 a page. */
const MOST = 500;

/** Less than Tango's 100 days (422.043). */
const LONGEST_MS = 99 * 86_400_000;

/** What is there at the beginning is known; who looks so far back finds it, whatever the clocks say. */
const FIRST_LOOK_MS = 15 * 60_000;

/** One thing with the time of another age must not end all reading. */
const AHEAD_MS = 86_400_000;

/** A list that grows while its pages are read shifts; what fell between two of them is found by reading again. */
const READINGS = 3;

/** The mark before the first poll: whatever appears in the list from now on is new. */
export async function markOfNow(list: GrowingList, { now, until = now, most }: Bounds): Promise<Mark> {
	const bounds = { now, until: until < now ? until : undefined, most, isTimeUp: () => false };
	return (await readSince(list, markAt(until - FIRST_LOOK_MS), bounds)).mark;
}

/**
 * What was added to the list since the mark, and the next mark. What is near the mark is read again, as equal times and
 * late entries would be missed otherwise; what was seen there is not told twice. A long time is read in periods that
 * one poll can carry: a mark moves on over what was read as a whole, never over a part of it.
 */
export async function readSince(list: GrowingList, mark: Mark, bounds: Bounds): Promise<News> {
	const seen = new Map(mark.seen);
	const fresh: Array<{ readonly item: JsonRecord; readonly id: string; readonly at: number }> = [];
	let { read, from } = mark;
	for (;;) {
		const { items, end } = await nextPeriod(list, { from, read }, bounds);
		let newest = read;
		for (const item of items) {
			const id = idIn(list, item);
			const at = timeIn(list, item) ?? read;
			newest = Math.max(newest, Math.min(at, bounds.now + AHEAD_MS));
			if (!seen.has(id)) fresh.push({ item, id, at });
			seen.set(id, at);
		}
		const isLast = end === bounds.until;
		// The end of the last period is a clock's; another clock gave the items their times.
		read = isLast ? newest : Math.max(read, end ?? read);
		if (isLast || bounds.isTimeUp() || fresh.length >= (bounds.enough ?? Infinity)) break;
		from = wholeSecond(read);
	}
	fresh.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
	return { fresh: fresh.map(({ item }) => item), mark: markAfter(mark, read, seen) };
}

/** A period that one poll can carry and all that is in it. It always goes beyond what is known, by a second at least. */
async function nextPeriod(
	list: GrowingList,
	{ from, read }: Pick<Mark, 'from' | 'read'>,
	{ now, until, most = MOST }: Bounds,
): Promise<{ readonly items: readonly JsonRecord[]; readonly end: number | undefined }> {
	const last = until ?? now;
	let end = last - from > LONGEST_MS ? wholeSecond(from + LONGEST_MS) : until;
	for (;;) {
		const period = { startDate: iso(from), ...(end === undefined ? {} : { endDate: iso(end) }) };
		const page = await list.first(period);
		if (page.isAll) return { items: page.items, end };
		const seconds = Math.floor(((end ?? last) - read) / 1_000);
		const { count = 0 } = page;
		if (count <= most || seconds <= 1) return { items: await whole(list, period, count), end };
		end = wholeSecond(read) + Math.ceil(seconds / 2) * 1_000;
	}
}

/** All of a period, each once, read again where there are fewer than Tango counted. */
export async function whole(list: GrowingList, period: Period, count = 0): Promise<readonly JsonRecord[]> {
	const found = new Map<string, JsonRecord>();
	for (let reading = 0; reading < READINGS; reading += 1) {
		for (const item of await list.all(period)) found.set(idIn(list, item), item);
		if (found.size >= count) break;
	}
	return [...found.values()];
}

/** A thing without a number is known by what it holds. */
export function idIn(list: GrowingList, item: JsonRecord): string {
	const id = list.idOf(item);
	if (typeof id === 'string' && id !== '') return id;
	return createHash('sha256').update(JSON.stringify(item)).digest('base64url').slice(0, 22);
}

/** In milliseconds since 1970; undefined where it cannot be read. */
export function timeIn(list: GrowingList, item: JsonRecord): number | undefined {
	const time = list.timeOf(item);
	const at = typeof time === 'string' ? Date.parse(time) : NaN;
	return Number.isFinite(at) ? at : undefined;
}

function iso(ms: number): string {
	return new Date(ms).toISOString();
}
