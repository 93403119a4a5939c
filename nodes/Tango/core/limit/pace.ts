import { invalidCredentialsField } from '../foundation/errors';

/** Spacing is measured at Tango's door, and the network brings two requests nearer to each other. */
const MARGIN_MS = 50;
const MARGIN_SHARE = 0.05;

/**
 * Timers count in milliseconds and come late. Where slots are closer than this, the rate is kept on average: slots
 * missed by at most this much are made up for, so never more than this much work comes at once. From 200 requests
 * per second downwards the spacing is strict.
 */
const TIMER_GRAIN_MS = 5;

/** When starts may happen: arithmetic only, in milliseconds of the limiter's clock. */
export interface Pace {
	/** The next free slot. It may lie up to TIMER_GRAIN_MS in the past, but only at high rates. */
	nextSlot(now: number): number;
	/** When somebody with `ahead` others in front would start. */
	startBehind(ahead: number, now: number): number;
	/** Uses up the next slot. */
	take(now: number): void;
	/** A start that was let go earlier happened now. The next slot counts from here. */
	noteStart(now: number): void;
	/** No slot before `at`. A pause is never shortened by another one. */
	pauseUntil(at: number): void;
	/** Throws TangoError INVALID_CREDENTIALS_FIELD on anything but a number above 0. */
	setRate(requestsPerSecond: number): void;
}

export function createPace(requestsPerSecond: number): Pace {
	let interval = intervalMs(requestsPerSecond);
	let lastSlot = Number.NEGATIVE_INFINITY;
	let pausedUntil = Number.NEGATIVE_INFINITY;

	const nextSlot = (now: number) => {
		const catchUp = interval < TIMER_GRAIN_MS ? TIMER_GRAIN_MS : 0;
		return Math.max(now - catchUp, lastSlot + interval, pausedUntil);
	};
	return {
		nextSlot,
		startBehind: (ahead, now) => Math.max(now, nextSlot(now) + ahead * interval),
		take: (now) => {
			lastSlot = nextSlot(now);
		},
		noteStart: (now) => {
			if (interval >= TIMER_GRAIN_MS) lastSlot = Math.max(lastSlot, now);
		},
		pauseUntil: (at) => {
			if (at > pausedUntil) pausedUntil = at;
		},
		setRate: (rate) => {
			interval = intervalMs(rate);
		},
	};
}

function intervalMs(requestsPerSecond: number): number {
	if (!(requestsPerSecond > 0 && requestsPerSecond < Number.POSITIVE_INFINITY)) {
		throw invalidCredentialsField('requestsPerSecond', 'must be a number above 0');
	}
	const interval = 1000 / requestsPerSecond;
	return interval + Math.min(MARGIN_MS, interval * MARGIN_SHARE);
}
