import {
	amountProblem,
	invalidInput,
	isTangoError,
	type CatalogEntry,
	type TangoError,
	type TangoErrorCode,
} from '../../core';
import { asProblem, repeatedReferences, totalProblem } from '../../n8n/batchChecks';
import type { BatchItem } from '../../n8n/operation';
import type { CreateParams } from './create.params';
import { createReferences } from './reference';

/** An order as it would be placed, with everything that stands against it. */
export interface OrderPlan extends BatchItem<CreateParams> {
	/** Absent when it cannot be made; then a problem says why. */
	readonly externalRefID: string | undefined;
	/** The reward in Tango's catalog; absent when it is unknown or the catalog could not be read. */
	readonly entry: CatalogEntry | undefined;
	readonly problems: readonly TangoError[];
}

/** Looks at all orders of a run before the first of them is placed. Sends nothing but a read of the catalog. */
export async function planOrders(batch: ReadonlyArray<BatchItem<CreateParams>>): Promise<OrderPlan[]> {
	const referenceOf = createReferences();
	// Tango would answer the second item with the first one's order: two rewards asked for, one paid.
	const repeated = repeatedReferences('only one of them would be paid');
	const findReward = rewardFinder();
	const plans: OrderPlan[] = [];
	for (const item of batch) {
		const reference = settle(() => referenceOf(item));
		const entry = await findReward(item);
		const problems = [reference.problem, entry.problem];
		if (reference.value !== undefined) problems.push(repeated(reference.value, item.itemIndex));
		plans.push({
			...item,
			externalRefID: reference.value,
			entry: entry.value,
			problems: problems.filter((problem) => problem !== undefined),
		});
	}
	return withTotalChecked(plans);
}

interface Settled<T> {
	readonly value?: T | undefined;
	readonly problem?: TangoError | undefined;
}

function settle(make: () => string): Settled<string> {
	try {
		return { value: make() };
	} catch (error) {
		return { problem: asProblem(error) };
	}
}

/** Trouble with the catalog alone: ordering can go on, as Tango checks reward and amount itself. */
const CATALOG_TROUBLE: ReadonlySet<TangoErrorCode> = new Set([
	'UNAVAILABLE',
	'PERMISSION_REFUSED',
	'NOT_FOUND',
	'REJECTED',
	'RATE_LIMITED',
]);

/** A catalog that cannot be had is not asked for again by every item of the run. */
function rewardFinder(): (item: BatchItem<CreateParams>) => Promise<Settled<CatalogEntry>> {
	let trouble: Settled<CatalogEntry> | undefined;
	return async ({ params, tango, call }) => {
		if (trouble) return trouble;
		try {
			const value = await tango.catalog.find(params.utid, call);
			return { value, problem: rewardProblem(params, value) };
		} catch (error) {
			const isHarmless = isTangoError(error) && CATALOG_TROUBLE.has(error.code);
			return (trouble = isHarmless ? {} : { problem: asProblem(error) });
		}
	};
}

function rewardProblem(
	{ utid, amount }: CreateParams,
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

function withTotalChecked(plans: OrderPlan[]): OrderPlan[] {
	const sound = plans.filter(({ problems }) => problems.length === 0);
	const problem = totalProblem(
		sound.map(({ params }) => params.amount),
		plans.map(({ params }) => params.options.maximumTotal),
	);
	return problem ? plans.map((plan) => ({ ...plan, problems: [...plan.problems, problem] })) : plans;
}
