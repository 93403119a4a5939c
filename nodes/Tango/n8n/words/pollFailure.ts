import type { TangoError, TangoErrorCode } from '../../core';

/**
 * Why a poll failed, in n8n's words (n8n-workflow, `Failure`): from 2.36 its scheduler waits longer and longer after
 * some, and half an hour after those that somebody has to mend. Older versions do not look at it.
 */
export type PollFailure =
	| {
			readonly cause: 'rate-limited' | 'quota-exhausted' | 'temporarily-unavailable';
			readonly retryAfterMs?: number;
	  }
	| { readonly cause: 'credential-invalid' | 'configuration-invalid' };

type Cause = PollFailure['cause'];

const CAUSES: Readonly<Record<TangoErrorCode, Cause>> = {
	INVALID_INPUT: 'configuration-invalid',
	INVALID_CREDENTIALS_FIELD: 'credential-invalid',
	NOT_SENT: 'temporarily-unavailable',
	CERTIFICATE: 'temporarily-unavailable',
	PROXY: 'temporarily-unavailable',
	AUTHENTICATION_REFUSED: 'credential-invalid',
	TOKEN_REFUSED: 'credential-invalid',
	BLOCKED_BY_LOAD_BALANCER: 'temporarily-unavailable',
	PERMISSION_REFUSED: 'configuration-invalid',
	NOT_FOUND: 'configuration-invalid',
	INSUFFICIENT_FUNDS: 'configuration-invalid',
	CONFLICT: 'temporarily-unavailable',
	RATE_LIMITED: 'rate-limited',
	REJECTED: 'configuration-invalid',
	UNAVAILABLE: 'temporarily-unavailable',
	OUTCOME_UNKNOWN: 'temporarily-unavailable',
	REFERENCE_TAKEN: 'configuration-invalid',
	CANCELLED: 'temporarily-unavailable',
};

export function pollFailureOf({ code, facts }: TangoError): PollFailure {
	const cause = facts.detail === 'daily_rate_limit' ? 'quota-exhausted' : CAUSES[code];
	if (cause === 'credential-invalid' || cause === 'configuration-invalid') return { cause };
	const { retryAfterMs } = facts;
	return { cause, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
