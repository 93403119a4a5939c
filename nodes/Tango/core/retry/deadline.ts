import type { Clock } from '../foundation/clock';

/** The end of one logical call. Counted on the clock that never goes back, so a changed wall clock moves nothing. */
export interface Deadline {
	/** The moment itself, on `clock.now()`. An attempt of n ms has `at - n` as its latest start. */
	readonly at: number;
	/** Milliseconds left, never below 0. */
	remainingMs(): number;
	/** Whether no time at all is left. */
	expired(): boolean;
	/**
	 * Whether something that takes `ms` milliseconds from now, such as a wait and the attempt after it, still ends
	 * in time. Where not, the caller gives up at once instead of waiting for nothing.
	 */
	hasRoomFor(ms: number): boolean;
}

/**
 * The deadline starts to run now.
 *
 * @param totalMs milliseconds for all attempts, the waits between them and the waiting for slots
 */
export function createDeadline(clock: Clock, totalMs: number): Deadline {
	const at = clock.now() + totalMs;
	return {
		at,
		remainingMs: () => Math.max(0, at - clock.now()),
		expired: () => clock.now() >= at,
		hasRoomFor: (ms) => clock.now() + ms <= at,
	};
}
