import type { Clock } from '../foundation/clock';
import type { TangoEvent } from './event';

/** n8n writes several times for each execution: a thousand at once would wait for its database until it gives up. */
const SIDE_BY_SIDE = 4;
/** Of an execution that takes longer n8n has all that it needs. */
const PATIENCE_MS = 1_000;
/** So many executions that have not ended are no trouble for n8n. */
const AT_EASE = 24;
/** For each one beyond, the next waits so much longer, up to a limit. */
const BREATHER_MS = 500;
const MOST_BREATHER_MS = 15_000;
/** Before an event that n8n could not take is given to it again. */
const RETRY_MS = 2_000;

export interface HandOverOptions {
	readonly clock: Pick<Clock, 'sleep'>;
	/** Starts the workflow; settles when it has ended. Rejects when n8n could not start it. */
	readonly start: (event: TangoEvent) => Promise<void>;
}

export interface HandOver {
	/** Tells whether n8n has it: false when the trigger ended before. */
	push(event: TangoEvent): Promise<boolean>;
	/** Whether n8n has all that was pushed, within this time. */
	settled(withinMs: number): Promise<boolean>;
	/** Starts nothing any more. */
	stop(): void;
}

interface Waiting {
	readonly event: TangoEvent;
	readonly tell: (isTaken: boolean) => void;
}

/** Gives events to n8n in the order of revisions, a few at a time, and again where n8n could not take one. */
export function createHandOver({ clock, start }: HandOverOptions): HandOver {
	const waiting: Waiting[] = [];
	const stopped = new AbortController();
	let open = 0;
	let workers = 0;
	/** Executions that have not ended. */
	let running = 0;
	let tellSettled: Array<() => void> = [];

	async function give(one: Waiting): Promise<void> {
		running += 1;
		const outcome = start(one.event)
			.then(
				() => 'taken' as const,
				() => 'refused' as const,
			)
			.finally(() => (running -= 1));
		const first = await within(PATIENCE_MS, outcome);
		if (first === 'refused') return void again(one);
		close(one);
		if (first === 'taken') return;
		// n8n may give up later than we are patient.
		void outcome.then((end) => {
			if (end === 'taken') return;
			open += 1;
			void again(one);
		});
		// All of them write into n8n's database: were more and more begun, it would take none any more.
		const breatherMs = Math.min((running - AT_EASE) * BREATHER_MS, MOST_BREATHER_MS) - PATIENCE_MS;
		if (breatherMs > 0) await within(breatherMs, outcome);
	}

	async function within<T>(ms: number, outcome: Promise<T>): Promise<T | 'running'> {
		const patience = new AbortController();
		const late = clock.sleep(ms, patience.signal).then(() => 'running' as const);
		const first = await Promise.race([outcome, late]);
		patience.abort();
		return first;
	}

	async function again(one: Waiting): Promise<void> {
		if (stopped.signal.aborted || (await clock.sleep(RETRY_MS, stopped.signal)) === 'cancelled') {
			one.tell(false);
			return;
		}
		line(one);
		work();
	}

	/** Whoever came late overtakes those with a later revision, as long as they wait. */
	function line(one: Waiting): void {
		const later = waiting.findIndex(({ event }) => placeOf(event) > placeOf(one.event));
		waiting.splice(later < 0 ? waiting.length : later, 0, one);
	}

	function close({ tell }: Waiting): void {
		tell(true);
		open -= 1;
		if (open > 0) return;
		for (const tell of tellSettled) tell();
		tellSettled = [];
	}

	async function worker(): Promise<void> {
		for (let one = waiting.shift(); one; one = waiting.shift()) await give(one);
		workers -= 1;
	}

	function work(): void {
		while (workers < SIDE_BY_SIDE && waiting.length > 0) {
			workers += 1;
			void worker();
		}
	}

	return {
		push: async (event) =>
			await new Promise<boolean>((tell) => {
				open += 1;
				line({ event, tell });
				work();
			}),
		settled: async (withinMs) => {
			if (open === 0) return true;
			const all = new Promise<true>((resolve) => tellSettled.push(() => resolve(true)));
			const enough = new AbortController();
			const late = clock.sleep(withinMs, enough.signal).then(() => false);
			const isSettled = await Promise.race([all, late]);
			enough.abort();
			return isSettled;
		},
		stop: () => {
			stopped.abort();
			for (const { tell } of waiting.splice(0)) tell(false);
		},
	};
}

function placeOf({ revision = Infinity }: TangoEvent): number {
	return revision;
}
