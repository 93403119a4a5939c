import type { Audit } from '../foundation/audit';
import type { Authorizer } from '../auth/authorizer';
import type { Clock, Random } from '../foundation/clock';
import type { Endpoint } from '../api/endpoint';
import type { Seat } from '../limit/rateLimiter';
import type { TangoRequest } from './request';
import type { RetryBudget } from '../retry/budget';
import type { Transport } from '../foundation/transport';

/** Is told how a call stands in its platform's line. */
export interface LineWatch {
	/** It waits for a slot from now on. */
	joined(): void;
	/** It is on the wire, or will not be. */
	left(): void;
}

/** How long and how often one call may try. */
export interface CallOptions {
	/** Milliseconds that one attempt is held, from the moment it is on the wire. Tango asks for 15,000. */
	readonly responseTimeoutMs: number;
	/** Attempts in all. Tango asks for no more than 5. */
	readonly maxAttempts: number;
	/** Milliseconds from the first attempt to the end of the last. */
	readonly totalTimeoutMs: number;
	/** Normalised value for X-Forwarded-For; undefined sends no such header. */
	readonly forwardedFor: string | undefined;
	/** A person looks on: goes ahead of the items of runs. */
	readonly personWaits?: boolean | undefined;
	readonly line?: LineWatch | undefined;
	readonly signal?: AbortSignal | undefined;
	readonly audit?: Audit | undefined;
}

/** A 2xx answer with a JSON body. */
export interface TangoAnswer {
	readonly status: number;
	readonly json: unknown;
	readonly attempts: number;
	readonly requestId: string | undefined;
}

export interface ClientParts {
	readonly baseUrl: string;
	readonly transport: Transport;
	readonly authorizer: Authorizer;
	/** A place for one call in the line of its platform. */
	readonly enter: (isRead: boolean) => Seat;
	readonly budget: RetryBudget;
	readonly clock: Clock;
	readonly random: Random;
}

export interface Client {
	/**
	 * Calls an endpoint until its outcome is known or the limits are reached.
	 * Throws TangoError: OUTCOME_UNKNOWN when Tango may have done it, any other code when it was not done.
	 */
	send(endpoint: Endpoint, request: TangoRequest, call: CallOptions): Promise<TangoAnswer>;
}
