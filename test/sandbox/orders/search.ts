import { endOf, startOf } from '../facts/dates.ts';
import type { Store } from '../store.ts';
import type { Order } from './book.ts';

/** Filters that compare one text of the order with the wanted one. */
const TEXTS: Readonly<Record<string, (order: Order) => string | undefined>> = {
	accountIdentifier: (order) => order.accountIdentifier,
	customerIdentifier: (order) => order.customerIdentifier,
	externalRefID: (order) => order.externalRefID,
	currencyCode: (order) => order.denomination.currencyCode,
	utid: (order) => order.item.utid,
	ptid: (order) => order.criteria.ptid,
	rewardName: (order) => order.item.rewardName,
	senderFirstName: (order) => order.criteria.sender?.firstName,
	senderLastName: (order) => order.criteria.sender?.lastName,
	senderEmail: (order) => order.criteria.sender?.email,
	recipientEmail: (order) => order.criteria.recipient?.email,
	recipientMobileNumber: (order) => order.criteria.recipient?.mobileNumber,
	recipientFirstName: (order) => order.criteria.recipient?.firstName,
	recipientLastName: (order) => order.criteria.recipient?.lastName,
	sendEmail: (order) => String(order.deliveryMethod === 'EMAIL'),
	deliveryMethod: (order) => order.deliveryMethod,
	status: (order) => order.status,
	orderStatus: (order) => order.status,
	lineItemStatus: (order) => order.status,
	deliveryStatus: deliveryStatusOf,
	campaign: (order) => order.criteria.campaign,
	notes: (order) => order.criteria.notes,
	lineItemNotes: () => undefined,
	purchaseOrderNumber: (order) => order.criteria.purchaseOrderNumber,
};

/** A reward that nobody delivers has none. */
function deliveryStatusOf({ deliveryMethod, status }: Order): string | undefined {
	if (deliveryMethod === 'NONE' || deliveryMethod.startsWith('EMBEDDED')) return undefined;
	return status === 'COMPLETE' ? 'DELIVERED' : 'PENDING';
}

/** Orders that fit the query, newest first (Tango's own order is not documented). */
export function searchOrders(query: URLSearchParams, store: Store): Order[] {
	const tests = orderTests(query);
	const reference = query.get('externalRefID');
	// Looking an order up after a timeout is the common case: spare it the scan.
	const candidates = reference === null ? store.orders : store.ordersFor(reference);
	return candidates.filter((order) => tests.every((test) => test(order))).reverse();
}

type Test = (order: Order) => boolean;

/** What an order must pass to fit the query. */
export function orderTests(query: URLSearchParams): readonly Test[] {
	return [...textTests(query), ...amountTests(query), ...dateTests(query)];
}

function textTests(query: URLSearchParams): Test[] {
	return Object.entries(TEXTS).flatMap(([name, read]) => {
		const wanted = query.get(name)?.toLowerCase();
		return wanted === undefined ? [] : [(order: Order) => read(order)?.toLowerCase() === wanted];
	});
}

function amountTests(query: URLSearchParams): Test[] {
	const least = query.get('minAmount');
	const most = query.get('maxAmount');
	return [
		...(least === null ? [] : [(order: Order) => order.denomination.value >= Number(least)]),
		...(most === null ? [] : [(order: Order) => order.denomination.value <= Number(most)]),
	];
}

function dateTests(query: URLSearchParams): Test[] {
	const start = query.get('startDate');
	const end = query.get('endDate');
	return [
		...(start === null ? [] : [(order: Order) => order.createdAtMs >= startOf(start)]),
		...(end === null ? [] : [(order: Order) => order.createdAtMs <= endOf(end)]),
	];
}
