import { isTangoError } from '../foundation/errors';
import type { Forecast } from './forecast';
import { expenseOf } from './limits';
import type { PlacedOrder } from './placeOrder';

/**
 * Places an order that was forecast, and counts it towards Maximum Total before it is sent. That is taken back only
 * where it is certain that this run paid nothing for it. Throws when the total would be exceeded, and what `place` throws.
 */
export async function placeCounted(
	{ plan, price, lookedUp }: Forecast,
	place: () => Promise<PlacedOrder>,
): Promise<PlacedOrder> {
	const { params, spending } = plan;
	const [expense] = expenseOf({ plan, price });
	const isCounted = params.spendingLimits === 'on' && !lookedUp?.order && expense !== undefined;
	const counted = isCounted ? spending.reserve(expense, params.maximumTotal ?? 0) : undefined;
	const placed = await place().catch((error: unknown) => {
		if (isNotPlaced(error)) counted?.giveBack();
		throw error;
	});
	const { amountCharged } = placed.order;
	if (placed.isEarlier) counted?.giveBack();
	else counted?.raise(amountCharged?.total ?? amountCharged?.value ?? 0);
	return placed;
}

/** Tango was seen to report another order as new: that one is paid. */
function isNotPlaced(error: unknown): boolean {
	if (!isTangoError(error) || error.code === 'OUTCOME_UNKNOWN') return false;
	return error.code !== 'REFERENCE_TAKEN' || error.facts.status !== 201;
}
