import { appendFileSync, readFileSync } from 'node:fs';
import { z } from 'zod/v4';
import type { Outcome } from '../outcomes.ts';

/**
 * What is written down while it happens, a line of JSON each: by a worker what it is about to do and what it was told,
 * by Tango's stand-in what is on its books. `at` is in ms of the machine's own clock, which no process can move.
 */
const invoke = z.object({
	is: z.literal('invoke'),
	/** Of this one attempt of a workflow: an IP address, as it travels with the requests. */
	mark: z.string(),
	/** The user's own name of the reward. */
	reference: z.string(),
	recipient: z.string(),
	amount: z.number(),
	process: z.number(),
	at: z.number(),
	/** By the wall clock of the worker, which jumps. */
	wall: z.number(),
});

const end = z.object({
	is: z.enum<Outcome[]>(['ok', 'fail', 'unknown']),
	mark: z.string(),
	at: z.number(),
	wall: z.number(),
});

const order = z.object({
	is: z.literal('order'),
	recipient: z.string(),
	amount: z.number(),
	/** As Tango knows it: the node makes it from the user's. */
	externalRefID: z.string().optional(),
	at: z.number(),
});

/** Which attempt's request it was that made an order; missing where Tango was killed in between. */
const maker = z.object({ is: z.literal('maker'), externalRefID: z.string(), mark: z.string() });

const event = z.discriminatedUnion('is', [invoke, end]);
const entry = z.discriminatedUnion('is', [order, maker]);

export type Event = z.infer<typeof event>;
export type Invoke = z.infer<typeof invoke>;
export type Entry = z.infer<typeof entry>;
export type OrderEntry = z.infer<typeof order>;

/** Of the machine since it was started, the same for all processes. */
export function machineMs(): number {
	return Number(process.hrtime.bigint()) / 1e6;
}

/** In the file before it returns, so that a kill of this process loses nothing. */
export function write(file: string, lines: ReadonlyArray<Event | Entry>): void {
	appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

export const readEvents = (file: string): Event[] => readLines(file, event);
export const readBooks = (file: string): Entry[] => readLines(file, entry);

/** A last line without its end was being written when the process was killed: it does not count. */
function readLines<T>(file: string, shape: z.ZodType<T>): T[] {
	const lines = readFileSync(file, 'utf8').split('\n');
	return lines.slice(0, -1).map((line) => shape.parse(JSON.parse(line)));
}
