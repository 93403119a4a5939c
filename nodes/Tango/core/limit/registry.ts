import type { Clock } from '../foundation/clock';
import { createRateLimiter, type RateLimiter } from './rateLimiter';

/**
 * n8n may load this package twice (a reload, the custom extensions folder). Both copies must keep one pace, so the
 * limiters hang on globalThis. The name's version changes when RateLimiter changes.
 */
const REGISTRY = Symbol.for('n8n-nodes-tango.rateLimiters.v3');

/** Platforms that are remembered. More are kept only while all of them are busy. */
export const MAX_LIMITERS = 100;

/**
 * The limiter of a platform: the same object for the same identity, whichever copy of the package asks. To be asked
 * for by each call: one that nobody is in may be forgotten.
 *
 * @param identity environment and platform name or client ID. Anybody in the process can read it: no secret.
 * @param clock counts only for the first caller.
 */
export function rateLimiterFor(identity: string, clock: Clock): RateLimiter {
	const limiters = registry();
	const known = limiters.get(identity);
	const limiter = isRateLimiter(known) ? known : createRateLimiter(clock);
	// A Map keeps the order of insertion, so the first key is the one that was not asked for longest.
	limiters.delete(identity);
	limiters.set(identity, limiter);
	forgetIdle(limiters);
	return limiter;
}

/** For tests: the next caller starts afresh, with its own clock. */
export function forgetRateLimiters(): void {
	registry().clear();
}

/** The values are unknown, because another version of this package may have put them there. */
function registry(): Map<string, unknown> {
	const found: unknown = Reflect.get(globalThis, REGISTRY);
	if (isRegistry(found)) return found;
	const created = new Map<string, unknown>();
	Reflect.set(globalThis, REGISTRY, created);
	return created;
}

function isRegistry(value: unknown): value is Map<string, unknown> {
	return value instanceof Map;
}

const METHODS = ['enter', 'isIdle'] as const satisfies ReadonlyArray<keyof RateLimiter>;

function isRateLimiter(value: unknown): value is RateLimiter {
	return (
		typeof value === 'object' &&
		value !== null &&
		METHODS.every((method) => typeof Reflect.get(value, method) === 'function')
	);
}

/** A busy limiter stays: a new one for the same platform would not know of the last start or the pause. */
function forgetIdle(limiters: Map<string, unknown>): void {
	for (const [identity, limiter] of limiters) {
		if (limiters.size <= MAX_LIMITERS) return;
		if (!isRateLimiter(limiter) || limiter.isIdle()) limiters.delete(identity);
	}
}
