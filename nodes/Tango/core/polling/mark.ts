import { z } from 'zod/v4';

/** How far a list was read. Plain JSON, as n8n keeps it between two polls; times are milliseconds since 1970. */
export interface Mark {
	/** Everything before is known. It comes from the things themselves or from a period that is over. */
	readonly read: number;
	/** Where the next reading begins: Tango may list a thing late. */
	readonly from: number;
	/** What was seen since `from`, with its time: many may have the same. */
	readonly seen: ReadonlyArray<readonly [id: string, at: number]>;
}

/** So long after its time a thing may appear in the list and is still found. */
export const OVERLAP_MS = 5 * 60_000;

/** Six times what Tango's pace of one order a second leaves in the overlap. */
export const MOST_SEEN = 2_000;

const shape = z.object({
	read: z.number(),
	from: z.number(),
	seen: z.array(z.tuple([z.string(), z.number()])),
});

/** What n8n kept; undefined where it is no mark. */
export function readMark(json: unknown): Mark | undefined {
	return shape.safeParse(json).data;
}

export function markAt(time: number): Mark {
	const from = wholeSecond(time);
	return { read: from, from, seen: [] };
}

/**
 * The mark after all before `read` became known. Its border is a whole second, as Tango may cut fractions off: what it
 * then finds a moment earlier must be known, too. Of too many things only the newest are kept, and less is read again.
 * It never goes back: what was there before the first look is not known, and not new.
 */
export function markAfter(before: Mark, read: number, seen: ReadonlyMap<string, number>): Mark {
	const newestFirst = [...seen].sort(([, a], [, b]) => b - a);
	const tooOld = newestFirst[MOST_SEEN]?.[1] ?? -Infinity;
	// A second is never kept in part.
	const border = Math.min(wholeSecond(tooOld) + 1_000, wholeSecond(read));
	const from = Math.max(before.from, wholeSecond(read - OVERLAP_MS), border);
	return { read, from, seen: newestFirst.filter(([, at]) => at >= from) };
}

export function wholeSecond(time: number): number {
	return Math.floor(time / 1_000) * 1_000;
}
