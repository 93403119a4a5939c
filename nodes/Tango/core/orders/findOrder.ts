import type { CallOptions, Client } from '../call/client';
import { ENDPOINTS } from '../api/endpoints';
import { readOrder, type Order } from '../api/order';
import { isEmptyPage, readPage, readRecord, type JsonRecord } from '../api/page';
import { TangoError } from '../foundation/errors';

/** The error's `detail` when Tango's answer neither holds the order nor proves that there is none. */
export const ABSENCE_NOT_PROVED = 'ABSENCE_NOT_PROVED';

/** What identifies an order at Tango: references are unique per account. */
export interface OrderKey {
	readonly externalRefID: string;
	readonly accountIdentifier: string;
}

export interface FoundOrder {
	readonly order: Order;
	/** The order as Tango sent it. */
	readonly raw?: JsonRecord;
	readonly attempts: number;
	readonly requestId: string | undefined;
}

/**
 * The order with this reference as Tango lists it, without the reward; undefined only when Tango's list proves that
 * there is none. Other orders in the list mean that the filter was not obeyed, so that ours may stand elsewhere.
 * Throws UNAVAILABLE when that leaves it open.
 *
 * No dates are sent: Tango's documentation names no period that a list without dates is limited to, but limits one
 * with dates to 100 days (422.043), so that stating a period would hide older orders.
 */
export async function lookUpOrder(
	client: Client,
	key: OrderKey,
	call: CallOptions,
): Promise<Order | undefined> {
	const { externalRefID, accountIdentifier } = key;
	const { items, isEmpty, notProved } = await listedWith(client, key, call);
	const order = items
		.filter((item) => item.externalRefID === externalRefID)
		.map(readOrder)
		.find((one) => isSameAccount(one.accountIdentifier, accountIdentifier));
	if (order || isEmpty) return order;
	throw notProved;
}

/** The same of whatever account: all of them, as each account may have one. */
export async function lookUpOrders(
	client: Client,
	externalRefID: string,
	call: CallOptions,
): Promise<Order[]> {
	const { items, isEmpty, notProved } = await listedWith(client, { externalRefID }, call);
	const isObeyed = items.every((item) => item.externalRefID === externalRefID);
	if (isEmpty || (isObeyed && items.length > 0)) return items.map(readOrder);
	throw notProved;
}

/** What Tango lists for a reference, and the error where that neither holds the order nor proves that there is none. */
async function listedWith(
	client: Client,
	key: { readonly externalRefID: string; readonly accountIdentifier?: string },
	call: CallOptions,
) {
	const { externalRefID, accountIdentifier } = key;
	const request = {
		query: { externalRefID, accountIdentifier, elementsPerBlock: 10, page: 0 },
		externalRefID,
	};
	const { json, attempts, requestId } = await client.send(ENDPOINTS.listOrders, request, call);
	const { paging } = ENDPOINTS.listOrders;
	const facts = { detail: ABSENCE_NOT_PROVED, externalRefID, attempts, requestId };
	return {
		items: readPage(json, paging).items,
		isEmpty: isEmptyPage(json, paging),
		notProved: new TangoError('UNAVAILABLE', facts),
	};
}

/** The same with all that Tango knows about the order, the reward included. */
export async function findOrder(
	client: Client,
	key: OrderKey,
	call: CallOptions,
): Promise<FoundOrder | undefined> {
	const listed = await lookUpOrder(client, key, call);
	return listed && (await readListedOrder(client, listed, call));
}

/** The whole of an order that a list told of. Throws UNAVAILABLE when Tango answers with anything else. */
export async function readListedOrder(
	client: Client,
	{ referenceOrderID }: Order,
	call: CallOptions,
): Promise<FoundOrder> {
	if (!referenceOrderID) throw new TangoError('UNAVAILABLE');
	const { json, attempts, requestId } = await client.send(
		ENDPOINTS.getOrder,
		{ path: { referenceOrderID } },
		call,
	);
	const order = readOrder(json);
	if (order.referenceOrderID !== referenceOrderID)
		throw new TangoError('UNAVAILABLE', { attempts, requestId });
	return { order, raw: readRecord(json), attempts, requestId };
}

/** An answer without the account proves nothing against it. */
function isSameAccount(found: string | undefined, asked: string): boolean {
	return !found || found.toLowerCase() === asked.toLowerCase();
}
