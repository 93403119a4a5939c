import type { TangoError } from '../errors';
import type { KeyField } from './basic';
import type { Secret } from './secret';
import type { Cancelled } from './unlessCancelled';

/** Which part of the credential a header was made from; for platform keys the field's name. */
export type UsedCredential = KeyField | 'token';

/** Good for one attempt: ask again before the next, the token may have been renewed meanwhile. */
export interface AuthorizationHeader {
	readonly kind: 'header';
	/** Value of the Authorization header; `reveal()` it only into the request. */
	readonly value: Secret;
	readonly credential: UsedCredential;
}

export type Authorization =
	| AuthorizationHeader
	| { readonly kind: 'error'; readonly error: TangoError }
	| Cancelled;

/**
 * How requests prove who sends them. One per client; every logical call begins a session of its own:
 *
 *     const session = authorizer.begin();
 *     for (;;) {
 *       const authorization = await session.authorization(signal); // before each attempt
 *       const answer = …;
 *       if (answer is 401 && session.refused() === 'retry') continue; // else: AUTHENTICATION_REFUSED
 *       if (answer is 2xx) session.accepted();
 *     }
 */
export interface Authorizer {
	begin(): AuthorizationSession;
	/** What Tango accepted last; undefined before the first accepted request. */
	lastAccepted(): UsedCredential | undefined;
}

/**
 * One logical call, whose attempts follow one another: `refused` and `accepted` are about the header that
 * was handed out last. It bounds how often the call may come back with other credentials: once.
 */
export interface AuthorizationSession {
	/** Never throws. A fired signal ends the wait at once. */
	authorization(signal?: AbortSignal): Promise<Authorization>;
	/** Tango answered 401. That comes before any work, so going round again is safe for orders too. */
	refused(): 'retry' | 'giveUp';
	/** Tango answered with a status that shows it knows who asked. */
	accepted(): void;
}
