import type { LineItem } from '../api/lineItem';
import { invalidInput } from '../foundation/errors';
import type { Reservation, Spending } from '../money/spending';

/** Both in the account's currency; what the first issue cost comes back to the account, but is not taken off here. */
export interface ReissueLimits {
	readonly maximumAmount: number;
	readonly maximumTotal: number;
	readonly spending: Spending;
}

/**
 * Counts a reissue before it is sent, at what the line item cost, in proportion where the amount is another. Throws where
 * that breaks a limit, or where nobody knows the cost.
 */
export function reserveReissue(
	{ referenceLineItemID = '', amountIssued, amountCharged }: LineItem,
	amount: number | undefined,
	{ maximumAmount, maximumTotal, spending }: ReissueLimits,
): Reservation {
	const charged = amountCharged?.total ?? amountCharged?.value;
	const currency = amountCharged?.currencyCode;
	const issued = amountIssued?.value;
	const share = amount === undefined ? 1 : issued ? amount / issued : NaN;
	const cost = (charged ?? NaN) * share;
	if (currency === undefined || !Number.isFinite(cost)) {
		throw invalidInput(
			'maximumAmount',
			'cannot be kept, as Tango does not tell what the line item cost: look at it in the Tango portal, or switch Spending Limits off',
		);
	}
	const rounded = Math.ceil(Math.round(cost * 10_000) / 100) / 100;
	if (rounded > maximumAmount) {
		throw invalidInput(
			'maximumAmount',
			`is ${maximumAmount} ${currency}, but the new order would cost about ${rounded} ${currency}`,
		);
	}
	return spending.reserve(
		{ externalRefID: `reissue ${referenceLineItemID}`, currency, cost: rounded },
		maximumTotal,
	);
}
