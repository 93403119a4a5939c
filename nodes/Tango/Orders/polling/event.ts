import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { allOf, type Bounds, type CallOptions, type JsonRecord, type Tango } from '../../core';
import { flag } from '../../n8n/fields/choices';
import { propertiesOf, type Fields, type ParamsOf, type ValueOf } from '../../n8n/fields/form';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { readParams, type CheckTogether } from '../../n8n/fields/readParams';
import { REQUEST_OPTIONS, type RequestOptions } from '../../n8n/fields/requestOptions';

/** What every event has. */
export const COMMON_FIELDS = {
	simplify: SIMPLIFY,
	includeExisting: flag({
		default: false,
		description:
			'Whether to start the workflow also for what is there already at the first look, up to 90 days old',
	}),
	options: REQUEST_OPTIONS,
};

type CommonParams = ParamsOf<typeof COMMON_FIELDS>;

const DAY_MS = 86_400_000;
/** How far back existing things count, and a sample is looked for. Tango lists 100 days at a time. */
export const EXISTING_MS = 90 * DAY_MS;

/** One look at Tango: the connection, and how long it may take. */
export interface Surroundings extends Bounds {
	readonly tango: Tango;
	readonly call: CallOptions;
}

/** What a look found. */
export interface Found {
	readonly items: readonly IDataObject[];
	/** For the next look. Plain JSON. */
	readonly memory: JsonRecord;
}

interface EventFace {
	/** The value stored in workflows. */
	readonly value: string;
	readonly name: string;
	readonly description: string;
}

interface EventDefinition<P> extends EventFace {
	readonly fields: Fields<P>;
	readonly checkTogether?: CheckTogether<P>;
	/** @param memory what an earlier look left, as n8n kept it; empty at the first */
	readonly look: (
		params: NoInfer<P> & CommonParams,
		around: Surroundings,
		memory: JsonRecord,
	) => Promise<Found>;
	/** Something to build the workflow with; it need not be new. */
	readonly sample: (params: NoInfer<P> & CommonParams, around: Surroundings) => Promise<IDataObject[]>;
}

/** An event with its form filled in. */
export interface ReadEvent {
	readonly options: RequestOptions;
	/** What is watched: a memory of something else is of no use. */
	readonly subject: JsonRecord;
	readonly look: (around: Surroundings, memory: JsonRecord) => Promise<Found>;
	readonly sample: (around: Surroundings) => Promise<IDataObject[]>;
}

/** An event as the node handles it: the type of its parameters is nobody's business any more. */
export interface PollEvent extends EventFace {
	readonly properties: INodeProperties[];
	/** Throws TangoError for what cannot be used. */
	readonly read: (valueOf: ValueOf) => ReadEvent;
}

/** One event: its fields, and how it is found. One file each. */
export function defineEvent<P extends object>(definition: EventDefinition<P>): PollEvent {
	const { fields, checkTogether, look, sample, ...face } = definition;
	return {
		...face,
		properties: propertiesOf(fields),
		read: (valueOf) => {
			const own = readParams(fields, checkTogether, valueOf);
			const common = readParams<CommonParams>(COMMON_FIELDS, undefined, valueOf);
			if ('problems' in own) throw allOf(own.problems);
			if ('problems' in common) throw allOf(common.problems);
			const params = { ...own.params, ...common.params };
			return {
				options: common.params.options,
				subject: { event: face.value, ...own.params },
				look: async (around, memory) => await look(params, around, memory),
				sample: async (around) => await sample(params, around),
			};
		},
	};
}
