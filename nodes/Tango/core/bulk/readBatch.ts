import {
	isFinished,
	isRefused,
	readBulkLine,
	readBulkOrder,
	readProblems,
	type BulkLine,
	type BulkOrder,
} from '../api/bulkOrder';
import { ENDPOINTS } from '../api/endpoints';
import type { CallOptions, Client } from '../call/client';
import { unlessMissing } from '../foundation/unlessMissing';
import { readPages, type BatchKey } from './readPages';

/** A Bulk Order as Tango tells it. */
export interface ReadBatch {
	readonly order: BulkOrder;
	/** By externalRefLineItemID; those that Tango refused among them. */
	readonly lines: ReadonlyMap<string, BulkLine>;
	/** Nothing else can stand in it: Tango is done, or tells as many lines as it was sent. */
	readonly isWhole: boolean;
}

/** All lines of a Bulk Order; undefined when Tango says that it has none under this reference. */
export async function readBatch(
	client: Client,
	key: BatchKey,
	call: CallOptions,
): Promise<ReadBatch | undefined> {
	const wanted = { query: {}, limit: Infinity };
	const pages = await readPages(client, ENDPOINTS.getAsyncOrder, key, wanted, call).catch(unlessMissing);
	if (!pages) return undefined;
	const order = readBulkOrder(pages.head);
	const lines = new Map<string, BulkLine>();
	for (const record of pages.lines) {
		const line = readBulkLine(record);
		const reference = line.externalRefLineItemID;
		if (reference !== undefined) lines.set(reference, better(line, lines.get(reference)));
	}
	return { order, lines, isWhole: isWhole(order, lines.size) };
}

function isWhole(order: BulkOrder, told: number): boolean {
	return isFinished(order) || (order.totalLineItems !== undefined && told >= order.totalLineItems);
}

/** Should a reference stand in it twice, the one that was paid counts. */
function better(line: BulkLine, other: BulkLine | undefined): BulkLine {
	return other !== undefined && isRefused(line) ? other : line;
}

/** Why Tango refused a line of it; undefined for any other. */
export function refusalOf(batch: ReadBatch, reference: string): readonly string[] | undefined {
	const line = batch.lines.get(reference);
	if (!line || !isRefused(line)) return undefined;
	return readProblems(line.lineItemErrors);
}
