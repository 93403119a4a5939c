import type { TangoErrorFacts } from '../foundation/errors';
import type { Answer, Failure, Outcome } from '../foundation/outcome';
import { parseJson } from '../foundation/json';
import { readApiError, type ApiError } from './apiError';
import { MAX_WORD_LENGTH, oneLine } from '../foundation/oneLine';

/** Longest text of Tango's that we pass on; a page of HTML or a stack trace helps nobody. */
const MAX_MESSAGE_LENGTH = 500;

/** An outcome with the body read: what the verdict is made of. */
export type Seen = SeenAnswer | Failure;

export interface SeenAnswer {
	readonly kind: 'answer';
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** The parsed body; absent when it is not JSON (HTML pages, empty bodies). */
	readonly json?: unknown;
	/** Fit to be shown: without secrets, each in one short line. */
	readonly apiError: ApiError;
	/** The same. */
	readonly requestId: string | undefined;
	/** The load balancer's own page; a gateway on the way may have taken its Server header off. */
	readonly isLoadBalancerPage: boolean;
}

/** Reads the body. `redact` takes our secrets out of the words that errors and logs repeat. */
export function readOutcome(outcome: Outcome, redact: (text: string) => string): Seen {
	if (outcome.kind === 'failure') return outcome;
	const clean = (text: string | undefined, maxLength = MAX_WORD_LENGTH) =>
		// Cut last: half a secret would not be recognised.
		text === undefined ? undefined : oneLine(redact(text), maxLength);
	const json = parseJson(outcome.body);
	const said = outcome.status >= 400 ? readApiError(json) : {};
	const requestId = clean(outcome.headers['x-request-id'] ?? said.requestId);
	return {
		kind: 'answer',
		status: outcome.status,
		headers: outcome.headers,
		json,
		apiError: {
			requestId: clean(said.requestId),
			i18nKey: clean(said.i18nKey),
			apiMessage: clean(said.apiMessage, MAX_MESSAGE_LENGTH),
			apiPath: clean(said.apiPath),
			...(said.apiFields
				? {
						apiFields: said.apiFields.map(({ path, message }) => ({
							path: oneLine(redact(path)),
							message: oneLine(redact(message)),
						})),
					}
				: {}),
		},
		requestId,
		isLoadBalancerPage: isLoadBalancerPage(outcome),
	};
}

/**
 * AWS's page is nothing but a title and the same words as a heading. nginx's has a ruler and its name below.
 * The Server header alone would not do: a reverse proxy, the very thing that adds a bad X-Forwarded-For,
 * puts its own name there.
 */
const LOAD_BALANCER_PAGE =
	/^\s*<html>\s*<head><title>(\d{3}[^<]*)<\/title><\/head>\s*<body>\s*<center><h1>\1<\/h1><\/center>\s*<\/body>\s*<\/html>\s*$/;
/** The page has about 120 characters. */
const MAX_PAGE_LENGTH = 1_000;

function isLoadBalancerPage({ headers, body }: Answer): boolean {
	if (headers.server?.startsWith('awselb')) return true;
	return body.length <= MAX_PAGE_LENGTH && LOAD_BALANCER_PAGE.test(body);
}

/** An HTML page instead of Tango's JSON. */
export function isWebPage({ json, headers }: SeenAnswer): boolean {
	return json === undefined && (headers['content-type']?.startsWith('text/html') ?? false);
}

/** A 404 that is not one of Tango's: those have a key, a request ID or both. The address is wrong, not the thing. */
function isNamelessMiss({ status, apiError, requestId }: SeenAnswer): boolean {
	return status === 404 && apiError.i18nKey === undefined && requestId === undefined;
}

/** Where a redirect leads to: the host alone, as the rest of the address may hold secrets of whoever sent it. */
export function redirectHost({ status, headers }: SeenAnswer): string | undefined {
	const { location } = headers;
	if (status < 300 || status > 399 || !location || !URL.canParse(location)) return undefined;
	return new URL(location).hostname || undefined;
}

/** What an error may tell of the attempt that it comes from; `forwardedFor` is what that attempt sent. */
export function errorFactsOf(seen: Seen, forwardedFor: string | undefined): TangoErrorFacts {
	if (seen.kind === 'failure') return { reason: seen.cause, detail: seen.detail, status: seen.status };
	return {
		status: seen.status,
		redirectHost: redirectHost(seen),
		forwardedFor,
		...(isWebPage(seen) ? { reason: 'webPage' } : isNamelessMiss(seen) ? { reason: 'unknownAddress' } : {}),
		...seen.apiError,
		requestId: seen.requestId,
	};
}
