import type { Clock } from '../foundation/clock';
import type { TangoEvent } from './event';

/** n8n writes several times for each execution: a thousand at once would wait for its database until it gives up. */
const SIDE_BY_SIDE = 4;
/** An execution that takes longer keeps nobody waiting: by now n8n has it. */
const PATIENCE_MS = 1_000;
/** Before an event that n8n could not take is given to it again. */
const RETRY_MS = 2_000;

export interface HandOverOptions {
	readonly clock: Pick<Clock, 'sleep'>;
	/** Starts the workflow; settles when it has ended. Rejects when n8n could not start it. */
	readonly start: (event: TangoEvent) => Promise<void>;
}

export interface HandOver {
	push(event: TangoEvent): void;
	/** Whether n8n has all that was pushed, within this time. */
	settled(withinMs: number): Promise<boolean>;
	/** Starts nothing any more. */
	stop(): void;
}

/** Gives events to n8n in their order, a few at a time, and again where n8n could not take one. */
export function createHandOver({ clock, start }: HandOverOptions): HandOver {
	const waiting: TangoEvent[] = [];
	const stopped = new AbortController();
	let open = 0;
	let workers = 0;
	let tellSettled: Array<() => void> = [];

	async function give(event: TangoEvent): Promise<void> {
		const patience = new AbortController();
		const outcome = start(event).then(
			() => 'taken' as const,
			() => 'refused' as const,
		);
		const late = clock.sleep(PATIENCE_MS, patience.signal).then(() => 'running' as const);
		const first = await Promise.race([outcome, late]);
		patience.abort();
		if (first === 'refused') void again(event);
		else close();
		// n8n may give up later than we are patient.
		if (first === 'running') {
			void outcome.then((end) => {
				if (end === 'refused') {
					open += 1;
					void again(event);
				}
			});
		}
	}

	async function again(event: TangoEvent): Promise<void> {
		if ((await clock.sleep(RETRY_MS, stopped.signal)) === 'cancelled') return;
		waiting.push(event);
		work();
	}

	function close(): void {
		open -= 1;
		if (open > 0) return;
		for (const tell of tellSettled) tell();
		tellSettled = [];
	}

	async function worker(): Promise<void> {
		for (let event = waiting.shift(); event && !stopped.signal.aborted; event = waiting.shift()) {
			await give(event);
		}
		workers -= 1;
	}

	function work(): void {
		while (workers < SIDE_BY_SIDE && waiting.length > 0) {
			workers += 1;
			void worker();
		}
	}

	return {
		push: (event) => {
			open += 1;
			waiting.push(event);
			work();
		},
		settled: async (withinMs) => {
			if (open === 0) return true;
			const all = new Promise<true>((resolve) => tellSettled.push(() => resolve(true)));
			const enough = new AbortController();
			const late = clock.sleep(withinMs, enough.signal).then(() => false);
			const isSettled = await Promise.race([all, late]);
			enough.abort();
			return isSettled;
		},
		stop: () => stopped.abort(),
	};
}
