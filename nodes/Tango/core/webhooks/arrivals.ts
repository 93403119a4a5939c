import { createHash } from 'node:crypto';
import type { Clock } from '../foundation/clock';
import type { TangoEvent } from './event';
import { createHandOver } from './handOver';
import { createSeen, type Seen } from './seen';

/** What outlives a restart. */
export interface ArrivalsMemory {
	/** The subscription that `revision` counts. */
	webhookId?: string | undefined;
	/** Everything up to here was handed over. */
	revision?: number | undefined;
	/** Fingerprints of events that were handed over beyond it. */
	handled?: string[] | undefined;
	/** When the last of them was, in milliseconds since 1970. */
	at?: number | undefined;
}

/** Enough for a busy minute; n8n writes them all down with each event. */
const MOST_REMEMBERED = 500;
/** Where nothing else drops twins: more than n8n can start between two catch-ups, about 65 KB. */
const MOST_ALONE = 5_000;
/** In this process: more than one catch-up reads. */
const MOST_SEEN = 10_000;
/** For so long after an event was handed over, a crash may have come before n8n had written its execution down. */
const IN_DOUBT_MS = 60 * 60_000;

export interface ArrivalsOptions {
	/** n8n's object for what outlives a restart: read when it is needed, as n8n fills it late. */
	readonly memory: () => ArrivalsMemory;
	/**
	 * n8n's database drops a second execution of an event by itself. Then it is the better judge of what a crash left
	 * behind; else what was handed over once is never handed over again.
	 */
	readonly databaseDropsTwins: boolean;
	readonly now: () => number;
	readonly clock: Pick<Clock, 'sleep'>;
	/** Starts the workflow; settles when it has ended. Rejects when n8n could not start it. */
	readonly start: (event: TangoEvent) => Promise<void>;
}

export interface Arrivals {
	/**
	 * Hands over what was not handed over before, in the order of revisions. Tells, once n8n has them all, that it has;
	 * false when the trigger ended before.
	 */
	take(events: readonly TangoEvent[]): Promise<boolean>;
	/** The first revision that catching up has to ask for; undefined before a subscription is known. */
	next(webhookId: string): number | undefined;
	/** Whether n8n has all that was taken, within this time. */
	settled(withinMs: number): Promise<boolean>;
	/** Starts nothing any more. */
	stop(): void;
	/** Catching up has read everything up to this revision. */
	caughtUp(webhookId: string, revision: number): void;
}

/** Lets each event through once, whichever way and however often it comes. */
export function createArrivals(options: ArrivalsOptions): Arrivals {
	const { memory, databaseDropsTwins, now, clock, start } = options;
	let seen: Seen | undefined;
	/** Those that n8n does not have yet. */
	const underWay = new Map<string, Promise<boolean>>();
	/** Read, but written down one catch-up later: until then n8n may not have stored what it was given. */
	let pending: { readonly webhookId: string; readonly revision: number } | undefined;

	/** What was remembered at the start; a crash may have lost the last of them on their way into the database. */
	const known = (): Seen => {
		if (seen) return seen;
		const { handled = [], at = 0 } = memory();
		seen = createSeen(MOST_SEEN, databaseDropsTwins && now() - at < IN_DOUBT_MS ? [] : handled);
		return seen;
	};

	/** Just before n8n gets it, which writes both down together. */
	const remember = (mark: string) => {
		const kept = memory();
		const { handled = [] } = kept;
		if (handled.includes(mark)) return;
		kept.handled = [...handled, mark].slice(databaseDropsTwins ? -MOST_REMEMBERED : -MOST_ALONE);
		kept.at = now();
	};

	const takeOne = async (event: TangoEvent): Promise<boolean> => {
		const { eventId } = event;
		if (eventId === undefined) return await handOver.push(event);
		const mark = fingerprint(eventId);
		if (known().has(mark)) return (await underWay.get(mark)) ?? true;
		known().add(mark);
		const given = handOver.push(event);
		underWay.set(mark, given);
		return await given.finally(() => underWay.delete(mark));
	};

	const handOver = createHandOver({
		clock,
		start: async (event) => {
			known();
			if (event.eventId !== undefined) remember(fingerprint(event.eventId));
			await start(event);
		},
	});

	return {
		take: async (events) => (await Promise.all(events.map(takeOne))).every(Boolean),
		settled: handOver.settled,
		stop: handOver.stop,
		next: (webhookId) => {
			if (pending?.webhookId === webhookId) return pending.revision + 1;
			const kept = memory();
			return kept.webhookId === webhookId && kept.revision !== undefined ? kept.revision + 1 : undefined;
		},
		caughtUp: (webhookId, revision) => {
			const kept = memory();
			if (pending) {
				const { webhookId: id, revision: settled } = pending;
				if (kept.webhookId !== id || kept.revision !== settled) {
					kept.webhookId = id;
					kept.revision = settled;
				}
			}
			if (kept.webhookId !== webhookId) {
				kept.webhookId = webhookId;
				kept.revision = -1;
			}
			pending = { webhookId, revision };
		},
	};
}

/** 60 bits: short, and nobody's twin. */
function fingerprint(eventId: string): string {
	return createHash('sha256').update(eventId).digest('base64url').slice(0, 10);
}
