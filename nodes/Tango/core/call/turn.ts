import type { Authorization, AuthorizationSession } from '../auth/authorizer';
import type { Clock } from '../foundation/clock';
import type { Seat } from '../limit/rateLimiter';
import type { SlotWish } from '../limit/slot';
import type { PreparedRequest } from './request';

/** Servers take a signature for a minute at most (Tango: 60 s), and the network wants its share of it. */
const STALE_MS = 10_000;

export interface TurnParts {
	readonly session: AuthorizationSession;
	readonly seat: Seat;
	readonly request: PreparedRequest;
	readonly clock: Clock;
}

export type Turn = Authorization | { readonly kind: 'tooLate' };

/**
 * A slot together with the header to use in it. The header is asked for before the line, so that nobody waits for a
 * token that is fetched first, and again after it, as the line may be longer than a token's life and a signature is
 * of the moment. However long that takes, the slot stays: the seat holds the others back until the attempt is on the
 * wire.
 */
export async function takeTurn({ session, seat, request, clock }: TurnParts, wish: SlotWish): Promise<Turn> {
	const { signal, latestStart = Infinity } = wish;
	const beforehand = await session.authorization(request, signal);
	if (beforehand.kind !== 'header') return beforehand;
	const slot = await seat.acquire(wish);
	if (slot !== 'go') return { kind: slot };
	const askedAt = clock.now();
	const first = await session.authorization(request, signal);
	// Made in a process that was too busy for long: once more, then it goes as it is.
	const isStale = first.kind === 'header' && clock.now() - askedAt > STALE_MS;
	const authorization = isStale ? await session.authorization(request, signal) : first;
	return authorization.kind === 'header' && clock.now() > latestStart ? { kind: 'tooLate' } : authorization;
}
