import type { TangoError } from '../foundation/errors';
import { totalProblem, type Expense, type Spending } from './spending';

/** What an item of a run would charge. */
export interface Charge {
	readonly itemIndex: number;
	readonly expense: Expense;
	/** It counts, but is not refused itself: its limits are off. */
	readonly isExempt?: boolean;
	/** It is proved not to be there already, which would cost nothing. */
	readonly isNew?: boolean;
}

/**
 * What stands against the items of a run because of Maximum Total, by item index. Amounts of two currencies cannot be
 * added up, so the limit holds for each by itself. What the execution spent before counts, too.
 */
export function totalProblems(
	{ spending, limit }: { readonly spending: Spending; readonly limit: number },
	charges: readonly Charge[],
): Map<number, TangoError> {
	const problems = new Map<number, TangoError>();
	for (const [currency, group] of byCurrency(charges)) {
		const totalOf = (charges: readonly Charge[]) =>
			spending.withAll(
				currency,
				charges.map(({ expense }) => expense),
			);
		const known = group.filter(({ isNew }) => isNew);
		const atLeast = known.length > 0 && known.length < group.length ? totalOf(known) : undefined;
		const problem = totalProblem(totalOf(group), limit, currency, atLeast);
		if (!problem) continue;
		for (const { itemIndex, isExempt } of group) if (!isExempt) problems.set(itemIndex, problem);
	}
	return problems;
}

/** The limit of a run whose items name several. A loop, as a run may have more items than a call takes arguments. */
export function smallestOf(limits: Iterable<number | undefined>): number {
	let smallest = Infinity;
	for (const limit of limits) if (limit !== undefined && limit < smallest) smallest = limit;
	return smallest;
}

function byCurrency(charges: readonly Charge[]): Map<string, Charge[]> {
	const groups = new Map<string, Charge[]>();
	for (const charge of charges) {
		const { currency } = charge.expense;
		const group = groups.get(currency) ?? [];
		group.push(charge);
		groups.set(currency, group);
	}
	return groups;
}
