import type { CatalogEntry } from '../catalog/catalog';
import { afterTrouble, type LookedAt } from '../directory/lookUp';
import { breathing } from '../foundation/breathe';
import { asProblem, invalidInput, type TangoError } from '../foundation/errors';
import { amountProblem } from '../money/amount';
import { repeatedReferences } from '../money/batchChecks';
import type { OrderItem, WantedOrder } from './orderItem';
import { createReferences } from './reference';
import { orderLookUps, type Unchecked } from './lookUps';
import { misfits } from './rewardFits';

/** What planning found out about an order. */
interface Findings {
	/** Absent when it cannot be made; then a problem says why. */
	readonly externalRefID: string | undefined;
	/** The reward in Tango's catalog; absent when it is unknown or the catalog could not be read. */
	readonly entry: CatalogEntry | undefined;
	readonly problems: readonly TangoError[];
	/** What may stand against it, as Tango did not tell. */
	readonly unchecked: readonly Unchecked[];
}

/** An order as it would be placed, with everything that stands against it. */
export type OrderPlan<Item extends OrderItem = OrderItem> = Item & Findings;

/** Looks at all orders of a run before the first of them is placed. Sends nothing but reads. */
export async function planOrders<Item extends OrderItem>(
	batch: readonly Item[],
	referenceOf: (item: OrderItem) => string = createReferences(),
): Promise<Array<OrderPlan<Item>>> {
	// Tango would answer the second item with the first one's order: two rewards asked for, one paid.
	const repeated = repeatedReferences('paid');
	const findReward = rewardFinder();
	const breathe = breathing(batch[0]?.call.signal);
	const lookUps = orderLookUps();
	const plans: Array<OrderPlan<Item>> = [];
	for (const item of batch) {
		await breathe();
		const reference = attempted(() => referenceOf(item));
		const entry = await findReward(item);
		const looked = mayAsk(entry) ? await lookUps(item) : [];
		const problems = [
			reference.problem,
			entry.problem,
			...misfits(item, entry.value),
			...looked.map(({ problem }) => problem),
		];
		if (reference.value !== undefined) problems.push(repeated(reference.value, item.itemIndex));
		plans.push({
			...item,
			externalRefID: reference.value,
			entry: entry.value,
			problems: problems.filter((problem) => problem !== undefined),
			unchecked: [{ ...entry, fields: ['utid'] }, ...looked].flatMap(({ fields, untold }) =>
				untold ? [{ fields, why: untold }] : [],
			),
		});
	}
	return plans;
}

/** Not after a read that failed as any other would: keys that are refused too often are locked. */
function mayAsk({ problem }: LookedAt): boolean {
	return problem === undefined || problem.code === 'INVALID_INPUT';
}

function attempted(make: () => string): {
	readonly value?: string;
	readonly problem?: TangoError;
} {
	try {
		return { value: make() };
	} catch (error) {
		return { problem: asProblem(error) };
	}
}

interface FoundReward extends LookedAt {
	readonly value?: CatalogEntry | undefined;
}

/** A catalog that cannot be had is not asked for again by every item of the run. */
function rewardFinder(): (item: OrderItem) => Promise<FoundReward> {
	let trouble: FoundReward | undefined;
	return async ({ params, tango, call }) => {
		if (trouble) return trouble;
		try {
			const value = await tango.catalog.find(params.utid, call);
			return { value, problem: rewardProblem(params, value) };
		} catch (error) {
			return (trouble = afterTrouble(error));
		}
	};
}

function rewardProblem(
	{ utid, amount }: WantedOrder,
	entry: CatalogEntry | undefined,
): TangoError | undefined {
	if (!entry) return invalidInput('utid', `is ${utid}, which is not in your Tango catalog`);
	const { status } = entry.reward;
	if (status !== undefined && status !== 'active') {
		return invalidInput('utid', `is ${utid}, which Tango does not sell at the moment (${status})`);
	}
	const problem = amountProblem(amount, entry.reward);
	return problem === undefined ? undefined : invalidInput('amount', problem);
}
