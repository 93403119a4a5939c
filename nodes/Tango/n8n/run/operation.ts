import type { IDataObject, INodeProperties } from 'n8n-workflow';
import {
	allOf,
	invalidInput,
	type Breathe,
	type CallOptions,
	type CheckRow,
	type Spending,
	type Tango,
	type TangoError,
} from '../../core';
import { authorFields, propertiesOf, type Fields, type ValueOf } from '../fields/form';
import { readParams, type CheckTogether, type ReadParams } from '../fields/readParams';
import type { RequestOptions } from '../fields/requestOptions';
import { concurrencyOf } from './concurrency';
import type { ToolMemory } from './toolMemory';
import { BALANCES_SWITCH, CODES_SWITCH, MOVEMENT_SWITCH } from './toolSwitches';

/** What an operation may use for one item. */
export interface ItemContext {
	readonly tango: Tango;
	readonly itemIndex: number;
	/** Limits, cancel signal and audit trail of this item's calls. */
	readonly call: CallOptions;
	/** What stands against one item keeps all of them from being executed. */
	readonly stopsRun?: boolean | undefined;
	/** Tells whoever waits for a long run how far it is. */
	readonly note?: ((what: string) => void) | undefined;
	/** What the execution has spent in this node so far. */
	readonly spending: Spending;
	/** What it would have spent, were it not only looked at. */
	readonly foreseen: Spending;
	/** What identifies this item in this run; anchored so that "Retry execution" finds it again. */
	readonly automaticReferenceParts: () => readonly string[];
	/** Where an AI agent asks: what its model was told. */
	readonly tool?: ToolMemory | undefined;
	/** A file of the item by its name; undefined where there is none. Absent where nothing has files. */
	readonly file?: (name: string) => Promise<Buffer | undefined>;
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
export type Planned = (Ready | { readonly problem: TangoError }) & {
	/** The reference of an order, where it could be made. */
	readonly externalRefID?: string | undefined;
};

interface Ready {
	readonly execute: () => Promise<ItemOutput>;
	/** It was begun together with another item: even a run that stops has to tell what became of it. */
	readonly isUnderWay?: () => boolean;
}

/** All items of a run, planned. */
export interface PlannedRun {
	readonly planned: readonly Planned[];
	/** How many of them are executed at the same time. */
	readonly concurrency: number;
}

/** How many items ended without an output. */
export interface Unfinished {
	readonly failed: number;
	/** Nobody knows whether they were carried out. */
	readonly unknown: number;
}

/** What the user sees of an operation. */
interface OperationFace {
	readonly resource: string;
	/** The value stored in workflows. */
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	/** It changes something at Tango; as a tool of an AI agent it needs its author's switch. */
	readonly changes?: boolean;
	/** Its output can hold a reward's code: a model gets none without its author's switch. */
	readonly holdsCodes?: boolean;
	/** It tells what accounts hold, which a model gets by its author's switch only. */
	readonly holdsBalances?: boolean;
	/** What a model reads of it as a tool, where its description is too little. */
	readonly toolDescription?: string;
	/** Items may depend on those before them, so they are executed one after the other. */
	readonly inOrder?: boolean;
	/** What to tell the user beside the output, such as how many orders already existed. */
	readonly hint?: (outputs: readonly IDataObject[], others: Unfinished) => string | undefined;
}

/** What every operation reads. */
export interface CommonParams {
	readonly options: RequestOptions & { readonly concurrency?: number | undefined };
}

interface Form<P extends CommonParams> extends OperationFace {
	readonly fields: Fields<P>;
	readonly checkTogether?: CheckTogether<P>;
}

/** An operation whose items have nothing to do with one another. */
export interface ItemOperation<P extends CommonParams> extends Form<P> {
	readonly execute: (params: P, item: ItemContext) => Promise<ItemOutput>;
}

/** An operation that looks at all items before the first of them is executed. */
export interface BatchOperation<P extends CommonParams> extends Form<P> {
	/** One plan per item, in the same order. */
	readonly plan: (batch: ReadonlyArray<BatchItem<P>>) => Promise<readonly Planned[]>;
	/** The output for an item with bad parameters, where that is not an error: all problems, and the sound ones. */
	readonly describeProblems?: (problems: readonly TangoError[], sound: Partial<P>) => ItemOutput;
}

/** An operation as the nodes handle it: the type of its parameters is nobody's business any more. */
export interface Operation extends OperationFace {
	readonly properties: INodeProperties[];
	/** It is about orders to be placed: as a tool it asks for the event that they are for. */
	readonly pays: boolean;
	/** As a tool: the fields that only the workflow's author can mend. */
	readonly authorFields: ReadonlySet<string>;
	/** Validates and plans all items; nothing that costs money is done yet. */
	readonly plan: (items: readonly RawItem[], breathe: Breathe) => Promise<PlannedRun>;
}

/** An item before its parameters are read. */
export interface RawItem {
	readonly valueOf: ValueOf;
	readonly context: (options: RequestOptions) => ItemContext;
}

/** One operation: its fields, and what it does for one item. One file each. */
export function defineOperation<P extends CommonParams>(definition: ItemOperation<P>): Operation {
	const { execute, ...form } = definition;
	return defineBatchOperation<P>({
		...form,
		plan: async (batch) =>
			batch.map(({ params, ...item }) => ({ execute: async () => await execute(params, item) })),
	});
}

/** The same for an operation that plans its items together. */
export function defineBatchOperation<P extends CommonParams>(definition: BatchOperation<P>): Operation {
	const { fields, checkTogether, plan, describeProblems, ...face } = definition;
	const pays = 'toolScope' in fields;
	return {
		...face,
		pays,
		authorFields: authorFields(fields, pays || face.changes === true),
		properties: [
			...propertiesOf(fields),
			...(face.changes ? propertiesOf(MOVEMENT_SWITCH) : []),
			...(face.holdsCodes ? propertiesOf(CODES_SWITCH) : []),
			...(face.holdsBalances ? propertiesOf(BALANCES_SWITCH) : []),
		],
		plan: async (items, breathe) => {
			const read: Array<ReadParams<P>> = [];
			const sound: Array<BatchItem<P>> = [];
			for (const { valueOf, context } of items) {
				await breathe();
				const result = readParams(fields, checkTogether, valueOf);
				read.push(result);
				if ('params' in result) sound.push({ ...context(result.params.options), params: result.params });
			}
			const plans = (await plan(sound)).values();
			const plannedOf = (result: ReadParams<P>): Planned => {
				if ('params' in result) return plans.next().value ?? { problem: invalidInput('', 'was not planned') };
				const { problems, sound: known } = result;
				return describeProblems && !items[0]?.valueOf.context?.tool
					? { execute: async () => describeProblems(problems, known) }
					: { problem: allOf(problems) };
			};
			const planned: Planned[] = [];
			for (const result of read) {
				await breathe();
				planned.push(plannedOf(result));
			}
			const concurrency = face.inOrder ? 1 : concurrencyOf(sound[0]?.params.options.concurrency);
			return { planned, concurrency };
		},
	};
}
