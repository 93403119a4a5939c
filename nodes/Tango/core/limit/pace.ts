/** Spacing is measured at Tango's door, and the network brings two requests nearer to each other. */
const MARGIN_MS = 50;
const MARGIN_SHARE = 0.05;

/**
 * Timers count in milliseconds and come late. Where slots are closer than this, the rate is kept on average: slots
 * missed by at most this much are made up for, so never more than this much work comes at once. From 200 requests
 * per second downwards the spacing is strict.
 */
const TIMER_GRAIN_MS = 5;

/**
 * Timers, handshakes and a busy process make starts late. Those who wait make up for it by as little as this, and by no
 * more than half of the margin, so that the rate is reached on average and two starts still keep their distance.
 */
const CATCH_UP_MS = 2;
/** What is later than this is not made up for. */
const MAX_LAG_MS = 1_000;

/** A start keeps the door closed for the gap that held then, whoever comes after; a mistyped rate not for ever. */
const MAX_KEPT_GAP_MS = 60_000;

/** After a 429 that names no time: twice as slow, up to this much, and a tenth quicker with each answer that says yes. */
const SLOW_DOWN = 2;
const SLOWEST = 10;
const SPEED_UP = 0.9;

/** When starts may happen: arithmetic only, in milliseconds of the line's clock. */
export interface Pace {
	/**
	 * The next free slot. It may lie up to TIMER_GRAIN_MS in the past, but only at high rates.
	 *
	 * @param isStarting somebody was let go and is not on the wire yet: that start is now at the earliest
	 */
	nextSlot(now: number, isStarting: boolean): number;
	/** When somebody with `ahead` others in front would start, at the earliest. */
	startBehind(ahead: number, now: number, isStarting: boolean): number;
	/** Uses up the next slot. `wantedSince`: when somebody began to wait for it; now, where nobody had to. */
	take(now: number, wantedSince: number): void;
	/** A start happened at `at`. The next slot counts from here. */
	noteStart(at: number): void;
	/** No slot before `at`. A pause is never shortened by another one. */
	pauseUntil(at: number): void;
	/** A number above 0 (checkRate). Says whether it is another one. */
	setRate(requestsPerSecond: number): boolean;
	/** Tango found an attempt too fast that began at `startedAt`. Says whether the pace was slowed for it. */
	slowDown(startedAt: number, now: number): boolean;
	/** Tango took an attempt. */
	speedUp(): void;
	/** So many processes live on the rate at the moment. */
	setShare(share: number): void;
	/** Between two starts, at the moment. */
	gap(): number;
	/** How much of it may make up for starts that came late. */
	catchUp(): number;
	/** When the last start was. */
	lastStart(): number;
	/** Whether a new pace would be the same. */
	isAtRest(now: number): boolean;
}

export function createPace(requestsPerSecond: number): Pace {
	let rate = requestsPerSecond;
	let slowness = 1;
	let share = 1;
	let slowedAt = Number.NEGATIVE_INFINITY;
	/** When the last slot was due, and when somebody started in it. */
	let due = Number.NEGATIVE_INFINITY;
	let lastStart = Number.NEGATIVE_INFINITY;
	/** The gap that held at the last slot. */
	let keptGap = 0;
	let pausedUntil = Number.NEGATIVE_INFINITY;

	const gap = () => intervalMs(rate) * slowness * share;
	const widestGap = () => Math.max(gap(), keptGap);
	const isStrict = () => widestGap() >= TIMER_GRAIN_MS;

	const nextDue = () => Math.max(due + widestGap(), pausedUntil);
	const nextSlot = (now: number, isStarting: boolean) => {
		if (!isStrict()) return Math.max(now - TIMER_GRAIN_MS, nextDue());
		const start = isStarting ? Math.max(lastStart, now) : lastStart;
		return Math.max(now, nextDue(), start + widestGap() - catchUpMs(rate));
	};
	return {
		nextSlot,
		startBehind: (ahead, now, isStarting) => Math.max(now, nextSlot(now, isStarting) + ahead * gap()),
		take: (now, wantedSince) => {
			due = isStrict()
				? Math.min(now, Math.max(nextDue(), wantedSince, now - MAX_LAG_MS))
				: nextSlot(now, false);
			lastStart = now;
			keptGap = Math.min(gap(), MAX_KEPT_GAP_MS);
		},
		noteStart: (at) => {
			if (isStrict()) lastStart = Math.max(lastStart, at);
		},
		pauseUntil: (at) => {
			if (at > pausedUntil) pausedUntil = at;
		},
		setRate: (next) => {
			const isAnother = next !== rate;
			rate = next;
			return isAnother;
		},
		slowDown: (startedAt, now) => {
			// What was on its way already when the pace was slowed says nothing of the slower one.
			if (startedAt <= slowedAt) return false;
			slowness = Math.min(slowness * SLOW_DOWN, SLOWEST);
			slowedAt = now;
			return true;
		},
		speedUp: () => {
			slowness = Math.max(slowness * SPEED_UP, 1);
		},
		setShare: (next) => {
			share = next;
		},
		gap,
		catchUp: () => catchUpMs(rate),
		lastStart: () => lastStart,
		isAtRest: (now) => slowness === 1 && nextSlot(now, false) <= now,
	};
}

function intervalMs(requestsPerSecond: number): number {
	return 1000 / requestsPerSecond + marginMs(requestsPerSecond);
}

function marginMs(requestsPerSecond: number): number {
	return Math.min(MARGIN_MS, (1000 / requestsPerSecond) * MARGIN_SHARE);
}

function catchUpMs(requestsPerSecond: number): number {
	return Math.min(CATCH_UP_MS, marginMs(requestsPerSecond) / 2);
}
