import type { Breathe } from '../foundation/breathe';
import type { TangoError } from '../foundation/errors';
import { groupedBy } from '../foundation/grouped';
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
export async function totalProblems(
	{ spending, limit }: { readonly spending: Spending; readonly limit: number },
	charges: readonly Charge[],
	breathe: Breathe,
): Promise<Map<number, TangoError>> {
	const problems = new Map<number, TangoError>();
	for (const [currency, group] of await groupedBy(charges, currencyOf, breathe)) {
		const totalOf = (charges: readonly Charge[]) =>
			spending.withAll(
				currency,
				charges.map(({ expense }) => expense),
			);
		await breathe();
		const known = group.filter(({ isNew }) => isNew);
		const atLeast = known.length > 0 && known.length < group.length ? totalOf(known) : undefined;
		const problem = totalProblem(totalOf(group), limit, currency, atLeast);
		if (!problem) continue;
		for (const { itemIndex, isExempt } of group) {
			await breathe();
			if (!isExempt) problems.set(itemIndex, problem);
		}
	}
	return problems;
}

/** The limit of a run whose items name several. A loop, as a run may have more items than a call takes arguments. */
export function smallestOf(limits: Iterable<number | undefined>): number {
	let smallest = Infinity;
	for (const limit of limits) if (limit !== undefined && limit < smallest) smallest = limit;
	return smallest;
}

function currencyOf({ expense }: Charge): string {
	return expense.currency;
}
