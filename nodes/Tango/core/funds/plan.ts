import type { Breathe } from '../foundation/breathe';
import type { TangoError } from '../foundation/errors';
import { repeatedReferences, runTotalProblem } from '../money/batchChecks';

/** A deposit or a transfer, as far as planning it needs to know. */
export interface MovementItem {
	readonly params: {
		readonly amount: number;
		readonly options: { readonly maximumTotal?: number | undefined };
	};
	readonly itemIndex: number;
}

export interface MovementPlan<Item extends MovementItem> {
	readonly item: Item;
	readonly externalRefID: string;
	readonly problem: TangoError | undefined;
}

/** Looks at all movements of a run before the first of them is made. Sends nothing. */
export async function planMovements<Item extends MovementItem>(
	batch: readonly Item[],
	referenceOf: (params: Item['params']) => string,
	breathe: Breathe,
): Promise<Array<MovementPlan<Item>>> {
	const repeated = repeatedReferences('only one of them would be carried out');
	const plans: Array<MovementPlan<Item>> = [];
	for (const item of batch) {
		await breathe();
		const externalRefID = referenceOf(item.params);
		plans.push({ item, externalRefID, problem: repeated(externalRefID, item.itemIndex) });
	}
	const total = runTotalProblem(
		plans.flatMap(({ item, problem }) => (problem ? [] : item.params.amount)),
		batch.map(({ params }) => params.options.maximumTotal),
	);
	return plans.map((plan) => ({ ...plan, problem: plan.problem ?? total }));
}
