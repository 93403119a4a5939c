import type { IDataObject } from 'n8n-workflow';
import { breathing, invalidInput, isTangoError, planMovements, type TangoError } from '../../core';
import type { CheckTogether } from '../../n8n/fields/readParams';
import type { BatchItem, CommonParams, ItemOutput, Planned } from '../../n8n/run/operation';

/** What deposits and transfers have in common. */
export interface MovementParams extends CommonParams {
	readonly amount: number;
	readonly reference: string | undefined;
	readonly options: CommonParams['options'] & {
		readonly maximumAmount?: number | undefined;
		readonly maximumTotal?: number | undefined;
	};
}

/** What only several fields of a movement together can be judged by. */
export const checkMovement: CheckTogether<MovementParams> = (
	{ amount = 0, reference, options },
	complain,
	isTool,
) => {
	for (const limit of ['maximumAmount', 'maximumTotal'] as const) {
		if (isTool && options && options[limit] === undefined)
			complain('options', `needs ${LIMIT_NAMES[limit]}: an AI agent may move no money without limits`);
	}
	if (reference === undefined) {
		complain(
			'reference',
			'is empty. Fill in a value that exists once, such as the number of the invoice or request',
		);
	}
	const { maximumAmount = Infinity } = options ?? {};
	if (amount > maximumAmount) {
		complain('amount', `is ${amount}, above the Maximum Amount of ${maximumAmount}`);
	}
};

const LIMIT_NAMES = { maximumAmount: 'Maximum Amount', maximumTotal: 'Maximum Total' };

/** The plan of a run's movements, each ready to be made once it stands that nothing is wrong with any. */
export async function plannedMovements<P extends MovementParams>(
	batch: ReadonlyArray<BatchItem<P>>,
	referenceOf: (params: P) => string,
	lookUp: (item: BatchItem<P>) => Promise<TangoError | undefined>,
	execute: (item: BatchItem<P>, externalRefID: string) => Promise<ItemOutput>,
): Promise<Planned[]> {
	const planned: Planned[] = [];
	const plans = await planMovements(batch, referenceOf, breathing(batch[0]?.call.signal));
	for (const { item, externalRefID, problem: known } of plans) {
		const problem = known ?? (await lookUp(item));
		const move = async () => await execute(item, externalRefID);
		planned.push(problem ? { problem } : { execute: async () => await counted(item, externalRefID, move) });
	}
	return planned;
}

/** Each call of an AI agent is a run of one item: there the total counts over the execution, before anything is sent. */
async function counted<P extends MovementParams>(
	{ tool, spending, params }: BatchItem<P>,
	externalRefID: string,
	move: () => Promise<ItemOutput>,
): Promise<ItemOutput> {
	if (!tool) return await move();
	const { amount, options } = params;
	const { maximumTotal = 0 } = options;
	const expense = { externalRefID, currency: MOVED, cost: amount };
	const total = spending.withAll(MOVED, [expense]);
	if (total > maximumTotal)
		throw invalidInput('maximumTotal', `is ${maximumTotal}, but this execution would come to ${total}`);
	const reservation = spending.reserve(expense, maximumTotal);
	return await move().catch((error: unknown) => {
		if (isTangoError(error) && error.code !== 'OUTCOME_UNKNOWN') reservation.giveBack();
		throw error;
	});
}

/** The book of what was moved: no currency has this name. */
const MOVED = 'moved';

/** After a lost answer the movement that Tango knows may be this run's own: the sentence holds either way. */
export function replayHint(outputs: readonly IDataObject[]): string | undefined {
	const known = outputs.filter(({ replayed }) => replayed === true).length;
	return known === 0
		? undefined
		: `Tango knew the reference of ${known} of ${outputs.length} items already and moved no money again for them. It does not tell the amounts that belong to these references: compare with the balances.`;
}
