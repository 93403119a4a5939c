import type { LineItem } from '../api/lineItem';
import type { Order } from '../api/order';
import { invalidInput } from '../foundation/errors';
import type { Expense, Spending } from '../money/spending';

/** In the account's currency; what the first issue cost comes back to the account, but is not taken off here. */
export interface ReissueLimits {
	readonly spending: Spending;
	/** Left out, whatever is wanted is ordered. */
	readonly most?: { readonly maximumAmount: number; readonly maximumTotal: number } | undefined;
}

/**
 * What a reissue will come to: what the line item cost, in proportion where the amount is another. Throws where that
 * breaks Maximum Amount, or where there are limits and nobody knows the cost.
 */
export function expectedExpense(
	{ referenceLineItemID = '', amountIssued, amountCharged }: LineItem,
	amount: number | undefined,
	{ most }: ReissueLimits,
): Expense | undefined {
	const charged = amountCharged?.total ?? amountCharged?.value;
	const currency = amountCharged?.currencyCode;
	const issued = amountIssued?.value;
	const share = amount === undefined ? 1 : issued ? amount / issued : NaN;
	const cost = (charged ?? NaN) * share;
	if (currency === undefined || !Number.isFinite(cost)) {
		if (!most) return undefined;
		throw invalidInput(
			'maximumAmount',
			'cannot be kept, as Tango does not tell what the line item cost: look at it in the Tango portal, or switch Spending Limits off',
		);
	}
	const rounded = Math.ceil(Math.round(cost * 10_000) / 100) / 100;
	if (most && rounded > most.maximumAmount) {
		throw invalidInput(
			'maximumAmount',
			`is ${most.maximumAmount} ${currency}, but the new order would cost about ${rounded} ${currency}`,
		);
	}
	return { externalRefID: nameOf(referenceLineItemID), currency, cost: rounded };
}

/** What it came to, as far as the order tells it. */
export function chargedExpense(
	referenceLineItemID: string,
	{ amountCharged: { total, value, currencyCode } = {} }: Order,
): Expense | undefined {
	const cost = total ?? value;
	if (cost === undefined || currencyCode === undefined) return undefined;
	return { externalRefID: nameOf(referenceLineItemID), currency: currencyCode, cost };
}

/** What counts once: a line item is reissued once. */
function nameOf(referenceLineItemID: string): string {
	return `reissue ${referenceLineItemID.trim().toLowerCase()}`;
}
