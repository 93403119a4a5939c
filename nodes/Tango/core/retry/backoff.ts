import type { Random } from '../foundation/clock';

/** Tango's best practices: "wait 1 second and retry with the idempotent externalRefID". */
const FIRST_WAIT_MS = 1000;

/** The floor stops growing at 32 s. No call gets there: five attempts have four waits between them. */
const LAST_GROWING_RETRY = 6;

/**
 * How long to wait before the next attempt: 1-2 s, 2-4 s, 4-8 s, 8-16 s and so on.
 *
 * The floor doubles, because Tango asks for a growing interval; the random half on top keeps many workers from
 * coming back together after an outage. As the jitter stays below the next floor, each wait is longer than the
 * one before. Four waits are 30 s at most.
 *
 * @param retry 1 for the wait before the second attempt
 * @returns milliseconds, from 1000 to below 64 000
 */
export function backoffMs(retry: number, random: Random): number {
	const doublings = Math.min(Math.max(retry, 1), LAST_GROWING_RETRY) - 1;
	return FIRST_WAIT_MS * 2 ** doublings * (1 + random());
}
