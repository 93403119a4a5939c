import { z } from 'zod/v4';
import { readLineItem, reissuedTo, type LineItem } from '../api/lineItem';
import type { JsonRecord } from '../api/page';
import type { CallOptions } from '../call/client';
import { unlessMissing } from '../foundation/unlessMissing';
import { lookAt } from '../lineItems/read';
import { markOfNow, readSince, type Bounds } from './growing';
import { growingLineItems, type LineItemCalls, type LineItemFilters } from './growingLineItems';
import { markAt, readMark, type Mark } from './mark';

const DAY_MS = 86_400_000;

/** So many line items at most wait for their turn before more are read: a bound for what n8n keeps. */
export const MOST_DUE = 500;

/** Ways of delivery on which Tango cannot see what becomes of a reward. */
const UNSEEN: ReadonlySet<string> = new Set(['ADDRESS', 'BULKSHIPMENT']);

/** Parts of Tango's words for rewards that were redeemed, or are to be redeemed no more. Its spelling varies. */
const CLAIMED_OR_GONE = /REDE|CANCEL|RETURN|EXPIRE/i;

/** What is remembered between two looks. Plain JSON. */
export interface UnclaimedMemory {
	/** How far line items were read. */
	readonly mark: Mark;
	/** Those that have been there long enough and were not looked at yet, the oldest first. */
	readonly due: readonly string[];
}

const shape = z.object({ mark: z.unknown(), due: z.array(z.string()) });

/** What n8n kept; undefined where it is no such memory. */
export function readUnclaimedMemory(json: unknown): UnclaimedMemory | undefined {
	const { data } = shape.safeParse(json);
	const mark = readMark(data?.mark);
	return data && mark && { ...data, mark };
}

interface Means {
	readonly calls: LineItemCalls;
	readonly filters: LineItemFilters;
	readonly call: CallOptions;
	readonly bounds: Bounds;
	/** How long a reward may stay as it is. */
	readonly days: number;
	/** Where the first look begins to tell; left out, with what comes from now on. */
	readonly existingSince?: number | undefined;
}

/**
 * The rewards that were issued so many days ago since the last look and that nobody has viewed or redeemed, each once.
 * A list does not tell that, so each is looked at when its time has come. What there is no time for has its turn at the
 * next look.
 */
export async function unclaimedAfter(
	means: Means,
	memory: UnclaimedMemory | undefined,
): Promise<{ readonly lineItems: readonly JsonRecord[]; readonly memory: UnclaimedMemory }> {
	const { calls, filters, call, days, existingSince } = means;
	const until = means.bounds.now - days * DAY_MS;
	const bounds: Bounds = { ...means.bounds, until, most: MOST_DUE, enough: MOST_DUE };
	const list = growingLineItems(calls, filters, call);
	if (!memory && existingSince === undefined)
		return { lineItems: [], memory: { mark: await markOfNow(list, bounds), due: [] } };
	let { mark, due } = memory ?? { mark: markAt(Math.min(existingSince ?? until, until)), due: [] };
	if (due.length === 0) {
		const news = await readSince(list, mark, bounds);
		mark = news.mark;
		due = news.fresh.flatMap((raw) => readLineItem(raw).referenceLineItemID ?? []);
	}
	const lineItems: JsonRecord[] = [];
	let looks = 0;
	for (const id of due) {
		if (means.bounds.isTimeUp()) break;
		looks += 1;
		// One that Tango knows no more is passed over.
		const seen = await lookAt(calls, id, call).catch(unlessMissing);
		if (seen && isUnclaimed(seen.lineItem)) lineItems.push(seen.raw);
	}
	return { lineItems, memory: { mark, due: due.slice(looks) } };
}

/** Sent, and neither viewed nor redeemed as far as Tango tells. */
export function isUnclaimed(lineItem: LineItem): boolean {
	const { status, rewardStatus = '', deliveryMethod = '', amountIssued, remainingBalance } = lineItem;
	const { redemptionHistory = [], rewardViewHistory = [] } = lineItem;
	if (status !== 'COMPLETE' || UNSEEN.has(deliveryMethod) || reissuedTo(lineItem) !== undefined) return false;
	const isSpent = (remainingBalance ?? Infinity) < (amountIssued?.value ?? 0);
	const isTouched = redemptionHistory.length > 0 || rewardViewHistory.length > 0;
	return !isSpent && !isTouched && !CLAIMED_OR_GONE.test(rewardStatus);
}
