import { asProblem } from '../foundation/errors';
import type { Reservation } from '../money/spending';
import { count } from '../orders/counted';
import type { Forecast } from '../orders/forecast';
import type { BulkHead, WantedLine } from './line';
import { seriesOf, type BulkGroup, type BulkItem } from './plan';
import type { LineResult, LineResults } from './lineResults';
import type { Progress } from './placeLines';

/** A line that would be placed. */
export interface BulkEntry<Item extends BulkItem = BulkItem> {
	readonly forecast: Forecast<Item>;
	readonly head: BulkHead;
	readonly line: WantedLine;
}

/**
 * Places lines that were forecast, each counted towards Maximum Total before it is sent. That is taken back only where
 * it is certain that this run paid nothing for it. Never throws.
 */
export async function placeGroup(
	{ head, entries }: BulkGroup<BulkEntry>,
	progress: Progress,
): Promise<LineResults> {
	const results = new Map<string, LineResult>();
	const counted = new Map<string, Reservation | undefined>();
	const lines: WantedLine[] = [];
	for (const { forecast, line } of entries) {
		try {
			counted.set(line.externalRefLineItemID, count(forecast));
			lines.push(line);
		} catch (error) {
			results.set(line.externalRefLineItemID, { kind: 'failed', error: asProblem(error) });
		}
	}
	const plan = entries[0]?.forecast.plan;
	if (!plan) return results;
	for (const [reference, result] of await seriesOf(plan).place(head, lines, plan.call, progress)) {
		results.set(reference, result);
		if (isUnpaid(result)) counted.get(reference)?.giveBack();
	}
	return results;
}

function isUnpaid(result: LineResult): boolean {
	switch (result.kind) {
		case 'accepted':
			return false;
		case 'alreadyThere':
			return result.isEarlier;
		case 'refused':
			return true;
		case 'failed':
			return result.error.code !== 'OUTCOME_UNKNOWN';
	}
}
