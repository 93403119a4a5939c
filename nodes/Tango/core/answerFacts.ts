import { isWebPage, redirectHost, type Seen } from './answer';
import type { TangoErrorFacts } from './errors';

/** What an error may tell of the attempt that it comes from; `forwardedFor` is what that attempt sent. */
export function factsOf(seen: Seen, forwardedFor: string | undefined): TangoErrorFacts {
	if (seen.kind === 'failure') return { reason: seen.cause, detail: seen.detail, status: seen.status };
	return {
		status: seen.status,
		redirectHost: redirectHost(seen),
		forwardedFor,
		...(isWebPage(seen) ? { reason: 'webPage' } : {}),
		...seen.apiError,
		requestId: seen.requestId,
	};
}
