import { asProblem, TangoError } from '../foundation/errors';
import type { tellingFunds } from '../money/lackingFunds';
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
	tellFunds: ReturnType<typeof tellingFunds>,
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
	await tellLack(results, entries, tellFunds);
	return results;
}

/** The account could not pay for these lines together: all of them say what it holds and what is missing. */
async function tellLack(
	results: Map<string, LineResult>,
	entries: ReadonlyArray<BulkEntry>,
	tellFunds: ReturnType<typeof tellingFunds>,
): Promise<void> {
	const lacking = entries.flatMap(({ forecast, line: { externalRefLineItemID: reference } }) => {
		const result = results.get(reference);
		const isLack = result?.kind === 'failed' && result.error.code === 'INSUFFICIENT_FUNDS';
		return isLack ? [{ forecast, reference, error: result.error }] : [];
	});
	const [first] = lacking;
	if (!first) return;
	const { params, tango, call } = first.forecast.plan;
	const cost = lacking.reduce((sum, { forecast }) => sum + (forecast.price.cost ?? NaN), 0);
	const { accountIdentifier } = params;
	const payment = { accountIdentifier, cost: Number.isNaN(cost) ? undefined : cost, tango, call };
	const { facts } = asProblem(await tellFunds(first.error, payment));
	for (const { reference, error } of lacking) {
		const told = new TangoError(error.code, { ...error.facts, funds: facts.funds });
		results.set(reference, { kind: 'failed', error: told });
	}
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
