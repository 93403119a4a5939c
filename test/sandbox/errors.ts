import { STATUS_CODES } from 'node:http';
import { type Answer, type Call, jsonAnswer } from './exchange.ts';

/** One entry of Tango's `errors` list. */
export interface FieldError {
	path: string;
	i18nKey: string;
	message: string;
	invalidValue?: unknown;
	constraint?: string;
}

interface ApiErrorFacts {
	/** Fact violations that led here; they end up in `sandbox.violations`. */
	violations?: readonly string[];
	fields?: readonly FieldError[];
	/** Headers beside those of every answer. */
	headers?: Readonly<Record<string, string>>;
}

/** A refusal with Tango's status and i18nKey; the pipeline turns it into an answer. */
export class ApiError extends Error {
	readonly status: number;
	readonly key: string | undefined;
	readonly fields: readonly FieldError[];
	readonly violations: readonly string[];
	readonly headers: Readonly<Record<string, string>>;

	constructor(status: number, key: string | undefined, message: string, facts: ApiErrorFacts = {}) {
		super(message);
		this.name = 'ApiError';
		this.status = status;
		this.key = key;
		this.fields = facts.fields ?? [];
		this.violations = facts.violations ?? [];
		this.headers = facts.headers ?? {};
	}
}

/** Validation failures travel as HTTP 400 although their keys begin with 422. */
export function invalid(fields: readonly FieldError[], violations: readonly string[] = []): ApiError {
	return new ApiError(400, fields[0]?.i18nKey, fields[0]?.message ?? 'Invalid request', {
		fields,
		violations,
	});
}

export function invalidField(path: string, i18nKey: string, message: string, invalidValue?: unknown) {
	return invalid([{ path, i18nKey, message, invalidValue }]);
}

/** Tango's main error body: either a top-level message or the `errors` list. */
export function errorAnswer(error: ApiError, call: Pick<Call, 'path' | 'requestId'>): Answer {
	const reason =
		error.fields.length > 0 ? { errors: error.fields } : { i18nKey: error.key, message: error.message };
	const answer = jsonAnswer(error.status, {
		timestamp: new Date().toISOString(),
		requestId: call.requestId,
		path: call.path,
		httpCode: error.status,
		httpPhrase: STATUS_CODES[error.status] ?? '',
		...reason,
	});
	return { ...answer, headers: { ...answer.headers, ...error.headers } };
}

/** The second body shape, which the customer endpoints use. */
export function shortErrorAnswer(error: ApiError): Answer {
	const field = error.fields[0];
	return jsonAnswer(error.status, {
		message: field ? `${field.path}: ${field.message}` : error.message,
		i18nKey: error.key,
		i18nTokenReplacements: [],
	});
}
