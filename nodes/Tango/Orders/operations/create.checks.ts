import { amountProblem, invalidInput, isTangoError, type TangoError, type TangoErrorCode } from '../../core';
import type { BatchItem, ItemContext } from '../../n8n/operation';
import type { CreateParams } from './create.params';
import { automaticReference, businessKeyReference } from './reference';

type Item = BatchItem<CreateParams>;
type Check = (
	batch: readonly Item[],
) => Promise<ReadonlyMap<number, TangoError>> | ReadonlyMap<number, TangoError>;

/** What only shows across the batch or against the catalog; all of it before the first cent. */
export async function checkBatch(batch: readonly Item[]): Promise<ReadonlyMap<number, TangoError>> {
	const problems = new Map<number, TangoError>();
	for (const check of CHECKS) {
		const sound = batch.filter((item) => !problems.has(item.itemIndex));
		for (const [itemIndex, problem] of await check(sound)) problems.set(itemIndex, problem);
	}
	return problems;
}

const CHECKS: readonly Check[] = [repeatedReferences, rewardProblems, totalProblems];

/** The idempotency key of an item: a pure function of what the user gave, the same in every run. */
export function externalRefID(params: CreateParams, item: ItemContext): string {
	return params.referenceSource === 'automatic'
		? automaticReference(params.accountIdentifier, item.automaticReferenceParts())
		: businessKeyReference(params.accountIdentifier, params.reference ?? '');
}

/** Tango would answer the second item with the first one's order: two rewards asked for, one paid. */
function repeatedReferences(batch: readonly Item[]): ReadonlyMap<number, TangoError> {
	const firstWith = new Map<string, number>();
	return problemsOf(batch, (item) => {
		const key = externalRefID(item.params, item);
		const earlier = firstWith.get(key);
		if (earlier !== undefined) {
			return invalidInput(
				'reference',
				`is the same as that of item ${earlier}, so only one of them would be paid`,
			);
		}
		firstWith.set(key, item.itemIndex);
		return undefined;
	});
}

/** Trouble with the catalog alone: ordering can go on, as Tango checks reward and amount itself. */
const CATALOG_TROUBLE: ReadonlySet<TangoErrorCode> = new Set([
	'UNAVAILABLE',
	'PERMISSION_REFUSED',
	'NOT_FOUND',
	'REJECTED',
	'RATE_LIMITED',
]);

async function rewardProblems(batch: readonly Item[]): Promise<ReadonlyMap<number, TangoError>> {
	const problems = new Map<number, TangoError>();
	for (const { itemIndex, params, tango, call } of batch) {
		try {
			const problem = rewardProblem(params, await tango.catalog.find(params.utid, call));
			if (problem) problems.set(itemIndex, problem);
		} catch (error) {
			if (isTangoError(error) && CATALOG_TROUBLE.has(error.code)) return problems;
			// No item would fare better: the credential or the network stands in the way.
			return new Map(batch.map((item) => [item.itemIndex, asProblem(error)]));
		}
	}
	return problems;
}

function rewardProblem(
	{ utid, amount }: CreateParams,
	entry: Awaited<ReturnType<Item['tango']['catalog']['find']>>,
): TangoError | undefined {
	if (!entry) return invalidInput('utid', `is ${utid}, which is not in your Tango catalog`);
	if (entry.reward.status !== undefined && entry.reward.status !== 'active') {
		return invalidInput(
			'utid',
			`is ${utid}, which Tango does not sell at the moment (${entry.reward.status})`,
		);
	}
	const problem = amountProblem(amount, entry.reward);
	return problem === undefined ? undefined : invalidInput('amount', problem);
}

function totalProblems(batch: readonly Item[]): ReadonlyMap<number, TangoError> {
	const limits = batch.flatMap(({ params }) => params.options.maximumTotal ?? []);
	// In cents, as sums of fractions drift.
	const total = batch.reduce((sum, { params }) => sum + Math.round(params.amount * 100), 0) / 100;
	const limit = Math.min(...limits);
	if (total <= limit) return new Map();
	const problem = invalidInput('maximumTotal', `is ${limit}, but the items of this run come to ${total}`);
	return new Map(batch.map(({ itemIndex }) => [itemIndex, problem]));
}

function problemsOf(
	batch: readonly Item[],
	check: (item: Item) => TangoError | undefined,
): ReadonlyMap<number, TangoError> {
	const problems = new Map<number, TangoError>();
	for (const item of batch) {
		try {
			const problem = check(item);
			if (problem) problems.set(item.itemIndex, problem);
		} catch (error) {
			problems.set(item.itemIndex, asProblem(error));
		}
	}
	return problems;
}

/** Nothing was sent yet, so a mistake of ours must not read as if money might have moved. */
function asProblem(error: unknown): TangoError {
	return isTangoError(error) ? error : invalidInput('', 'could not be checked');
}
