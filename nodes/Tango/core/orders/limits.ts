import type { Breathe } from '../foundation/breathe';
import { invalidInput, type TangoError } from '../foundation/errors';
import { smallestOf, totalProblems, type Charge } from '../money/runTotal';
import type { Expense } from '../money/spending';
import type { OrderItem } from './orderItem';
import { isLimited, type Price } from './prices';

/** An order that would be placed, with its price. */
interface WantedExpense {
	readonly plan: OrderItem & { readonly externalRefID: string | undefined };
	readonly price: Price;
	/** Absent when nobody looked. */
	readonly lookedUp: { readonly problem?: TangoError | undefined } | undefined;
}

/**
 * What stands against the orders of a run because of their limits, by item index. The smallest Maximum Total of all
 * items is the run's. Orders whose limits are off count towards it, and are not refused.
 */
export async function limitProblems(
	wanted: readonly WantedExpense[],
	breathe: Breathe,
): Promise<Map<number, readonly TangoError[]>> {
	const limited = wanted.filter(({ plan }) => isLimited(plan));
	const problems = new Map<number, readonly TangoError[]>();
	const spending = limited[0]?.plan.spending;
	if (!spending) return problems;
	for (const one of limited) {
		await breathe();
		const problem = orderProblem(one);
		if (problem) problems.set(one.plan.itemIndex, [problem]);
	}
	const limit = smallestOf(limited.map(({ plan }) => plan.params.maximumTotal));
	const charges: Charge[] = [];
	for (const one of wanted) {
		await breathe();
		const { itemIndex } = one.plan;
		if (problems.has(itemIndex)) continue;
		const isExempt = !isLimited(one.plan);
		const isNew = one.lookedUp !== undefined && one.lookedUp.problem === undefined;
		for (const expense of expenseOf(one)) charges.push({ itemIndex, expense, isExempt, isNew });
	}
	for (const [itemIndex, problem] of await totalProblems({ spending, limit }, charges, breathe)) {
		problems.set(itemIndex, [problem]);
	}
	return problems;
}

function orderProblem({ plan, price }: WantedExpense): TangoError | undefined {
	const { amount, maximumAmount = 0 } = plan.params;
	const { cost = Infinity, currency } = price;
	if (cost <= maximumAmount) return undefined;
	const costs = cost === amount ? '' : `, which costs ${cost} ${currency} with rate and fee`;
	return invalidInput(
		'amount',
		`is ${amount}${costs}, above the Maximum Amount of ${maximumAmount} ${currency}`,
	);
}

/** What an order would charge, where that is known. */
export function expenseOf({
	plan: { externalRefID },
	price: { currency, cost },
}: {
	readonly plan: Pick<WantedExpense['plan'], 'externalRefID'>;
	readonly price: { readonly currency?: string | undefined; readonly cost?: number | undefined };
}): Expense[] {
	if (currency === undefined || cost === undefined || externalRefID === undefined) return [];
	return [{ externalRefID, currency, cost }];
}
