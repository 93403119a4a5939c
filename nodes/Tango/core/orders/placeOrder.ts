import type { CallOptions, Client } from '../call/client';
import { ENDPOINTS } from '../api/endpoints';
import { TangoError, toTangoError, type TangoErrorCode } from '../foundation/errors';
import { compareOrders, existingProblem } from './differences';
import type { AskedOrder } from './facts';
import { lookUpOrder, readListedOrder, type FoundOrder, type OrderKey } from './findOrder';
import { readOrder } from '../api/order';
import { readRecord } from '../api/page';

/** The body of POST /orders; Tango's own field names. */
export interface OrderBody extends AskedOrder {
	readonly [field: string]: unknown;
}

/** What came of asking for an order, before it is held against what was asked. */
interface AnsweredOrder extends FoundOrder {
	/** Tango already had this order when it was asked. */
	readonly replayed: boolean;
	/** It is certain that an earlier call placed it, not a lost answer to this one. */
	readonly isEarlier: boolean;
}

export interface PlacedOrder extends AnsweredOrder {
	/**
	 * What Tango's answer does not tell of an order that was there: while anything is missing, nobody can say that it
	 * is the reward that was asked for, for the same recipient, and its codes are not ours to show.
	 */
	readonly untold: readonly string[];
}

/**
 * Places one order, at most once. After a failure the reference is looked up, as this call's doubt or an
 * earlier run may have left an order there.
 * Throws TangoError: OUTCOME_UNKNOWN when even that did not settle it, REFERENCE_TAKEN when the reference
 * belongs to another order, any other code when this call placed none; `earlierOrder` then says of the others.
 */
export async function placeOrder(client: Client, body: OrderBody, call: CallOptions): Promise<PlacedOrder> {
	const answered = await sendOrder(client, body, call);
	const { order, replayed, attempts, requestId } = answered;
	// Tango answers 200 for an order that was there, and did answer 201 for it in the past.
	const problem = existingProblem(body, order, { status: replayed ? 200 : 201, attempts, requestId });
	if (problem) throw problem;
	const verdict = compareOrders(body, order);
	return { ...answered, untold: replayed && verdict.kind === 'untold' ? verdict.fields : [] };
}

async function sendOrder(client: Client, body: OrderBody, call: CallOptions): Promise<AnsweredOrder> {
	try {
		const request = { body, externalRefID: body.externalRefID };
		const { status, json, attempts, requestId } = await client.send(ENDPOINTS.createOrder, request, call);
		const replayed = status === 200;
		const isEarlier = replayed && attempts === 1;
		return { order: readOrder(json), raw: readRecord(json), replayed, isEarlier, attempts, requestId };
	} catch (error) {
		return await settleDoubt(client, body, call, toTangoError(error));
	}
}

/** Refusals after which a look-up would be refused as well, or should not be sent. */
const NOT_LOOKED_UP: ReadonlySet<TangoErrorCode> = new Set([
	'NOT_SENT',
	'CERTIFICATE',
	'AUTHENTICATION_REFUSED',
	'TOKEN_REFUSED',
	'RATE_LIMITED',
	'CANCELLED',
]);

/**
 * Looks the reference up after a failure. When nobody knows whether the order was placed, that may settle it;
 * after a refusal an earlier run may have placed it, as the refusal speaks only of this one.
 */
async function settleDoubt(
	client: Client,
	body: OrderBody,
	call: CallOptions,
	error: TangoError,
): Promise<AnsweredOrder> {
	if (NOT_LOOKED_UP.has(error.code) || call.signal?.aborted) throw error;
	const seen = await lookBack(client, body, call);
	if (typeof seen === 'object') {
		const isEarlier = error.code !== 'OUTCOME_UNKNOWN';
		return { ...seen, replayed: true, isEarlier, attempts: error.facts.attempts ?? seen.attempts };
	}
	// Not there (yet): the first attempt may still be in process, so after a doubt this proves nothing.
	if (error.code === 'OUTCOME_UNKNOWN') throw error;
	if (seen === 'unreadable')
		throw new TangoError('OUTCOME_UNKNOWN', { ...error.facts, lastCode: error.code });
	throw new TangoError(error.code, { ...error.facts, earlierOrder: seen });
}

/** The order, `unreadable` when there is one that cannot be read, or what is known of there being one. */
async function lookBack(
	client: Client,
	key: OrderKey,
	call: CallOptions,
): Promise<FoundOrder | 'unreadable' | 'none' | 'unknown'> {
	try {
		const listed = await lookUpOrder(client, key, call);
		if (!listed) return 'none';
		return await readListedOrder(client, listed, call).catch((): 'unreadable' => 'unreadable');
	} catch {
		return 'unknown';
	}
}
