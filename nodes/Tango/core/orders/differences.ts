import { isTangoError, TangoError, type Difference } from '../foundation/errors';
import { oneLine } from '../foundation/oneLine';

/** What was asked for, as far as an answer can be held against it. */
export interface AskedOrder {
	readonly accountIdentifier: string;
	readonly utid: string;
	readonly amount: number;
	readonly recipient?: { readonly email?: string | undefined; readonly [field: string]: unknown } | undefined;
}

/** The same facts in Tango's answer; any of them may be missing. */
export interface ToldOrder {
	readonly accountIdentifier?: string | undefined;
	readonly utid?: string | undefined;
	readonly denomination?: { readonly value?: number | undefined } | undefined;
	readonly recipient?: { readonly email?: string | undefined } | undefined;
}

/**
 * Tango returns the original order for a known reference "even if the original order is for a different
 * item" (best practices): so the answer is compared with the request. A fact that is missing on either
 * side proves nothing and counts as equal.
 */
export function differencesOf(asked: AskedOrder, found: ToldOrder): Difference[] {
	const facts: Array<[string, string | undefined, string | undefined]> = [
		['utid', asked.utid.toUpperCase(), found.utid?.toUpperCase()],
		['amount', cents(asked.amount), cents(found.denomination?.value)],
		['accountIdentifier', asked.accountIdentifier.toLowerCase(), found.accountIdentifier?.toLowerCase()],
		['recipientEmail', mailbox(asked.recipient?.email), mailbox(found.recipient?.email)],
	];
	return facts.flatMap(([field, want, have]) =>
		want && have && want !== have ? [{ field, asked: want, found: have }] : [],
	);
}

function cents(value: number | undefined): string | undefined {
	return value?.toFixed(2);
}

function mailbox(email: string | undefined): string | undefined {
	return email?.trim().toLowerCase();
}

/**
 * An error that quotes an order as Tango told it, with the quotes fit to be shown: without secrets, each in one
 * short line. The words of a refusal are already so when they are read.
 */
export function redactQuotes(error: unknown, redact: (text: string) => string): unknown {
	if (!isTangoError(error) || error.facts.differences === undefined) return error;
	const { differences, referenceOrderID } = error.facts;
	const clean = (text: string) => oneLine(redact(text));
	return new TangoError(error.code, {
		...error.facts,
		differences: differences.map((one): Difference => ({ ...one, found: clean(one.found) })),
		referenceOrderID: referenceOrderID === undefined ? undefined : clean(referenceOrderID),
	});
}
