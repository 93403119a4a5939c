import type { IDataObject } from 'n8n-workflow';
import { breathing, planMovements, type TangoError } from '../../core';
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
) => {
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
		planned.push(problem ? { problem } : { execute: async () => await execute(item, externalRefID) });
	}
	return planned;
}

/** After a lost answer the movement that Tango knows may be this run's own: the sentence holds either way. */
export function replayHint(outputs: readonly IDataObject[]): string | undefined {
	const known = outputs.filter(({ replayed }) => replayed === true).length;
	return known === 0
		? undefined
		: `Tango knew the reference of ${known} of ${outputs.length} items already and moved no money again for them. It does not tell the amounts that belong to these references: compare with the balances.`;
}
