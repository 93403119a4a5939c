/** Stable words for what went wrong. Match on these, never on a message. */
export type TangoErrorCode =
	| 'INVALID_INPUT' // a field of an item or of the node: refused before anything was sent
	| 'INVALID_CREDENTIALS_FIELD' // a field of the credential: refused before anything was sent
	| 'NOT_SENT' // the network kept the request from leaving
	| 'CERTIFICATE' // the server could not prove who it is, or TLS failed
	| 'PROXY' // the proxy stood in the way
	| 'AUTHENTICATION_REFUSED' // 401 from Tango
	| 'TOKEN_REFUSED' // the token endpoint gave no token
	| 'BLOCKED_BY_LOAD_BALANCER' // 403 before Tango saw the request
	| 'PERMISSION_REFUSED' // 403 from Tango
	| 'NOT_FOUND' // 404
	| 'INSUFFICIENT_FUNDS' // 402
	| 'CONFLICT' // 409
	| 'RATE_LIMITED' // 429, and no time left to wait
	| 'REJECTED' // any other answer that says no
	| 'UNAVAILABLE' // no usable answer to something that changes nothing
	| 'OUTCOME_UNKNOWN' // no usable answer to something that may have been done
	| 'REFERENCE_TAKEN' // the reference already belongs to another order
	| 'CANCELLED'; // the run was cancelled before the request was sent

/** One field of an order that is not what was asked for. */
export interface Difference {
	readonly field: string;
	readonly asked: string;
	readonly found: string;
}

/** Something at Tango that an answer speaks of. */
export interface Thing {
	readonly noun: string;
	/** Name of the node's parameter that says which. */
	readonly field: string;
	readonly identifier?: string;
	/** It is there, but not to be used so. */
	readonly trouble?: 'inactive' | 'ofAnotherCustomer';
}

/** A field that Tango refused. */
export interface RefusedField {
	/** Tango's path, such as `recipient.email`. */
	readonly path: string;
	readonly message: string;
}

/** What is known about an error; only facts that are safe to show and to store. */
export interface TangoErrorFacts {
	/** Name of the node's parameter or the credential's field. */
	readonly field?: string | undefined;
	/** What is wrong with the field, as the second half of a sentence: "is not an e-mail address". */
	readonly problem?: string | undefined;
	/** What was given for the field, short enough to be shown. */
	readonly value?: string | undefined;
	/** What else is wrong with the same item. */
	readonly others?: readonly TangoErrorFacts[] | undefined;
	/** How to mend it, where the usual advice does not fit. */
	readonly mend?: string | undefined;
	readonly status?: number | undefined;
	readonly requestId?: string | undefined;
	readonly i18nKey?: string | undefined;
	/** Tango's own words. */
	readonly apiMessage?: string | undefined;
	/** Path of the field that Tango named. */
	readonly apiPath?: string | undefined;
	/** All fields that Tango named, in its words. */
	readonly apiFields?: readonly RefusedField[] | undefined;
	/** What it does not know, has already, or takes no money from. */
	readonly thing?: Thing | undefined;
	/** With INSUFFICIENT_FUNDS: what the account holds, and what it is short of where that is known. */
	readonly funds?:
		| { readonly holds: number; readonly missing?: number | undefined; readonly currencyCode: string }
		| undefined;
	readonly attempts?: number | undefined;
	readonly externalRefID?: string | undefined;
	/** Of a line of a Bulk Order: its own reference, where `externalRefID` is that of the whole. */
	readonly lineReference?: string | undefined;
	/** Code of the layer below, such as CERT_HAS_EXPIRED. */
	readonly detail?: string | undefined;
	/** What the attempt ended on; see FailureCause. "webPage": HTML came instead of JSON. */
	readonly reason?: string | undefined;
	/** Where Tango's API was looked for, when nobody was found there, or somebody else: the Base URL without secrets. */
	readonly askedAt?: string | undefined;
	/** Host that a redirect led to. */
	readonly redirectHost?: string | undefined;
	/** X-Forwarded-For as the node sent it. */
	readonly forwardedFor?: string | undefined;
	readonly retryAfterMs?: number | undefined;
	/** With OUTCOME_UNKNOWN: what the last attempt alone would have meant. */
	readonly lastCode?: TangoErrorCode | undefined;
	/** The movement of money it is about, for which some advice is another than for orders. */
	readonly movement?: 'deposit' | 'transfer' | undefined;
	/** With OUTCOME_UNKNOWN: what may have been done, where that is settled in a way of its own. */
	readonly doubt?: 'lineItem' | 'reissue' | 'resend' | 'template' | undefined;
	/** With REFERENCE_TAKEN: what differs from the order that is there. */
	readonly differences?: readonly Difference[] | undefined;
	/** After a refused order: whether Tango has one with its reference from an earlier run, as far as it would say. */
	readonly earlierOrder?: 'none' | 'unknown' | undefined;
	/** Tango's number of the order that is there. */
	readonly referenceOrderID?: string | undefined;
}

/** The only error that leaves the core. Facts are plain data; requests, answers and secrets are never attached. */
export class TangoError extends Error {
	override readonly name = 'TangoError';
	readonly code: TangoErrorCode;
	readonly facts: TangoErrorFacts;

	constructor(code: TangoErrorCode, facts: TangoErrorFacts = {}) {
		super(facts.problem ? `${code}: ${facts.field ?? ''} ${facts.problem}` : code);
		this.code = code;
		this.facts = facts;
	}
}

/** Recognises a TangoError of any copy of this package: n8n may load two. */
export function isTangoError(error: unknown): error is TangoError {
	return error instanceof Error && error.name === 'TangoError' && 'code' in error && 'facts' in error;
}

/** The error as a value; anything but a TangoError is a mistake of ours and goes on as it is. */
export function asTangoError(error: unknown): TangoError {
	if (isTangoError(error)) return error;
	throw error;
}

/** Anything else is a mistake of ours: after sending it must not claim to know what happened to the money. */
export function toTangoError(error: unknown): TangoError {
	if (isTangoError(error)) return error;
	return new TangoError('OUTCOME_UNKNOWN', { detail: error instanceof Error ? error.name : 'unexpected' });
}

/** The same error; one that leaves it open whether something was done says what that is. */
export function doubtAbout(doubt: NonNullable<TangoErrorFacts['doubt']>, error: unknown): TangoError {
	const known = toTangoError(error);
	return known.code === 'OUTCOME_UNKNOWN' ? new TangoError(known.code, { ...known.facts, doubt }) : known;
}

/** Nothing was sent yet, so a mistake of ours must not read as if money might have moved. */
export function asProblem(error: unknown): TangoError {
	return isTangoError(error) ? error : invalidInput('', 'could not be checked');
}

export function invalidInput(field: string, problem: string, mend?: string): TangoError {
	return new TangoError('INVALID_INPUT', { field, problem, ...(mend ? { mend } : {}) });
}

/** All fields of one item that cannot be used, as one error: the first, which knows the others. */
export function allOf([first, ...more]: readonly [TangoError, ...TangoError[]]): TangoError {
	const others = more.flatMap(({ code, facts }) => (code === 'INVALID_INPUT' ? [facts] : []));
	if (first.code !== 'INVALID_INPUT' || others.length === 0) return first;
	return new TangoError(first.code, { ...first.facts, others });
}

export function invalidCredentialsField(field: string, problem: string): TangoError {
	return new TangoError('INVALID_CREDENTIALS_FIELD', { field, problem });
}

const ONE_ANSWER: ReadonlySet<TangoErrorCode> = new Set([
	'UNAVAILABLE',
	'PERMISSION_REFUSED',
	'NOT_FOUND',
	'REJECTED',
	'CONFLICT',
	'RATE_LIMITED',
]);

/** Whether an error says no more than that this one answer cannot be had: other requests may fare better. */
export function concernsOneAnswer(error: unknown): boolean {
	return isTangoError(error) && ONE_ANSWER.has(error.code);
}
