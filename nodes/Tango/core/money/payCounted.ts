import { isTangoError } from '../foundation/errors';
import type { Expense, Spending } from './spending';

interface Counting {
	readonly spending: Spending;
	/** What it will come to, as far as that is known before. */
	readonly expense: Expense | undefined;
	readonly limit: number;
}

/** What was paid for, as Tango's answer tells it. */
export interface Charged {
	/** It is certain that this run did not pay for it. */
	readonly isEarlier: boolean;
	readonly expense: Expense | undefined;
}

/**
 * Pays, and counts that towards Maximum Total before it is sent. It is taken back only where it is certain that this
 * run paid nothing. Throws when the total would be exceeded, and what `pay` throws.
 */
export async function payCounted<Paid>(
	{ spending, expense, limit }: Counting,
	pay: () => Promise<Paid>,
	chargedFor: (paid: Paid) => Charged,
): Promise<Paid> {
	const counted = expense && spending.reserve(expense, limit);
	const paid = await pay().catch((error: unknown) => {
		if (isNotPaid(error)) counted?.giveBack();
		throw error;
	});
	const charged = chargedFor(paid);
	if (charged.isEarlier) counted?.giveBack();
	else if (counted) counted.raise(charged.expense?.cost ?? 0);
	// What could not be priced before counts for those that come after it.
	else if (charged.expense) spending.reserve(charged.expense, Infinity);
	return paid;
}

/** Tango was seen to report another order as new: that one is paid. */
function isNotPaid(error: unknown): boolean {
	if (!isTangoError(error) || error.code === 'OUTCOME_UNKNOWN') return false;
	return error.code !== 'REFERENCE_TAKEN' || error.facts.status !== 201;
}
