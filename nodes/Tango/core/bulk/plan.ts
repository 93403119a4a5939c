import type { CallOptions } from '../call/client';
import { asProblem, concernsOneAnswer, TangoError } from '../foundation/errors';
import { isReferenceId } from '../money/referenceId';
import type { LookedUp } from '../orders/lookingUp';
import type { OrderItem } from '../orders/orderItem';
import type { OrderPlan } from '../orders/plan';
import { createReferences } from '../orders/reference';
import type { BulkOrders, BulkSeries } from './bulkOrders';
import { lineAsOrder, type BulkAccount, type BulkHead, type WantedLine } from './line';

export type BulkItem = OrderItem & { readonly tango: { readonly bulk: BulkOrders } };

/**
 * The references of a run's lines, as Order: Create makes them. A line that Tango told of as failed may be sent again by
 * the reference that it has there, as nobody can tell from it what it was made of.
 */
export function lineReferences(): (item: OrderItem) => string {
	const referenceOf = createReferences();
	return (item) => {
		const { referenceSource, reference = '' } = item.params;
		return referenceSource === 'businessKey' && isReferenceId(reference) ? reference : referenceOf(item);
	};
}

export function seriesOf({ tango, params }: BulkItem): BulkSeries {
	const { customerIdentifier, accountIdentifier } = params;
	return tango.bulk.series({ customerIdentifier, accountIdentifier });
}

/**
 * Which lines are there already. Each account is read once; what keeps one from being read is the problem
 * of its own items, and an error that all would meet is thrown.
 */
export async function existingLines<Item extends BulkItem>(
	plans: Iterable<OrderPlan<Item>>,
	tell: (itemIndex: number, lookedUp: LookedUp) => void,
): Promise<void> {
	const read = new Map<BulkSeries, TangoError | undefined>();
	for (const plan of plans) {
		const { externalRefID, params, itemIndex, call } = plan;
		if (externalRefID === undefined) continue;
		const series = seriesOf(plan);
		if (!read.has(series)) read.set(series, await problemOf(series, call));
		const told = series.find(externalRefID);
		const problem = read.get(series) ?? series.doubt();
		tell(
			itemIndex,
			told ? { order: lineAsOrder(told, params) } : { problem: problem && ofLine(problem, externalRefID) },
		);
	}
}

function ofLine({ code, facts }: TangoError, lineReference: string): TangoError {
	return new TangoError(code, { ...facts, lineReference });
}

async function problemOf(series: BulkSeries, call: CallOptions): Promise<TangoError | undefined> {
	return await series.read(call).then(
		() => undefined,
		(error: unknown) => {
			if (!concernsOneAnswer(error)) throw error;
			return asProblem(error);
		},
	);
}

/** Lines that go to Tango in one request: of one account, and alike in what Tango keeps of the whole. */
export interface BulkGroup<Entry> {
	readonly head: BulkHead;
	readonly entries: readonly Entry[];
}

/** In the order of their first lines, each of at most `size` lines. */
export function groupLines<Entry extends { readonly head: BulkHead; readonly line: WantedLine }>(
	entries: readonly Entry[],
	sizeOf: (entry: Entry) => number,
): Array<BulkGroup<Entry>> {
	const groups: Array<{ head: BulkHead; entries: Entry[] }> = [];
	const open = new Map<string, Entry[]>();
	for (const entry of entries) {
		const key = keyOf(entry.head);
		const group = open.get(key);
		if (group && group.length < sizeOf(group[0] ?? entry)) {
			group.push(entry);
			continue;
		}
		const fresh = [entry];
		open.set(key, fresh);
		groups.push({ head: entry.head, entries: fresh });
	}
	return groups;
}

function keyOf({ customerIdentifier, accountIdentifier, ...rest }: BulkHead & BulkAccount): string {
	return JSON.stringify([customerIdentifier.toLowerCase(), accountIdentifier.toLowerCase(), rest]);
}
