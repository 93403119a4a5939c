import type { Breathe } from '../foundation/breathe';
import { invalidInput, type TangoError } from '../foundation/errors';
import { repeatedReferences } from '../money/batchChecks';
import { smallestOf, totalProblems } from '../money/runTotal';
import type { Expense, Spending } from '../money/spending';

/** A deposit or a transfer, as far as planning it needs to know. */
export interface MovementItem {
	readonly params: {
		readonly amount: number;
		readonly options: { readonly maximumTotal?: number | undefined };
	};
	readonly itemIndex: number;
	/** What the execution has moved so far. */
	readonly spending: Spending;
}

export interface MovementQuestions<Item extends MovementItem> {
	readonly referenceOf: (params: Item['params']) => string;
	/** What Tango alone knows to stand against it. */
	readonly lookUp: (item: Item) => Promise<TangoError | undefined>;
	/** In which currency its amount is; undefined when Tango does not tell. */
	readonly currencyOf: (item: Item) => Promise<string | undefined>;
}

export interface MovementPlan<Item extends MovementItem> {
	readonly item: Item;
	readonly externalRefID: string;
	/** Absent when nobody knows its currency. */
	readonly expense: Expense | undefined;
	readonly problem: TangoError | undefined;
}

/** Looks at all movements of a run before the first of them is made. Sends nothing but reads. */
export async function planMovements<Item extends MovementItem>(
	batch: readonly Item[],
	{ referenceOf, lookUp, currencyOf }: MovementQuestions<Item>,
	breathe: Breathe,
): Promise<Array<MovementPlan<Item>>> {
	const limit = smallestOf(batch.map(({ params }) => params.options.maximumTotal));
	const repeated = repeatedReferences('carried out');
	const plans: Array<MovementPlan<Item>> = [];
	for (const item of batch) {
		await breathe();
		const externalRefID = referenceOf(item.params);
		const problem = repeated(externalRefID, item.itemIndex) ?? (await lookUp(item));
		const currency = problem ? undefined : await currencyOf(item);
		plans.push({
			item,
			externalRefID,
			expense: currency === undefined ? undefined : { externalRefID, currency, cost: item.params.amount },
			problem: problem ?? (currency === undefined && limit < Infinity ? NO_CURRENCY : undefined),
		});
	}
	const [first] = batch;
	if (!first) return plans;
	const charges = plans.flatMap(({ item: { itemIndex }, expense }) =>
		expense ? [{ itemIndex, expense }] : [],
	);
	const beyond = await totalProblems({ spending: first.spending, limit }, charges, breathe);
	return plans.map((plan) => ({ ...plan, problem: plan.problem ?? beyond.get(plan.item.itemIndex) }));
}

const NO_CURRENCY = invalidInput(
	'maximumTotal',
	'cannot be kept, as Tango did not tell in which currency the account is: try again later',
);
