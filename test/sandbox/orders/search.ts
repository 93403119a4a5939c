import { ApiError, invalidField } from '../errors.ts';
import type { Store } from '../store.ts';
import type { Order } from './book.ts';

const DAY_MS = 86_400_000;
const MAX_PERIOD_DAYS = 100;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const ISO_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

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
	campaign: (order) => order.criteria.campaign,
	notes: (order) => order.criteria.notes,
	lineItemNotes: () => undefined,
	purchaseOrderNumber: (order) => order.criteria.purchaseOrderNumber,
};

/** Orders that fit the query, newest first (Tango's own order is not documented). */
export function searchOrders(query: URLSearchParams, store: Store): Order[] {
	const tests = [...textTests(query), ...amountTests(query), ...dateTests(query)];
	const reference = query.get('externalRefID');
	// Looking an order up after a timeout is the common case: spare it the scan.
	const candidates = reference === null ? store.orders : store.ordersFor(reference);
	return candidates.filter((order) => tests.every((test) => test(order))).reverse();
}

type Test = (order: Order) => boolean;

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
	const from = dateOf(query, 'startDate', 0);
	// A bare end date means the whole day.
	const until = dateOf(query, 'endDate', DAY_MS - 1);
	if (from !== undefined && from > Date.now()) {
		throw invalidField('startDate', '422.045', 'Date must be in the past', query.get('startDate'));
	}
	if (from !== undefined && until !== undefined) checkPeriod(from, until);
	return [
		...(from === undefined ? [] : [(order: Order) => order.createdAtMs >= from]),
		...(until === undefined ? [] : [(order: Order) => order.createdAtMs <= until]),
	];
}

function checkPeriod(from: number, until: number): void {
	if (until < from) throw invalidField('endDate', '422.041', 'endDate must be after startDate');
	if (until - from <= MAX_PERIOD_DAYS * DAY_MS) return;
	throw new ApiError(400, '422.043', `The period cannot exceed ${MAX_PERIOD_DAYS} days`);
}

function dateOf(query: URLSearchParams, name: string, bareDateShiftMs: number): number | undefined {
	const text = query.get(name);
	if (text === null) return undefined;
	const bare = ISO_DATE.test(text);
	const time = bare || ISO_DATE_TIME.test(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(time)) throw invalidField(name, '422.044', 'Date must be in ISO 8601 format', text);
	return bare ? time + bareDateShiftMs : time;
}
