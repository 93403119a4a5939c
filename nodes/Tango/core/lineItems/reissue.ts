import { ENDPOINTS } from '../api/endpoints';
import { reissuedTo, type LineItem } from '../api/lineItem';
import { readOrder, type Order } from '../api/order';
import type { CallOptions, Client } from '../call/client';
import type { Catalog } from '../catalog/catalog';
import type { Clock } from '../foundation/clock';
import { invalidInput, TangoError, toTangoError } from '../foundation/errors';
import { createDeadline } from '../retry/deadline';
import type { AskedRecipient } from '../orders/facts';
import { deliveryProblem } from '../orders/rewardFits';
import { lookAt, type ReadLineItem } from './read';
import type { ReissueDoubts } from './reissueDoubts';
import { otherwiseThere } from './reissuedOtherwise';
import { reserveReissue, type ReissueLimits } from './reissueLimits';
import { actionProblem } from './rules';
import { untilItShows } from './waiting';

/** The body of POST /lineItems/{id}/reissue; what is left out stays as it was. */
export interface ReissueBody {
	readonly reasonCode: string;
	readonly otherReason?: string | undefined;
	readonly amount?: number | undefined;
	readonly deliveryMethod?: string | undefined;
	readonly recipient?: AskedRecipient | undefined;
	readonly notes?: string | undefined;
}

export interface ReissueMeans {
	readonly client: Client;
	readonly catalog: Catalog;
	readonly clock: Clock;
	readonly doubts: ReissueDoubts;
}

export interface Reissued {
	/** The new order, which stands in place of the line item. */
	readonly order: Order;
	/** An earlier run placed it. */
	readonly replayed: boolean;
	readonly attempts: number;
	readonly requestId: string | undefined;
}

export interface ReissueWish {
	readonly referenceLineItemID: string;
	readonly body: ReissueBody;
	readonly limits: ReissueLimits | undefined;
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
		await check(lineItem, body, call);
		const reserved = limits && reserveReissue(lineItem, body.amount, limits);
		doubts.note(key);
		const deadline = createDeadline(clock, call.totalTimeoutMs);
		try {
			const request = { path: { referenceLineItemID }, body: { ...body } };
			const { json, attempts, requestId } = await client.send(ENDPOINTS.reissueLineItem, request, call);
			return { order: readOrder(json), replayed: false, attempts, requestId };
		} catch (thrown) {
			const error = toTangoError(thrown);
			if (error.code === 'OUTCOME_UNKNOWN') {
				const totalTimeoutMs = Math.max(deadline.remainingMs(), 1);
				return await settled({ ...wish, call: { ...call, totalTimeoutMs } }, error);
			}
			doubts.clear(key);
			reserved?.giveBack();
			throw error;
		}
	}

	async function check(lineItem: LineItem, { deliveryMethod }: ReissueBody, call: CallOptions) {
		const problem = actionProblem('reissue', lineItem, clock.unix());
		if (problem) throw problem;
		if (deliveryMethod === undefined || lineItem.utid === undefined) return;
		const entry = await catalog.find(lineItem.utid, call);
		const misfit = entry && deliveryProblem(deliveryMethod, entry.reward);
		if (misfit) throw invalidInput('deliveryMethod', misfit);
	}

	/** The line item that stands in its place is the answer, where it is what was asked for. */
	async function earlier({ referenceLineItemID, body, call }: ReissueWish, next: string): Promise<Reissued> {
		const { order, attempts, requestId } = await orderOf(next, call);
		const otherwise = otherwiseThere(body, order);
		if (otherwise.length > 0) {
			throw invalidInput(
				'referenceLineItemID',
				`is ${referenceLineItemID}, which was reissued before, as ${next}, with another ${otherwise.join(', ')}`,
				'Nothing was sent to Tango. If that is not right, cancel or reissue the new line item.',
			);
		}
		return { order, replayed: true, attempts, requestId };
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
		return { order: { referenceLineItemID: lineItemID, ...readOrder(json) }, attempts, requestId };
	}
}

function unknown(error?: TangoError): TangoError {
	return new TangoError('OUTCOME_UNKNOWN', { ...error?.facts, doubt: 'reissue' });
}
