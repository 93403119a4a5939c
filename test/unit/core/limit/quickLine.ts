import type { Clock } from '../../../../nodes/Tango/core/foundation/clock.ts';
import { createLine, type Starter } from '../../../../nodes/Tango/core/limit/line.ts';
import type { SlotWish } from '../../../../nodes/Tango/core/limit/slot.ts';

export type QuickLine = ReturnType<typeof quickLine>;

/** A line whose starters are on the wire as soon as they are let go, unless the test says otherwise (`acquireAs`). */
export function quickLine(clock: Clock, requestsPerSecond: number) {
	const line = createLine(clock);
	line.setRate(requestsPerSecond);
	return {
		...line,
		acquire: async (wish: SlotWish = {}) => {
			const starter = {};
			const result = await line.acquire(starter, wish);
			line.started(starter);
			return result;
		},
		acquireAs: async (starter: Starter, wish: SlotWish = {}) => await line.acquire(starter, wish),
		pauseFor: (ms: number) => line.pauseUntil(clock.now() + ms),
	};
}
