import type { CallOptions, Client } from '../call/client';
import { ENDPOINTS } from '../api/endpoints';
import { readOrder, type Order } from '../api/order';
import { readPage } from '../api/page';

/** What identifies an order at Tango: references are unique per account. */
export interface OrderKey {
	readonly externalRefID: string;
	readonly accountIdentifier: string;
}

export interface FoundOrder {
	readonly order: Order;
	readonly attempts: number;
	readonly requestId: string | undefined;
}

/** The order with this reference as Tango lists it, without the reward; or undefined. */
export async function lookUpOrder(
	client: Client,
	key: OrderKey,
	call: CallOptions,
): Promise<Order | undefined> {
	const { externalRefID, accountIdentifier } = key;
	const query = { externalRefID, accountIdentifier, elementsPerBlock: 10, page: 0 };
	const { json } = await client.send(ENDPOINTS.listOrders, { query, externalRefID }, call);
	const { items } = readPage(json, ENDPOINTS.listOrders.paging);
	// Compared here too: a server that knows no such filter would list other orders.
	return items
		.filter((item) => item.externalRefID === externalRefID)
		.map(readOrder)
		.find((order) => isSameAccount(order.accountIdentifier, accountIdentifier));
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

/** The whole of an order that a list told of. */
export async function readListedOrder(
	client: Client,
	{ referenceOrderID }: Order,
	call: CallOptions,
): Promise<FoundOrder | undefined> {
	if (!referenceOrderID) return undefined;
	const { json, attempts, requestId } = await client.send(
		ENDPOINTS.getOrder,
		{ path: { referenceOrderID } },
		call,
	);
	return { order: readOrder(json), attempts, requestId };
}

/** An answer without the account proves nothing against it. */
function isSameAccount(found: string | undefined, asked: string): boolean {
	return !found || found.toLowerCase() === asked.toLowerCase();
}
