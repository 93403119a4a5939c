import { type Clock, systemClock } from '../../nodes/Tango/core/foundation/clock.ts';

/** Real time, as sockets need it, with jumps that a test makes. */
export interface MovableClock extends Clock {
	/** Both clocks jump ahead, as if so much time had passed with nobody asking. */
	skip(ms: number): void;
	/** Only the wall clock jumps: somebody set it, or the computer slept. */
	setWallClock(ms: number): void;
}

/** `haste`: how many times shorter the waits are than what was asked for. */
export function createMovableClock(haste = 1): MovableClock {
	let skipped = 0;
	let wallOnly = 0;
	return {
		now: () => systemClock.now() + skipped,
		unix: () => systemClock.unix() + skipped + wallOnly,
		sleep: async (ms, signal) => await systemClock.sleep(ms / haste, signal),
		skip: (ms) => {
			skipped += ms;
		},
		setWallClock: (ms) => {
			wallOnly += ms;
		},
	};
}
