import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { z } from 'zod/v4';
import type { CallOptions, Tango, TangoError } from '../core';

/** What an operation may use for one item. */
export interface ItemContext {
	readonly tango: Tango;
	readonly itemIndex: number;
	/** Limits, cancel signal and audit trail of this item's calls. */
	readonly call: CallOptions;
	/** What identifies this item in this run; anchored so that "Retry execution" finds it again. */
	readonly automaticReferenceParts: () => readonly string[];
}

/** One item of the batch with its validated parameters. */
export interface BatchItem<P> extends ItemContext {
	readonly params: P;
}

/** One operation of a node: its fields, the shape of its parameters and what it does. One file each. */
export interface OperationDefinition<S extends z.ZodType> {
	readonly resource: string;
	/** The value stored in workflows. */
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly properties: INodeProperties[];
	readonly params: S;
	/** Finds what is wrong with items before the first of them is executed; returns problems by item index. */
	readonly checkAll?: (
		batch: ReadonlyArray<BatchItem<z.output<S>>>,
	) => ReadonlyMap<number, TangoError> | Promise<ReadonlyMap<number, TangoError>>;
	/** Executes one item; each returned object becomes an output item. */
	readonly execute: (params: z.output<S>, item: ItemContext) => Promise<IDataObject | IDataObject[]>;
}

/** An item that is ready to be executed, or the reason why it is not. */
export type Prepared =
	| { readonly execute: () => Promise<IDataObject | IDataObject[]> }
	| { readonly problem: TangoError };

/** An operation as the nodes handle it: the type of its parameters is nobody's business any more. */
export interface Operation extends Omit<OperationDefinition<z.ZodType>, 'params' | 'checkAll' | 'execute'> {
	/** Validates all items. `read` gives an item's raw parameters or the problem with them. */
	readonly prepare: (items: ReadonlyArray<RawItem>) => Promise<Prepared[]>;
}

export interface RawItem {
	readonly context: ItemContext;
	/** Validates the item's parameters. */
	readonly read: <S extends z.ZodType>(schema: S) => { params: z.output<S> } | { problem: TangoError };
}

export function defineOperation<S extends z.ZodType>(definition: OperationDefinition<S>): Operation {
	const { params: schema, checkAll, execute, ...ui } = definition;
	return {
		...ui,
		prepare: async (items) => {
			const read = items.map(({ context, read }) => ({ context, result: read(schema) }));
			const batch = read.flatMap(({ context, result }) =>
				'params' in result ? [{ ...context, params: result.params }] : [],
			);
			const problems = (await checkAll?.(batch)) ?? new Map<number, TangoError>();
			return read.map(({ context, result }) => {
				if ('problem' in result) return { problem: result.problem };
				const problem = problems.get(context.itemIndex);
				return problem ? { problem } : { execute: async () => await execute(result.params, context) };
			});
		},
	};
}
