import type { Clock, SleepResult } from '../../../nodes/Tango/core/foundation/clock.ts';

/** Real time, only faster: what takes a second on it takes 1000 / `speed` ms. */
export interface FastClock extends Clock {
	readonly speed: number;
	/** Lets so many ms of its time pass at once. */
	skip(ms: number): void;
}

export function createFastClock(speed: number): FastClock {
	let skipped = 0;
	const now = () => performance.now() * speed + skipped;

	const sleep = async (ms: number, signal?: AbortSignal): Promise<SleepResult> => {
		const until = now() + ms;
		// A timer may fire a little early, and a little is much on a fast clock.
		for (let left = ms; left > 0 && !signal?.aborted; left = until - now()) {
			await realSleep(Math.max(1, Math.ceil(left / speed)), signal);
		}
		return signal?.aborted ? 'cancelled' : 'elapsed';
	};

	return {
		speed,
		now,
		// Not faster: the sandbox writes its dates by the wall clock.
		unix: () => Date.now(),
		sleep,
		skip: (ms) => {
			skipped += ms;
		},
	};
}

async function realSleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
	await new Promise<void>((resolve) => {
		const end = () => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', end);
			resolve();
		};
		const timer = setTimeout(end, ms);
		signal?.addEventListener('abort', end, { once: true });
	});
}

/** mulberry32: the same numbers on every machine. */
export function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
