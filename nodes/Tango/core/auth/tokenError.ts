import { TangoError, type TangoErrorCode } from '../foundation/errors';
import type { TokenRefusal } from './tokenGrant';
import type { RenewalFailure } from './tokenRenewal';

/** Says why there is no token, in the project's words. A new error each time: many items may share one cause. */
export function tokenError(outcome: TokenRefusal | RenewalFailure): TangoError {
	if (outcome.kind === 'refused') {
		const { status, error, description, requestId } = outcome;
		const facts = { status, detail: error, apiMessage: description ?? error, requestId };
		return new TangoError('TOKEN_REFUSED', facts);
	}
	const { reason, detail, status, requestId, retryAfterMs, attempts } = outcome;
	const facts = { reason, detail, status, requestId, retryAfterMs, attempts };
	return new TangoError(failureCode(outcome), facts);
}

/** The request that waits for the token has not been sent, so none of these is ever "outcome unknown". */
function failureCode({ reason, phase }: RenewalFailure): TangoErrorCode {
	switch (reason) {
		case 'certificate':
		case 'tlsProtocol':
			return 'CERTIFICATE';
		case 'proxy':
		case 'proxyAuthentication':
		case 'webPage':
			return 'PROXY';
		case 'rateLimited':
			return 'RATE_LIMITED';
		default:
			return phase === 'notSent' ? 'NOT_SENT' : 'UNAVAILABLE';
	}
}
