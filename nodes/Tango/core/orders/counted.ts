import { payCounted } from '../money/payCounted';
import type { Expense, Reservation } from '../money/spending';
import type { Forecast } from './forecast';
import { expenseOf } from './limits';
import type { PlacedOrder } from './placeOrder';

/** Places an order that was forecast, counted towards Maximum Total. Throws what `payCounted` throws. */
export async function placeCounted(
	forecast: Forecast,
	place: () => Promise<PlacedOrder>,
): Promise<PlacedOrder> {
	const { plan, price, lookedUp } = forecast;
	const { externalRefID, spending } = plan;
	const isThere = lookedUp?.order !== undefined;
	const counting = { spending, expense: expectedOf(forecast), limit: limitOf(forecast) };
	return await payCounted(counting, place, ({ order, isEarlier }) => {
		const { total, value, currencyCode } = order.amountCharged ?? {};
		const charged = { cost: total ?? value, currency: currencyCode ?? price.currency };
		const [expense] = expenseOf({ plan: { externalRefID }, price: charged });
		return { isEarlier: isEarlier || isThere, expense };
	});
}

/** Counts an order towards Maximum Total, where its cost is known. Throws when the total would be exceeded. */
export function count(forecast: Forecast): Reservation | undefined {
	const expense = expectedOf(forecast);
	return expense && forecast.plan.spending.reserve(expense, limitOf(forecast));
}

/** Counts an order that is only foreseen, so that the next turn of a loop is told what Create would tell it. */
export function countForeseen(forecast: Forecast): void {
	const expense = forecast.problems.length === 0 ? expectedOf(forecast) : undefined;
	if (expense) forecast.plan.spending.reserve(expense, Infinity);
}

/** An order that is there costs nothing. */
function expectedOf({ plan, price, lookedUp }: Forecast): Expense | undefined {
	return lookedUp?.order ? undefined : expenseOf({ plan, price })[0];
}

function limitOf({ plan: { params } }: Forecast): number {
	return params.spendingLimits === 'on' ? (params.maximumTotal ?? 0) : Infinity;
}
