import type { Clock } from '../foundation/clock';

/** Renewed in the background this long before the end, or in the last tenth of a shorter life. */
const SOFT_WINDOW_MS = 600_000;
const SOFT_WINDOW_SHARE = 0.1;
/** Several workers minted at once must not renew at once. */
const JITTER = 0.2;
/** Too near the end to be sent: the request may wait for its turn before the server looks at the token. */
const HARD_WINDOW_MS = 60_000;
/** A token this young was refused for another reason than its age: the next one would be refused as well. */
const FRESH_MS = 5_000;
/** Of one that lives for seconds even that may be its age; a second keeps refusals from asking without end. */
const FRESH_SHARE = 0.1;
const LEAST_FRESH_MS = 1_000;

/** When a token was asked for, and at which ages it is to be renewed. */
export interface TokenLife {
	readonly startedAt: number;
	readonly startedAtUnix: number;
	readonly softAgeMs: number;
	readonly hardAgeMs: number;
}

/** Both clocks as they stood when the token was asked for, not when it came: the server counts in between. */
export type TokenStart = Pick<TokenLife, 'startedAt' | 'startedAtUnix'>;

/** `jitter` is a number in [0, 1), drawn once per token. */
export function tokenLife(start: TokenStart, expiresInSeconds: number, jitter: number): TokenLife {
	const lifeMs = expiresInSeconds * 1000;
	const softWindow = Math.min(SOFT_WINDOW_MS, lifeMs * SOFT_WINDOW_SHARE);
	// Tango also gives five-minute tokens, whose last tenth is shorter than a minute: half of it then, or they
	// would never be renewed in the background, and one of a minute's life would be dead on arrival.
	const hardWindow = Math.min(HARD_WINDOW_MS, softWindow / 2);
	return {
		startedAt: start.startedAt,
		startedAtUnix: start.startedAtUnix,
		softAgeMs: lifeMs - softWindow * (1 - JITTER + 2 * JITTER * jitter),
		hardAgeMs: lifeMs - hardWindow,
	};
}

/** Until when a token that comes at `mintedAt` is fresh, both on the clock that never goes back. */
export function freshUntil(mintedAt: number, saidSeconds: number): number {
	return mintedAt + Math.min(FRESH_MS, Math.max(LEAST_FRESH_MS, saidSeconds * 1000 * FRESH_SHARE));
}

/** Still good, but time to get the next one. */
export function shouldRenew(life: TokenLife, clock: Clock): boolean {
	return age(life, clock) >= life.softAgeMs;
}

/** Not to be sent any more. */
export function mustRenew(life: TokenLife, clock: Clock): boolean {
	return age(life, clock) >= life.hardAgeMs;
}

/** The older of two measures: the monotonic clock may stand still while the computer sleeps. */
function age(life: TokenLife, clock: Clock): number {
	return Math.max(clock.now() - life.startedAt, clock.unix() - life.startedAtUnix);
}
