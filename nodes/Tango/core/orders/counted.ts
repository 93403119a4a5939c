import { isTangoError } from '../foundation/errors';
import type { Reservation } from '../money/spending';
import type { Forecast } from './forecast';
import { expenseOf } from './limits';
import type { PlacedOrder } from './placeOrder';

/**
 * Places an order that was forecast, and counts it towards Maximum Total before it is sent. That is taken back only
 * where it is certain that this run paid nothing for it. Throws when the total would be exceeded, and what `place` throws.
 */
export async function placeCounted(
	forecast: Forecast,
	place: () => Promise<PlacedOrder>,
): Promise<PlacedOrder> {
	const counted = count(forecast);
	const placed = await place().catch((error: unknown) => {
		if (isNotPlaced(error)) counted?.giveBack();
		throw error;
	});
	const { amountCharged } = placed.order;
	if (placed.isEarlier) counted?.giveBack();
	else counted?.raise(amountCharged?.total ?? amountCharged?.value ?? 0);
	return placed;
}

/** Counts an order towards Maximum Total, where one holds. Throws when the total would be exceeded. */
export function count({ plan, price, lookedUp }: Forecast): Reservation | undefined {
	const { params, spending } = plan;
	const [expense] = expenseOf({ plan, price });
	const isCounted = params.spendingLimits === 'on' && !lookedUp?.order && expense !== undefined;
	return isCounted ? spending.reserve(expense, params.maximumTotal ?? 0) : undefined;
}

/** Tango was seen to report another order as new: that one is paid. */
function isNotPlaced(error: unknown): boolean {
	if (!isTangoError(error) || error.code === 'OUTCOME_UNKNOWN') return false;
	return error.code !== 'REFERENCE_TAKEN' || error.facts.status !== 201;
}
