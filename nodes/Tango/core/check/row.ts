import type { TangoError } from '../foundation/errors';

/** Names of the checks as a person reads them. Workflows filter by them: they stay. */
export type CheckName =
	| 'Environment'
	| 'CA Certificates'
	| 'Proxy'
	| 'DNS'
	| 'TLS'
	| 'Clock'
	| 'X-Forwarded-For'
	| 'Authentication'
	| 'Tango API'
	| 'Latency'
	| 'Shared Pace';

export type CheckStatus = 'ok' | 'warning' | 'failed' | 'skipped';

/** Flat and plain; never a key, a token, a password or a reward. */
export type CheckFacts = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** The result of one check. */
export interface CheckRow {
	readonly check: CheckName;
	readonly status: CheckStatus;
	/** One sentence for the person who looks after the workflow. */
	readonly message: string;
	/** How to mend it; with `warning` and `failed`. */
	readonly mend?: string;
	readonly facts: CheckFacts;
	/** What a request would have ended on; only with `failed`. */
	readonly error?: TangoError;
}

/** The project's words for an error. */
export type Explain = (error: TangoError) => { readonly message: string; readonly description: string };

export function ok(check: CheckName, message: string, facts: CheckFacts = {}): CheckRow {
	return { check, status: 'ok', message, facts };
}

export function warning(check: CheckName, message: string, mend: string, facts: CheckFacts = {}): CheckRow {
	return { check, status: 'warning', message, mend, facts };
}

export function skipped(check: CheckName, message: string, facts: CheckFacts = {}): CheckRow {
	return { check, status: 'skipped', message, facts };
}

/** `first` is what the check knows beyond the error; it comes before the usual advice. */
export function failed(
	check: CheckName,
	error: TangoError,
	explain: Explain,
	{ first = '', facts = {} }: { readonly first?: string | undefined; readonly facts?: CheckFacts } = {},
): CheckRow {
	const { message, description } = explain(error);
	const mend = [first, description].filter(Boolean).join(' ');
	return { check, status: 'failed', message, mend, facts, error };
}

/** Why a check could not be made; `cause` is the check that failed before it. */
export function waitsFor(check: CheckName, cause: CheckRow, facts: CheckFacts = {}): CheckRow {
	return skipped(check, `Not checked: mend “${cause.check}” first`, facts);
}
