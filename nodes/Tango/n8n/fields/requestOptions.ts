import {
	describeXffProblem,
	normaliseForwardedFor,
	type Audit,
	type CallOptions,
	type Tango,
} from '../../core';
import { collection, joined } from './collection';
import { ofAuthor, refused, type Field, type Reading } from './field';
import type { Fields } from './form';
import { seconds, wholeNumber } from './numbers';

/* What every operation that calls Tango lets the user set, and what becomes of it. */

const DEFAULTS = { timeout: 15, maxAttempts: 5, totalTimeout: 120 };

/**
 * Left out, the credential's value counts. Left blank it is an order too: null, send no such header. An expression
 * without a value is neither.
 */
function readForwardedFor(value: unknown): Reading<string | null> {
	if (value === undefined || value === null) return refused('is empty');
	const result = normaliseForwardedFor(value);
	return result.ok ? { value: result.value ?? null } : refused(describeXffProblem(result.code));
}

const REQUEST_FIELDS = {
	maxAttempts: wholeNumber(
		{ min: 1, max: 5, words: 'a number from 1 to 5' },
		{
			default: DEFAULTS.maxAttempts,
			description: 'How often a request is tried in all. Tango asks for no more than 5.',
		},
	),
	timeout: seconds(300, {
		default: DEFAULTS.timeout,
		description: 'Seconds that Tango gets to answer one attempt. Tango asks for 15.',
	}),
	totalTimeout: seconds(3_600, {
		default: DEFAULTS.totalTimeout,
		description: 'Seconds for all attempts of one request together',
	}),
	forwardedFor: {
		form: {
			type: 'string',
			default: '',
			displayName: 'X-Forwarded-For',
			placeholder: 'e.g. 203.0.113.42',
			description:
				'Value of the X-Forwarded-For header, instead of the one in the credential. IP addresses only; ports are removed. Empty: the header is not sent.',
		},
		read: readForwardedFor,
	} satisfies Field<string | null>,
};

export interface RequestOptions {
	/** Seconds for one attempt. */
	readonly timeout?: number | undefined;
	readonly maxAttempts?: number | undefined;
	/** Seconds for all attempts together. */
	readonly totalTimeout?: number | undefined;
	/** Null sends no such header, undefined that of the credential. */
	readonly forwardedFor?: string | null | undefined;
}

/** `options` of an operation that has none of its own. */
export const REQUEST_OPTIONS: Field<RequestOptions> = ofAuthor(
	collection('Add option', REQUEST_FIELDS, {
		description: 'What is rarely needed, such as how long Tango gets to answer',
	}),
);

/** The collection "Options": the request options and an operation's own. */
export function optionsWith<P extends object>(own: Fields<P>): Field<RequestOptions & Partial<P>> {
	return ofAuthor(joined(REQUEST_OPTIONS, collection('Add option', own)));
}

export function callOptions(
	tango: Pick<Tango, 'forwardedFor'>,
	options: RequestOptions,
	signal?: AbortSignal,
	audit?: Audit,
): CallOptions {
	return {
		responseTimeoutMs: (options.timeout ?? DEFAULTS.timeout) * 1_000,
		maxAttempts: options.maxAttempts ?? DEFAULTS.maxAttempts,
		totalTimeoutMs: (options.totalTimeout ?? DEFAULTS.totalTimeout) * 1_000,
		forwardedFor:
			options.forwardedFor === undefined ? tango.forwardedFor : (options.forwardedFor ?? undefined),
		signal,
		audit,
	};
}
