/**
 * What one attempt came to. Attempts never throw: the retry loop judges values, so that no failure can
 * slip past it as an exception.
 */
export type Outcome = Answer | Failure;

/** A complete HTTP answer, whatever its status. */
export interface Answer {
	readonly kind: 'answer';
	readonly status: number;
	/** Names in lower case; a repeated header is joined with ", ". */
	readonly headers: Readonly<Record<string, string>>;
	/** The body, decoded as UTF-8. */
	readonly body: string;
}

/**
 * How far a failed attempt got. It decides whether money may have moved:
 * - `notSent`: no byte of the request left; sending it again is safe for every method.
 * - `maybeProcessed`: the request was written and no answer came.
 * - `answerBegun`: a status arrived (`status`), its body did not come whole.
 */
export type Phase = 'notSent' | 'maybeProcessed' | 'answerBegun';

export type FailureCause =
	| 'dns' // the host name is unknown
	| 'refused' // nothing listens there
	| 'unreachable' // no route, or the network is down
	| 'addressNotAllowed' // n8n's egress filter stands against the address
	| 'connectTimeout' // no connection within the connect timeout
	| 'certificate' // the server's certificate is not to be trusted
	| 'tlsProtocol' // no common TLS version or cipher, or no TLS at all
	| 'proxy' // the proxy refused or dropped the tunnel
	| 'proxyAuthentication' // the proxy wants (other) credentials (407)
	| 'reset' // the connection ended without an answer
	| 'responseTimeout' // no (whole) answer within the attempt's time
	| 'brokenAnswer' // what came is not HTTP, or ended too early
	| 'tooLarge' // more than the response limit
	| 'encodedAnswer' // compressed although nobody asked for it
	| 'cancelled' // the caller's signal fired
	| 'invalidRequest'; // the HTTP library refused the request before sending

export interface Failure {
	readonly kind: 'failure';
	readonly phase: Phase;
	readonly cause: FailureCause;
	/** The code of the layer below, such as CERT_HAS_EXPIRED or ECONNRESET. Holds no secret, safe to show. */
	readonly detail: string;
	/** The status that had arrived; only with phase `answerBegun`. */
	readonly status?: number;
}

/**
 * What may be done when an attempt's outcome is in doubt:
 * - `read`: changes nothing, send again.
 * - `keyed`: carries an externalRefID that Tango recognises, send the same bytes again.
 * - `repeatable`: the same once more leaves everything as it is or is refused, send again.
 * - `neverTwice`: sending it again could do it twice, so never after it may have been processed.
 */
export type Safety = 'read' | 'keyed' | 'repeatable' | 'neverTwice';
