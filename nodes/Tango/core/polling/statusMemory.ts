import { z } from 'zod/v4';
import { readMark, type Mark } from './mark';

/** What was seen in a list that things come into at any age. Times are milliseconds since 1970. */
export interface Seen {
	/** Nothing older is looked at. It only moves on, so nothing that was forgotten comes back. */
	readonly since: number;
	/** All that was seen and is not older, with the time of each. */
	readonly seen: ReadonlyArray<readonly [id: string, at: number]>;
}

/** An order that may still be completed, and the status in which it was seen last. */
export interface Watched {
	readonly id: string;
	/** When it was placed, in milliseconds since 1970. */
	readonly at: number;
	readonly status: string;
}

/** Orders on their way. */
export interface Underway {
	/** How far new orders were read. */
	readonly mark: Mark;
	readonly watched: readonly Watched[];
}

/** What is remembered between two looks for statuses. Plain JSON. */
export interface StatusMemory {
	/** By status. */
	readonly lists: Readonly<Record<string, Seen>>;
	/** Left out where no order is waited for that is completed. */
	readonly underway?: Underway | undefined;
}

const shape = z.object({
	lists: z.record(
		z.string(),
		z.object({ since: z.number(), seen: z.array(z.tuple([z.string(), z.number()])) }),
	),
	underway: z
		.object({
			mark: z.unknown(),
			watched: z.array(z.object({ id: z.string(), at: z.number(), status: z.string() })),
		})
		.optional(),
});

/** What n8n kept; undefined where it is no such memory. */
export function readStatusMemory(json: unknown): StatusMemory | undefined {
	const { data } = shape.safeParse(json);
	if (!data) return undefined;
	const { lists, underway } = data;
	const mark = readMark(underway?.mark);
	return { lists, underway: underway && mark && { ...underway, mark } };
}
