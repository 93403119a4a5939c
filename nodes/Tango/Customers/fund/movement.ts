import type { IDataObject } from 'n8n-workflow';
import { breathing, planMovements, type MovementPlan, type TangoError } from '../../core';
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

interface MovementOperation<P extends MovementParams> {
	readonly referenceOf: (params: P) => string;
	readonly lookUp: (item: BatchItem<P>) => Promise<TangoError | undefined>;
	readonly currencyOf: (item: BatchItem<P>) => Promise<string | undefined>;
	readonly execute: (plan: MovementPlan<BatchItem<P>>) => Promise<ItemOutput>;
}

/** The plan of a run's movements, each ready to be made once it stands that nothing is wrong with any. */
export async function plannedMovements<P extends MovementParams>(
	batch: ReadonlyArray<BatchItem<P>>,
	{ execute, ...questions }: MovementOperation<P>,
): Promise<Planned[]> {
	const plans = await planMovements(batch, questions, breathing(batch[0]?.call.signal));
	return plans.map((plan) =>
		plan.problem ? { problem: plan.problem } : { execute: async () => await execute(plan) },
	);
}

/** After a lost answer the movement that Tango knows may be this run's own: the sentence holds either way. */
export function replayHint(outputs: readonly IDataObject[]): string | undefined {
	const known = outputs.filter(({ replayed }) => replayed === true).length;
	return known === 0
		? undefined
		: `Tango knew the reference of ${known} of ${outputs.length} items already and moved no money again for them. It does not tell the amounts that belong to these references: compare with the balances.`;
}
