import type { Outcome } from './outcome';

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface HttpRequest {
	readonly method: HttpMethod;
	/** Absolute https URL. */
	readonly url: string;
	/** A plain object on purpose: undici 7 checks Proxy-Authorization only there (GHSA-6cv7-626c-qhqw). */
	readonly headers: Readonly<Record<string, string>>;
	/** Serialised once by the caller, so that every attempt sends the same bytes. */
	readonly body?: string;
}

export interface AttemptLimits {
	/** Milliseconds from the moment the request is on the wire until the whole answer is read. */
	readonly responseTimeoutMs: number;
	/** Milliseconds for DNS, TCP, proxy tunnel and TLS together. */
	readonly connectTimeoutMs: number;
	/** The most that is read of an answer's body; USUAL_ANSWER_BYTES when left out. */
	readonly maxResponseBytes?: number | undefined;
}

const MIB = 1024 * 1024;
export const USUAL_ANSWER_BYTES = 10 * MIB;
/** For the catalog, which holds texts for every reward and grows with the platform. */
export const LARGEST_ANSWER_BYTES = 64 * MIB;

/** The failure's `detail` when an answer is larger. */
export function overSize(maxBytes: number): string {
	return `OVER_${Math.floor(maxBytes / MIB)}_MIB`;
}

/** The one seam to the network. Nobody else names the HTTP library. */
export interface Transport {
	/**
	 * Sends the request at most once. Never throws, never follows a redirect. `onStart` is called when its first
	 * byte is about to be written, after the connection stands.
	 */
	exchange(
		request: HttpRequest,
		limits: AttemptLimits,
		signal?: AbortSignal,
		onStart?: () => void,
	): Promise<Outcome>;
	/** Ends all connections. */
	close(): Promise<void>;
}
