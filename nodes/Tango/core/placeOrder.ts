import type { CallOptions, Client } from './client';
import { ENDPOINTS } from './endpoints';
import { isTangoError, TangoError } from './errors';
import { differencesOf, type AskedOrder } from './idempotency/replayCheck';
import { readOrder, type Order } from './schemas/order';
import { readPage } from './schemas/page';

/** The body of POST /orders; Tango's own field names. */
export interface OrderBody extends AskedOrder {
	readonly externalRefID: string;
	readonly customerIdentifier: string;
	readonly deliveryMethod: string;
	readonly [field: string]: unknown;
}

export interface PlacedOrder {
	readonly order: Order;
	/** Tango already had this order when it was asked. */
	readonly replayed: boolean;
	readonly attempts: number;
	readonly requestId: string | undefined;
}

/**
 * Places one order, at most once. An outcome that stayed unknown is settled by looking the reference up.
 * Throws TangoError: OUTCOME_UNKNOWN when even that did not settle it, REFERENCE_TAKEN when the reference
 * belongs to another order, any other code when this call placed none.
 */
export async function placeOrder(client: Client, body: OrderBody, call: CallOptions): Promise<PlacedOrder> {
	const placed = await sendOrder(client, body, call);
	const differences = differencesOf(body, placed.order);
	if (differences.length === 0) return placed;
	throw new TangoError('REFERENCE_TAKEN', {
		externalRefID: body.externalRefID,
		referenceOrderID: placed.order.referenceOrderID,
		differences,
		// Tango answers 200 for an order that was there, and did answer 201 for it in the past.
		status: placed.replayed ? 200 : 201,
		attempts: placed.attempts,
		requestId: placed.requestId,
	});
}

async function sendOrder(client: Client, body: OrderBody, call: CallOptions): Promise<PlacedOrder> {
	try {
		const request = { body, externalRefID: body.externalRefID };
		const { status, json, attempts, requestId } = await client.send(ENDPOINTS.createOrder, request, call);
		return { order: readOrder(json), replayed: status === 200, attempts, requestId };
	} catch (error) {
		return await settle(client, body, call, toTangoError(error));
	}
}

/** Looks the reference up when nobody knows whether the order was placed; otherwise the error stands. */
async function settle(
	client: Client,
	body: OrderBody,
	call: CallOptions,
	error: TangoError,
): Promise<PlacedOrder> {
	if (error.code !== 'OUTCOME_UNKNOWN' || call.signal?.aborted) throw error;
	const found = await findOrder(client, body, call).catch(() => undefined);
	if (found) return { ...found, replayed: true, attempts: error.facts.attempts ?? found.attempts };
	// Not there (yet): the first attempt may still be in process, so this proves nothing.
	throw error;
}

/** What identifies an order at Tango: references are unique per account. */
export interface OrderKey {
	readonly externalRefID: string;
	readonly accountIdentifier: string;
}

/** The order with this reference as Tango lists it, without the reward; or undefined. */
export async function lookUpOrder(
	client: Client,
	key: OrderKey,
	call: CallOptions,
): Promise<Order | undefined> {
	const query = { ...key, elementsPerBlock: 10, page: 0 };
	const { json } = await client.send(ENDPOINTS.listOrders, { query }, call);
	const orders = readPage(json, ENDPOINTS.listOrders.paging).items.map(readOrder);
	// Compared here too: a server that knows no such filter would list other orders.
	return orders.find(
		({ externalRefID, accountIdentifier }) =>
			externalRefID === key.externalRefID && isSameAccount(accountIdentifier, key.accountIdentifier),
	);
}

/** The same with all that Tango knows about the order, the reward included. */
export async function findOrder(
	client: Client,
	{ externalRefID, accountIdentifier }: OrderKey,
	call: CallOptions,
): Promise<Omit<PlacedOrder, 'replayed'> | undefined> {
	const listed = await lookUpOrder(client, { externalRefID, accountIdentifier }, call);
	if (!listed?.referenceOrderID) return undefined;
	const path = { referenceOrderID: listed.referenceOrderID };
	const { json, attempts, requestId } = await client.send(ENDPOINTS.getOrder, { path }, call);
	return { order: readOrder(json), attempts, requestId };
}

/** An answer without the account proves nothing against it. */
function isSameAccount(found: string | undefined, asked: string): boolean {
	return !found || found.toLowerCase() === asked.toLowerCase();
}

function toTangoError(error: unknown): TangoError {
	return isTangoError(error) ? error : new TangoError('OUTCOME_UNKNOWN', { detail: 'unexpected' });
}
