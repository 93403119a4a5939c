import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { z } from 'zod/v4';
import { invalidInput, type CallOptions, type CheckRow, type Tango, type TangoError } from '../../core';

/** What an operation may use for one item. */
export interface ItemContext {
	readonly tango: Tango;
	readonly itemIndex: number;
	/** Limits, cancel signal and audit trail of this item's calls. */
	readonly call: CallOptions;
	/** What identifies this item in this run; anchored so that "Retry execution" finds it again. */
	readonly automaticReferenceParts: () => readonly string[];
	/** Looks at everything between this machine and Tango, with this item's limits. */
	readonly checkRows: () => Promise<readonly CheckRow[]>;
}

/** One item of the batch with its validated parameters. */
export interface BatchItem<P> extends ItemContext {
	readonly params: P;
}

/** What comes out of an item: each object becomes an output item. */
export type ItemOutput = IDataObject | IDataObject[];

/** An item that is ready to be executed, or the reason why it is not. */
export type Planned = { readonly execute: () => Promise<ItemOutput> } | { readonly problem: TangoError };

/** What the user sees of an operation. */
interface OperationFace {
	readonly resource: string;
	/** The value stored in workflows. */
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly properties: INodeProperties[];
	/** Items may depend on those before them, so they are executed one after the other. */
	readonly inOrder?: boolean;
	/** What to tell the user beside the output, such as how many orders already existed. */
	readonly hint?: (outputs: readonly IDataObject[]) => string | undefined;
}

/** An operation whose items have nothing to do with one another. */
export interface ItemOperation<S extends z.ZodType> extends OperationFace {
	readonly params: S;
	readonly execute: (params: z.output<S>, item: ItemContext) => Promise<ItemOutput>;
}

/** An operation that looks at all items before the first of them is executed. */
export interface BatchOperation<S extends z.ZodType> extends OperationFace {
	readonly params: S;
	/** One plan per item, in the same order. */
	readonly plan: (batch: ReadonlyArray<BatchItem<z.output<S>>>) => Promise<readonly Planned[]>;
	/** The output for an item with bad parameters, where that is not an error; `problems` holds all of them. */
	readonly describeProblems?: (problems: readonly TangoError[]) => ItemOutput;
}

/** An operation as the nodes handle it: the type of its parameters is nobody's business any more. */
export interface Operation extends OperationFace {
	/** Validates and plans all items; nothing that costs money is done yet. */
	readonly plan: (items: readonly RawItem[]) => Promise<readonly Planned[]>;
}

export interface RawItem {
	readonly context: ItemContext;
	readonly read: <S extends z.ZodType>(
		schema: S,
	) => { readonly params: z.output<S> } | { readonly problems: readonly [TangoError, ...TangoError[]] };
}

/** One operation: its fields, the shape of its parameters and what it does for one item. One file each. */
export function defineOperation<S extends z.ZodType>(definition: ItemOperation<S>): Operation {
	const { params, execute, ...face } = definition;
	return defineBatchOperation({
		...face,
		params,
		plan: async (batch) =>
			batch.map(({ params, ...item }) => ({ execute: async () => await execute(params, item) })),
	});
}

/** The same for an operation that plans its items together. */
export function defineBatchOperation<S extends z.ZodType>(definition: BatchOperation<S>): Operation {
	const { params: schema, plan, describeProblems, ...face } = definition;
	return {
		...face,
		plan: async (items) => {
			const read = items.map((item) => ({ context: item.context, result: item.read(schema) }));
			const sound = read.flatMap(({ context, result }) =>
				'params' in result ? [{ ...context, params: result.params }] : [],
			);
			const plans = (await plan(sound)).values();
			return read.map(({ result }) => {
				if ('params' in result) return plans.next().value ?? { problem: invalidInput('', 'was not planned') };
				const { problems } = result;
				return describeProblems
					? { execute: async () => describeProblems(problems) }
					: { problem: problems[0] };
			});
		},
	};
}
