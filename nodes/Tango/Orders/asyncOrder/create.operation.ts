import {
	allOf,
	existingLines,
	forecastOrders,
	groupLines,
	invalidInput,
	lineReferences,
	placeGroup,
	planOrders,
	seriesOf,
	tellingFunds,
	type BulkEntry,
	type BulkGroup,
	type Forecast,
	type LineResults,
	type Progress,
} from '../../core';
import { defineBatchOperation, type BatchItem, type Planned } from '../../n8n/run/operation';
import { checkReward } from '../order/create.params';
import { orderBody } from '../order/orderBody';
import { TOOL_DESCRIPTIONS } from '../order/toolDescriptions';
import { withRepeats } from '../order/toolOrder';
import { BULK_FIELDS, type BulkParams } from './create.fields';
import { bulkLine } from './line';
import { bulkHint, lineOutput } from './lineOutput';
import { errorForModel, toolLineOutput } from './toolLine';

type Item = BatchItem<BulkParams>;
type Entry = BulkEntry<Item>;

const DEFAULT_BATCH_SIZE = 100;

export const create = defineBatchOperation({
	resource: 'asyncOrder',
	value: 'create',
	name: 'Create',
	action: 'Send many rewards',
	description:
		'Send many rewards in few requests. The same reference never pays twice among Bulk Orders; Order: Create keeps books of its own.',
	toolDescription: TOOL_DESCRIPTIONS.bulk,
	fields: BULK_FIELDS,
	checkTogether: (params, complain, isTool) => checkReward(params, complain, isTool),
	plan: async (batch) => {
		const forecasts = await forecastOrders(withRepeats(await planOrders(batch, lineReferences())), {
			asked: ({ params }, externalRefID) => orderBody(params, externalRefID),
			wantsBalance: ({ params, problems }) => params.options.checkBalance === true && problems.length === 0,
			lookUp: existingLines,
			looksUpAll: true,
			refusesDoubt: true,
		});
		const sending = sendings(forecasts.flatMap(entryOf));
		return forecasts.map((forecast) => planned(forecast, sending));
	},
	hint: bulkHint,
});

/** Those that nothing stands against; what is there is not sent either, and says so by itself. */
function entryOf(forecast: Forecast<Item>): Entry[] {
	const { plan, problems } = forecast;
	if (problems.length > 0 || plan.externalRefID === undefined) return [];
	return [{ forecast, ...bulkLine(plan.params, plan.externalRefID) }];
}

/** One request for some of the items, sent when the first of them is executed. */
interface Sending {
	readonly results: () => Promise<LineResults>;
	readonly isSent: () => boolean;
}

/** By item index. */
function sendings(entries: readonly Entry[]): Map<number, Sending> {
	const sizeOf = ({ forecast }: Entry) => forecast.plan.params.options.batchSize ?? DEFAULT_BATCH_SIZE;
	const progress = new Map<unknown, Progress>();
	const byItem = new Map<number, Sending>();
	const tellFunds = tellingFunds();
	for (const group of groupLines(entries, sizeOf)) {
		const sending = sendingOf(group, progress, tellFunds);
		for (const { forecast } of group.entries) byItem.set(forecast.plan.itemIndex, sending);
	}
	return byItem;
}

function sendingOf(
	group: BulkGroup<Entry>,
	progress: Map<unknown, Progress>,
	tellFunds: ReturnType<typeof tellingFunds>,
): Sending {
	let sent: Promise<LineResults> | undefined;
	const send = async () => {
		const [first] = group.entries;
		const series = first && seriesOf(first.forecast.plan);
		const known = progress.get(series) ?? {};
		progress.set(series, known);
		return await placeGroup(group, known, tellFunds);
	};
	return { results: async () => await (sent ??= send()), isSent: () => sent !== undefined };
}

function planned({ plan, problems }: Forecast<Item>, sending: ReadonlyMap<number, Sending>): Planned {
	const [first, ...others] = problems;
	const { params, entry, externalRefID: lineReference, itemIndex, tool } = plan;
	if (first) return { problem: allOf([first, ...others]), externalRefID: lineReference };
	const own = sending.get(itemIndex);
	if (lineReference === undefined || !own) return { problem: invalidInput('reference', 'is missing') };
	return {
		execute: async () => {
			const result = (await own.results()).get(lineReference);
			if (!result) throw invalidInput('reference', 'was not sent');
			if (result.kind === 'failed') throw tool ? errorForModel(result.error, lineReference) : result.error;
			const row = { params, entry, lineReference };
			return tool ? toolLineOutput(row, result) : lineOutput(row, result);
		},
		isUnderWay: own.isSent,
	};
}
