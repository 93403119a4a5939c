import type { Clock } from '../foundation/clock';
import { createLine, type Line } from './line';
import { createRatesInUse, type Rates } from './rates';
import { slotsOfLine, type SharedSlots } from './sharedSlots';
import type { SlotResult, SlotWish } from './slot';

/** A platform that found its reads too fast has them in the common pace for this long. */
const READS_IN_COMMON_MS = 600_000;

/** One logical call. Its rates count for as long as it lasts, waits and retries included. */
export interface Visit extends Rates {
	/** It changes nothing at Tango. */
	readonly isRead: boolean;
	/** Where its credential has its slots from; undefined: from this process alone. */
	readonly slots?: SharedSlots | undefined;
}

/** The place of one call, whose attempts follow one another. */
export interface Seat {
	/** Waits for the next slot; people go first, then first come, first served. Never rejects. */
	acquire(wish?: SlotWish): Promise<SlotResult>;
	/** The attempt is on the wire, or over without having come that far. Until then nobody else is let go. */
	noteStart(): void;
	/** Tango took the attempt. */
	accepted(): void;
	/** Tango found the attempt too fast (429). All wait for `retryAfterMs`; where it is 0, all go slower. */
	tooFast(retryAfterMs: number): void;
	/** The call is over. */
	leave(): void;
}

/** Paces the starts of attempts, retries included. Shared by all who call in the name of one platform. */
export interface RateLimiter {
	/** A call begins. `visit` has rates that checkRates let through. */
	enter(visit: Visit): Seat;
	/** Whether nobody is here and the next start would be immediate: forgetting this limiter would change nothing. */
	isIdle(): boolean;
}

export function createRateLimiter(clock: Clock): RateLimiter {
	const common = createLine(clock);
	const reads = createLine(clock);
	const requestRates = createRatesInUse();
	const readRates = createRatesInUse();
	/** Calls of credentials that know nothing of a lane for reads: to them one pace holds for all. */
	let callsWithOnePace = 0;
	let commonUntil = Number.NEGATIVE_INFINITY;
	/** Calls whose credential shares its pace: while there is one, all do. */
	let callsWithSlots = 0;

	/** Whether reads go in a line of their own at the moment. */
	let isSplit = true;

	/** The lowest rate in use counts. With none in use the last one stays, for whoever comes sets another. */
	const arrange = () => {
		const split = callsWithOnePace === 0 && clock.now() >= commonUntil;
		const [request, read = Infinity] = [requestRates.lowest(), readRates.lowest()];
		// In the common line reads may still be the slower ones.
		if (request !== undefined) common.setRate(split ? request : Math.min(request, read));
		if (read < Infinity) reads.setRate(read);
		if (split === isSplit) return;
		isSplit = split;
		if (split) common.sendAway();
		else reads.handOverTo(common);
	};

	const share = (slots: SharedSlots | undefined) => {
		common.share(slots && slotsOfLine(slots, 'requests'));
		reads.share(slots && slotsOfLine(slots, 'reads'));
	};

	const count = ({ requestsPerSecond, readsPerSecond, slots }: Visit, by: 1 | -1) => {
		if (slots) callsWithSlots += by;
		if (slots && by === 1) share(slots);
		else if (callsWithSlots === 0) share(undefined);
		requestRates.count(requestsPerSecond, by);
		if (readsPerSecond === undefined) callsWithOnePace += by;
		else readRates.count(readsPerSecond, by);
		arrange();
	};

	return {
		enter: (visit) => {
			count(visit, 1);
			return seatOf(visit);
		},
		isIdle: () =>
			common.isIdle() && reads.isIdle() && requestRates.lowest() === undefined && clock.now() >= commonUntil,
	};

	function seatOf(visit: Visit): Seat {
		const starter = {};
		let line: Line = common;
		let startedAt = Number.NEGATIVE_INFINITY;

		const noteStart = () => {
			reads.started(starter);
			// Whoever knows but one pace keeps it for all, also between two calls.
			if (common.started(starter) && !isSplit) reads.pauseUntil(clock.now() + common.gap());
		};
		return {
			acquire: async (wish = {}) => {
				for (;;) {
					arrange();
					line = visit.isRead && isSplit ? reads : common;
					const result = await line.acquire(starter, wish);
					if (result === 'moved') continue;
					startedAt = clock.now();
					// Should reads get their lane back meanwhile, this one counts there.
					if (result === 'go' && visit.isRead && line === common) reads.hold(starter);
					return result;
				}
			},
			noteStart,
			accepted: () => line.speedUp(),
			tooFast: (retryAfterMs) => {
				const now = clock.now();
				if (visit.isRead) {
					commonUntil = now + READS_IN_COMMON_MS;
					arrange();
				}
				if (retryAfterMs > 0) {
					common.pauseAllUntil(now + retryAfterMs);
					reads.pauseAllUntil(now + retryAfterMs);
				} else if (line === common) common.slowDown(startedAt);
			},
			leave: () => {
				noteStart();
				count(visit, -1);
			},
		};
	}
}
