import { invalidInput, type TangoError } from '../foundation/errors';
import { totalProblem, type Expense } from '../money/spending';
import type { OrderItem } from './orderItem';
import type { Price } from './prices';

/** An order that would be placed, with its price. */
interface WantedExpense {
	readonly plan: OrderItem & { readonly externalRefID: string | undefined };
	readonly price: Price;
}

/**
 * What stands against the orders of a run because of their limits, by item index. Amounts of two currencies cannot be
 * added up, so a Maximum Total holds for each account currency; the smallest of all items is the run's.
 */
export function limitProblems(wanted: readonly WantedExpense[]): Map<number, readonly TangoError[]> {
	const limited = wanted.filter(({ plan }) => plan.params.spendingLimits === 'on');
	const problems = new Map<number, readonly TangoError[]>();
	for (const one of limited) {
		const problem = orderProblem(one);
		if (problem) problems.set(one.plan.itemIndex, [problem]);
	}
	const sound = limited.filter(({ plan }) => !problems.has(plan.itemIndex));
	for (const [currency, group] of byCurrency(sound)) {
		const total = group[0]?.plan.spending.withAll(currency, group.flatMap(expenseOf)) ?? 0;
		const limit = Math.min(...limited.map(({ plan }) => plan.params.maximumTotal ?? Infinity));
		const problem = totalProblem(total, limit, currency);
		if (problem) for (const { plan } of group) problems.set(plan.itemIndex, [problem]);
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

function byCurrency(wanted: readonly WantedExpense[]): Map<string, WantedExpense[]> {
	const groups = new Map<string, WantedExpense[]>();
	for (const one of wanted) {
		const { currency } = one.price;
		if (currency === undefined) continue;
		const group = groups.get(currency) ?? [];
		group.push(one);
		groups.set(currency, group);
	}
	return groups;
}

/** What an order would charge, where that is known. */
export function expenseOf({ plan, price }: WantedExpense): Expense[] {
	const { currency, cost } = price;
	const { externalRefID } = plan;
	if (currency === undefined || cost === undefined || externalRefID === undefined) return [];
	return [{ externalRefID, currency, cost }];
}
