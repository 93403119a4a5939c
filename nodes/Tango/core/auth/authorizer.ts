import type { Audit } from '../foundation/audit';
import type { TangoError } from '../foundation/errors';
import type { KeyField } from './basic';
import type { ProvenRequest } from './dpop';
import type { Secret } from '../foundation/secret';
import type { Cancelled } from '../foundation/unlessCancelled';

/** Which part of the credential a header was made from; for platform keys the field's name. */
export type UsedCredential = KeyField | 'token';

/** Why no other header is worth a try; `giveUp` where nothing more is known. */
export type GivenUp =
	| 'giveUp'
	| 'bothKeysRefused'
	| 'proofRefused' // Tango did not accept the DPoP proof
	| 'proofWanted'; // Tango wants a DPoP proof, which the credential does not ask for

/** Good for one attempt: ask again before the next, the token may have been renewed meanwhile. */
export interface AuthorizationHeader {
	readonly kind: 'header';
	/** Value of the Authorization header; `reveal()` it only into the request. */
	readonly value: Secret;
	/** Value of the DPoP header; only with tokens that are bound to a key (RFC 9449). */
	readonly proof?: Secret;
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
 *       const authorization = await session.authorization(request, signal); // before each attempt
 *       const answer = …;
 *       session.answered(answer.headers);
 *       if (answer is 401 && session.refused() === 'retry') continue; // else: AUTHENTICATION_REFUSED
 *       if (answer is 2xx) session.accepted();
 *     }
 */
export interface Authorizer {
	/** `audit` hears of requests that have to be made for it, such as those for a token. */
	begin(audit?: Audit): AuthorizationSession;
	/** What Tango accepted last; undefined before the first accepted request. */
	lastAccepted(): UsedCredential | undefined;
	/** Takes everything that this authorizer sends as a secret out of a text, should a server repeat it. */
	redact(text: string): string;
}

/**
 * One logical call, whose attempts follow one another: `answered`, `refused` and `accepted` are about the header
 * that was handed out last. It bounds how often the call may come back with other credentials: once.
 */
export interface AuthorizationSession {
	/** Never throws. A fired signal ends the wait at once. */
	authorization(request: ProvenRequest, signal?: AbortSignal): Promise<Authorization>;
	/** An attempt is over; the headers of its answer, none if no answer came. */
	answered(headers: Readonly<Record<string, string>>): void;
	/** Tango answered 401. That comes before any work, so going round again is safe for orders too. */
	refused(): 'retry' | GivenUp;
	/** Tango answered with a status that shows it knows who asked. */
	accepted(): void;
}
