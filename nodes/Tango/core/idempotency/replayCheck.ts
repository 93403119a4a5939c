import type { Difference } from '../errors';

/** What was asked for, as far as an answer can be held against it. */
export interface AskedOrder {
	readonly accountIdentifier: string;
	readonly utid: string;
	readonly amount: number;
	readonly recipient?: { readonly email?: string | undefined; readonly [field: string]: unknown } | undefined;
}

/** The same facts in Tango's answer; any of them may be missing. */
export interface FoundOrder {
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
export function differencesOf(asked: AskedOrder, found: FoundOrder): Difference[] {
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
