import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';
import { planMovements } from '../../core';
import type { BatchItem, ItemOutput, Planned } from '../../n8n/run/operation';
import { amount, optionalLimit, optionalText, requestOptions } from '../../n8n/fields/params';

/** What deposits and transfers have in common. */
export const movementParams = {
	amount,
	reference: optionalText.transform((value = '', context) => {
		if (value === '') {
			context.addIssue({
				code: 'custom',
				message: 'is empty. Fill in a value that exists once, such as the number of the invoice or request',
			});
		}
		return value;
	}),
	options: z.looseObject({ ...requestOptions, maximumAmount: optionalLimit, maximumTotal: optionalLimit }),
};

type MovementParams = z.output<z.ZodObject<typeof movementParams>>;

/** Why the amount is more than the item's own limit allows, or undefined. */
export function aboveMaximum({ amount, options }: MovementParams): string | undefined {
	const { maximumAmount } = options;
	return maximumAmount !== undefined && amount > maximumAmount
		? `is ${amount}, above the Maximum Amount of ${maximumAmount}`
		: undefined;
}

/** The plan of a run's movements, each ready to be made once it stands that nothing is wrong with any. */
export function plannedMovements<P extends MovementParams>(
	batch: ReadonlyArray<BatchItem<P>>,
	referenceOf: (params: P) => string,
	execute: (item: BatchItem<P>, externalRefID: string) => Promise<ItemOutput>,
): Planned[] {
	return planMovements(batch, referenceOf).map(({ item, externalRefID, problem }) =>
		problem ? { problem } : { execute: async () => await execute(item, externalRefID) },
	);
}

/** After a lost answer the movement that Tango knows may be this run's own: the sentence holds either way. */
export function replayHint(outputs: readonly IDataObject[]): string | undefined {
	const known = outputs.filter(({ replayed }) => replayed === true).length;
	return known === 0
		? undefined
		: `Tango knew the reference of ${known} of ${outputs.length} items already and moved no money again for them. It does not tell the amounts that belong to these references: compare with the balances.`;
}
