import type { TangoErrorCode } from '../foundation/errors';
import type { Failure, Safety } from '../foundation/outcome';

/** The facts of an answer that decide about it. */
export interface JudgedAnswer {
	readonly kind: 'answer';
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed body; absent when it is not JSON. */
	readonly json?: unknown;
	readonly apiError: { readonly i18nKey?: string | undefined };
	/** AWS's load balancer answered, not Tango. */
	readonly isLoadBalancerPage?: boolean;
}

/**
 * What to do after one attempt.
 * `inDoubt` means that Tango may have carried the request out; once that was so, only an answer can settle it.
 */
export type Verdict =
	| { readonly do: 'accept' }
	| {
			readonly do: 'retry';
			readonly atLeastMs: number;
			readonly inDoubt: boolean;
			readonly otherwise: TangoErrorCode;
	  }
	| { readonly do: 'renewCredentials'; readonly otherwise: TangoErrorCode }
	| { readonly do: 'fail'; readonly code: TangoErrorCode };

const ACCEPT: Verdict = { do: 'accept' };

/** Tango asks for at least 2 s between retries while the first order is in process (i18nKey 409.002). */
const STILL_RUNNING_WAIT_MS = 2_000;

/** Funding velocity rules and cards not active yet: answers that stay the same for hours. */
const LASTING_429 = new Set(['429.002', '429.003', '429.004', '429.005']);
/** "Temporarily unavailable, try again in 24 hours". */
const LASTING_503 = new Set(['503.002', '503.042']);

/** "Authorization error" and "credentials invalid"; every other key of a 403 is a rule that new ones do not change. */
const CREDENTIAL_403 = new Set(['403.001', '403.015', '']);

/** Settings that no retry mends. */
const CONFIGURATION: Partial<Record<Failure['cause'], TangoErrorCode>> = {
	certificate: 'CERTIFICATE',
	tlsProtocol: 'CERTIFICATE',
	proxyAuthentication: 'PROXY',
	addressNotAllowed: 'NOT_SENT',
	invalidRequest: 'NOT_SENT',
};

export function classify(safety: Safety, seen: JudgedAnswer | Failure): Verdict {
	if (seen.kind === 'answer') return judgeAnswer(safety, seen);
	// A status other than success is the verdict, even if the words after it were cut off.
	if (seen.status !== undefined && !isSuccess(seen.status)) {
		return judgeAnswer(safety, { kind: 'answer', status: seen.status, headers: {}, apiError: {} });
	}
	return judgeFailure(safety, seen);
}

function judgeFailure(safety: Safety, failure: Failure): Verdict {
	if (failure.phase !== 'notSent') {
		if (failure.cause === 'cancelled') return fail(safety === 'read' ? 'CANCELLED' : 'OUTCOME_UNKNOWN');
		// Asking again for more than we can take would give the same.
		if (failure.cause === 'tooLarge' && safety === 'read') return fail('UNAVAILABLE');
		return ambiguous(safety);
	}
	if (failure.cause === 'cancelled') return fail('CANCELLED');
	const configuration = CONFIGURATION[failure.cause];
	if (configuration) return fail(configuration);
	return retry({ otherwise: failure.cause === 'proxy' ? 'PROXY' : 'NOT_SENT' });
}

function judgeAnswer(safety: Safety, answer: JudgedAnswer): Verdict {
	const { status, headers } = answer;
	const i18nKey = answer.apiError.i18nKey ?? '';
	if (isSuccess(status)) return answer.json === undefined ? judgeUnreadable(safety, answer) : ACCEPT;
	switch (status) {
		case 401:
			return { do: 'renewCredentials', otherwise: 'AUTHENTICATION_REFUSED' };
		case 402:
			return fail('INSUFFICIENT_FUNDS');
		case 403:
			return judgeForbidden(answer);
		case 404:
			return fail('NOT_FOUND');
		case 408:
			return ambiguous(safety);
		case 409:
			// Another request with the same reference is at work: its order is the answer to wait for. A 409 whose
			// words were lost may be just that.
			if (safety === 'keyed' && (i18nKey === '409.002' || i18nKey === '')) {
				return retry({ atLeastMs: STILL_RUNNING_WAIT_MS, inDoubt: true, otherwise: 'OUTCOME_UNKNOWN' });
			}
			return fail('CONFLICT');
		case 429:
			return LASTING_429.has(i18nKey) ? fail('REJECTED') : retry({ otherwise: 'RATE_LIMITED' });
		case 463: // AWS load balancer: more than 30 addresses in X-Forwarded-For
			return fail('BLOCKED_BY_LOAD_BALANCER');
		case 501:
		case 505:
			return fail('REJECTED');
		case 503:
			if (i18nKey === '503.001') return fail('PERMISSION_REFUSED');
			return LASTING_503.has(i18nKey) ? fail('REJECTED') : ambiguous(safety);
		default:
			// "May occasionally be processed after a network connection is lost" (Tango, response classes).
			if (status >= 500) return ambiguous(safety);
			// Tango redirects nobody, and nobody is followed: the credentials would go along.
			return fail(status < 400 || isHtml(headers) ? 'PROXY' : 'REJECTED');
	}
}

/** A page where Tango's JSON was due comes from somebody on the way, who may or may not have passed the request on. */
function judgeUnreadable(safety: Safety, { headers }: JudgedAnswer): Verdict {
	return safety === 'read' && isHtml(headers) ? retry({ otherwise: 'PROXY' }) : ambiguous(safety);
}

function judgeForbidden({ headers, json, apiError, isLoadBalancerPage }: JudgedAnswer): Verdict {
	if (isLoadBalancerPage) return fail('BLOCKED_BY_LOAD_BALANCER');
	if (json === undefined) return fail(isHtml(headers) ? 'PROXY' : 'PERMISSION_REFUSED');
	// Tango's guide names an expired token among the causes of a 403.
	const isAboutCredentials = CREDENTIAL_403.has(apiError.i18nKey ?? '');
	return isAboutCredentials
		? { do: 'renewCredentials', otherwise: 'PERMISSION_REFUSED' }
		: fail('PERMISSION_REFUSED');
}

/** Tango may have acted on it. Only a request that is safe to repeat is sent again. */
function ambiguous(safety: Safety): Verdict {
	switch (safety) {
		case 'read':
			return retry({ otherwise: 'UNAVAILABLE' });
		case 'keyed':
		case 'repeatable':
			return retry({ inDoubt: true, otherwise: 'OUTCOME_UNKNOWN' });
		case 'neverTwice':
			return fail('OUTCOME_UNKNOWN');
	}
}

function retry(how: { atLeastMs?: number; inDoubt?: boolean; otherwise: TangoErrorCode }): Verdict {
	return { do: 'retry', atLeastMs: 0, inDoubt: false, ...how };
}

function fail(code: TangoErrorCode): Verdict {
	return { do: 'fail', code };
}

function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

function isHtml(headers: Readonly<Record<string, string>>): boolean {
	return headers['content-type']?.startsWith('text/html') ?? false;
}
