import type { Failure, Outcome } from './outcome';
import { readApiError, type ApiError } from './schemas/apiError';

/** An outcome with the body read: what the verdict is made of. */
export type Seen = SeenAnswer | Failure;

export interface SeenAnswer {
	readonly kind: 'answer';
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** The parsed body; absent when it is not JSON (HTML pages, empty bodies). */
	readonly json?: unknown;
	readonly apiError: ApiError;
	readonly requestId: string | undefined;
}

export function readOutcome(outcome: Outcome): Seen {
	if (outcome.kind === 'failure') return outcome;
	const json = parseJson(outcome.body);
	const apiError = outcome.status >= 400 ? readApiError(json) : {};
	return {
		kind: 'answer',
		status: outcome.status,
		headers: outcome.headers,
		json,
		apiError,
		requestId: outcome.headers['x-request-id'] ?? apiError.requestId,
	};
}

/** JSON objects and arrays; undefined for everything else. Tango never answers with a bare scalar. */
function parseJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? value : undefined;
	} catch {
		return undefined;
	}
}
