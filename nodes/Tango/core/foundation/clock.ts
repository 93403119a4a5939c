import { performance } from 'node:perf_hooks';

export type SleepResult = 'elapsed' | 'cancelled';

/** Time as the core sees it. Tests hand in a clock that they move themselves. */
export interface Clock {
	/** Milliseconds on a clock that never goes back; for durations and deadlines. */
	now(): number;
	/** Unix time in milliseconds; only for dates that others wrote (HTTP dates, token lifetimes after a suspend). */
	unix(): number;
	/** Waits `ms` milliseconds, or less when `signal` fires. Never rejects. */
	sleep(ms: number, signal?: AbortSignal): Promise<SleepResult>;
}

/** A number in [0, 1), like Math.random. */
export type Random = () => number;

export const systemClock: Clock = {
	now: () => performance.now(),
	unix: () => Date.now(),
	sleep: async (ms, signal) => {
		if (signal?.aborted) return 'cancelled';
		return await new Promise<SleepResult>((resolve) => {
			const onAbort = () => end('cancelled');
			const timer = setTimeout(() => end('elapsed'), Math.max(0, Math.ceil(ms)));
			const end = (result: SleepResult) => {
				clearTimeout(timer);
				signal?.removeEventListener('abort', onAbort);
				resolve(result);
			};
			signal?.addEventListener('abort', onAbort, { once: true });
		});
	},
};
