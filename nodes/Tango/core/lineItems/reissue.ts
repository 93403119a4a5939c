import { ENDPOINTS } from '../api/endpoints';
import { reissuedTo } from '../api/lineItem';
import { readOrder, type Order } from '../api/order';
import { readRecord, type JsonRecord } from '../api/page';
import type { CallOptions, Client } from '../call/client';
import type { Catalog } from '../catalog/catalog';
import type { Clock } from '../foundation/clock';
import { invalidInput, TangoError, toTangoError } from '../foundation/errors';
import { payCounted } from '../money/payCounted';
import { createDeadline } from '../retry/deadline';
import { lookAt, type ReadLineItem } from './read';
import type { ReissueBody } from './reissueBody';
import { reissueProblem } from './reissueChecks';
import type { ReissueDoubts } from './reissueDoubts';
import { otherwiseThere } from './reissuedOtherwise';
import { chargedExpense, expectedExpense, type ReissueLimits } from './reissueLimits';
import { untilItShows } from './waiting';

export interface ReissueMeans {
	readonly client: Client;
	readonly catalog: Catalog;
	readonly clock: Clock;
	readonly doubts: ReissueDoubts;
}

export interface Reissued {
	/** The new order, which stands in place of the line item. */
	readonly order: Order;
	/** The same as Tango sent it. */
	readonly raw: JsonRecord;
	/** An earlier run placed it. */
	readonly replayed: boolean;
	readonly attempts: number;
	readonly requestId: string | undefined;
}

export interface ReissueWish {
	readonly referenceLineItemID: string;
	readonly body: ReissueBody;
	readonly limits: ReissueLimits;
	readonly call: CallOptions;
}

/**
 * Reissues line items. Tango gives this order no key, so the line item itself has to be one: it names the one that
 * stands in its place, and is looked at before anything is sent. Sent is once; what is in doubt is not sent again.
 */
export function createReissues({ client, catalog, clock, doubts }: ReissueMeans) {
	return async (wish: ReissueWish): Promise<Reissued> => {
		const key = wish.referenceLineItemID.trim().toLowerCase();
		if (!doubts.begin(key))
			throw invalidInput('referenceLineItemID', 'is being reissued at this moment by another item or run');
		try {
			return await reissue(wish, key);
		} finally {
			doubts.end(key);
		}
	};

	async function reissue(wish: ReissueWish, key: string): Promise<Reissued> {
		const { referenceLineItemID, body, limits, call } = wish;
		const { lineItem } = await lookAt(client, referenceLineItemID, call);
		const next = reissuedTo(lineItem);
		if (next !== undefined) return await earlier(wish, next);
		if (doubts.holds(key)) throw unknown();
		const problem = await reissueProblem({ catalog, clock, call }, lineItem, body);
		if (problem) throw problem;
		const expense = expectedExpense(lineItem, body.amount, limits);
		const counting = { spending: limits.spending, expense, limit: limits.most?.maximumTotal ?? Infinity };
		return await payCounted(
			counting,
			async () => await place(wish, key),
			({ order }) => ({ isEarlier: false, expense: chargedExpense(referenceLineItemID, order) }),
		);
	}

	/** Sends the one request. */
	async function place(wish: ReissueWish, key: string): Promise<Reissued> {
		const { referenceLineItemID, body, call } = wish;
		doubts.note(key);
		const deadline = createDeadline(clock, call.totalTimeoutMs);
		try {
			const request = { path: { referenceLineItemID }, body: { ...body } };
			const { json, attempts, requestId } = await client.send(ENDPOINTS.reissueLineItem, request, call);
			return { order: readOrder(json), raw: readRecord(json), replayed: false, attempts, requestId };
		} catch (thrown) {
			const error = toTangoError(thrown);
			if (error.code === 'OUTCOME_UNKNOWN') {
				const totalTimeoutMs = Math.max(deadline.remainingMs(), 1);
				return await settled({ ...wish, call: { ...call, totalTimeoutMs } }, error);
			}
			doubts.clear(key);
			throw error;
		}
	}

	/** The line item that stands in its place is the answer, where it is what was asked for. */
	async function earlier({ referenceLineItemID, body, call }: ReissueWish, next: string): Promise<Reissued> {
		const found = await orderOf(next, call);
		const { order } = found;
		const otherwise = otherwiseThere(body, order);
		if (otherwise.length > 0) {
			throw invalidInput(
				'referenceLineItemID',
				`is ${referenceLineItemID}, which was reissued before, as ${next}, with another ${otherwise.join(', ')}`,
				'Nothing was sent to Tango. If that is not right, cancel or reissue the new line item.',
			);
		}
		return { ...found, replayed: true };
	}

	/** The answer was lost, and no answer will come: only the line item can tell. */
	async function settled({ referenceLineItemID, call }: ReissueWish, error: TangoError): Promise<Reissued> {
		if (call.signal?.aborted) throw unknown(error);
		const isThere = (seen: ReadLineItem) => reissuedTo(seen.lineItem) !== undefined;
		const seen = await untilItShows({ client, clock, call }, referenceLineItemID, isThere);
		const next = seen && reissuedTo(seen.lineItem);
		const found = next === undefined ? undefined : await orderOf(next, call).catch(() => undefined);
		if (!found) throw unknown(error);
		return { ...found, replayed: false };
	}

	async function orderOf(lineItemID: string, call: CallOptions): Promise<Omit<Reissued, 'replayed'>> {
		const { referenceOrderID } = (await lookAt(client, lineItemID, call)).lineItem;
		if (!referenceOrderID) throw new TangoError('UNAVAILABLE');
		const { json, attempts, requestId } = await client.send(
			ENDPOINTS.getOrder,
			{ path: { referenceOrderID } },
			call,
		);
		const order = { referenceLineItemID: lineItemID, ...readOrder(json) };
		return { order, raw: readRecord(json), attempts, requestId };
	}
}

function unknown(error?: TangoError): TangoError {
	return new TangoError('OUTCOME_UNKNOWN', { ...error?.facts, doubt: 'reissue' });
}
