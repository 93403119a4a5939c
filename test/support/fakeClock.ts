import type { Clock, SleepResult } from '../../nodes/Tango/core/foundation/clock.ts';

/** A clock whose time stands still until the test moves it. */
export interface FakeClock extends Clock {
	/** Moves time by `ms`, waking every sleeper on the way at exactly its own moment. */
	advance(ms: number): Promise<void>;
	/** Jumps from sleeper to sleeper until nobody sleeps any more. */
	runAll(): Promise<void>;
	/** Milliseconds of every sleep that was begun, in order; a sleep that was cancelled halfway counts. */
	readonly sleeps: readonly number[];
	/** How many sleep right now; 0 at the end of a test means that no timer was left behind. */
	readonly sleeping: number;
}

interface Sleeper {
	readonly dueAt: number;
	readonly wake: (result: SleepResult) => void;
}

/** 22 November 2026, 00:00 UTC. `now()` starts at 0, so that code mixing up the two times is noticed. */
const DEFAULT_START_UNIX = Date.UTC(2026, 10, 22);

/** More wake-ups than this in one `runAll` are a loop that never ends. */
const MAX_WAKE_UPS = 200_000;

/** Kept from the moment of loading, because `vi.useFakeTimers()` replaces the global one. */
const realSetImmediate = globalThis.setImmediate;

export function createFakeClock(startUnix = DEFAULT_START_UNIX): FakeClock {
	let now = 0;
	const sleepers = new Set<Sleeper>();
	const sleeps: number[] = [];

	/** Equal moments wake in the order of their sleeps, as Node's timers do. */
	const nextDue = (until: number) => {
		let next: Sleeper | undefined;
		for (const sleeper of sleepers) {
			if (sleeper.dueAt <= until && (next === undefined || sleeper.dueAt < next.dueAt)) next = sleeper;
		}
		return next;
	};

	const wakeUntil = async (until: number) => {
		await settle();
		for (let wakeUps = 0; wakeUps < MAX_WAKE_UPS; wakeUps++) {
			const sleeper = nextDue(until);
			if (sleeper === undefined) return;
			now = Math.max(now, sleeper.dueAt);
			sleeper.wake('elapsed');
			await settle();
		}
		throw new Error(`fake clock: still sleeping after ${MAX_WAKE_UPS} wake-ups`);
	};

	return {
		now: () => now,
		unix: () => startUnix + now,
		sleep: async (ms, signal) => {
			if (signal?.aborted) return 'cancelled';
			sleeps.push(ms);
			if (!(ms > 0)) return 'elapsed';
			return await new Promise<SleepResult>((resolve) => {
				const onAbort = () => sleeper.wake('cancelled');
				const sleeper: Sleeper = {
					dueAt: now + ms,
					wake: (result) => {
						sleepers.delete(sleeper);
						signal?.removeEventListener('abort', onAbort);
						resolve(result);
					},
				};
				sleepers.add(sleeper);
				signal?.addEventListener('abort', onAbort, { once: true });
			});
		},
		advance: async (ms) => {
			const until = now + ms;
			await wakeUntil(until);
			now = Math.max(now, until);
		},
		runAll: async () => await wakeUntil(Number.POSITIVE_INFINITY),
		sleeps,
		get sleeping() {
			return sleepers.size;
		},
	};
}

/** Lets everything that needs no time happen: all promise reactions, however many hops they take. */
async function settle(): Promise<void> {
	await new Promise<void>((resolve) => realSetImmediate(resolve));
}
