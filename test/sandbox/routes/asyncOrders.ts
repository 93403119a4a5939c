import type { AsyncLine, AsyncOrder, AsyncOrderCriteria } from '../asyncOrders/book.ts';
import { placeAsyncOrder } from '../asyncOrders/place.ts';
import { entityView, headView, momentOf, lineView, listView, verboseLineView } from '../asyncOrders/views.ts';
import { ApiError, invalidField } from '../errors.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import { TANGO_FACTS } from '../facts/tango.ts';
import { orderTests } from '../orders/search.ts';
import { cursorPage } from '../paging.ts';
import type { Route, Visit } from '../router.ts';

const ONE = '/asyncOrders/customers/{customerIdentifier}/accounts/{accountIdentifier}/{externalRefID}';
const LINE = '/asyncOrders/lineItems/{referenceLineItemId}';

export const asyncOrderRoutes: readonly Route[] = [
	{ verb: 'post', path: '/asyncOrders', handle: whereOpen(create) },
	{ verb: 'get', path: '/asyncOrders', handle: whereOpen(list) },
	{ verb: 'get', path: '/asyncOrders/reasonCodes', handle: whereOpen(reasonCodes) },
	{ verb: 'get', path: ONE, handle: whereOpen(getOne) },
	{ verb: 'patch', path: ONE, handle: whereOpen(update) },
	{ verb: 'get', path: `${ONE}/lineItems`, handle: whereOpen(getLines) },
	{ verb: 'patch', path: LINE, handle: whereOpen(updateLine) },
];

const readOrder = TANGO_FACTS.bodyReader<AsyncOrderCriteria>('post', '/asyncOrders');
const readUpdate = TANGO_FACTS.bodyReader<Pick<AsyncOrder, 'campaign' | 'purchaseOrderNumber' | 'notes'>>(
	'patch',
	ONE,
);
const readLineUpdate = TANGO_FACTS.bodyReader<{ lineItemNote?: string; deliveryDate?: string }>(
	'patch',
	LINE,
);

/** Tango opens this for some platforms only. */
function whereOpen(handle: Route['handle']): Route['handle'] {
	return (visit) => {
		const { closedWith } = visit.store.asyncOrders;
		if (closedWith === 403) throw new ApiError(403, '403.020', 'Operation not allowed for this platform');
		if (closedWith === 404) throw new ApiError(404, undefined, 'Not Found');
		return handle(visit);
	};
}

/** A known reference gets its first order back before any rule looks at the rest of the body. */
async function create({ call, store }: Visit): Promise<Answer> {
	const { asyncOrders, replayStatus } = store;
	const criteria = readOrder(call.text);
	const existing = asyncOrders.find(criteria.accountIdentifier, criteria.externalRefID);
	if (existing) return jsonAnswer(replayStatus === 201 ? 202 : 200, entityView(existing));
	const { maxLines = Infinity, tooManyWith } = asyncOrders;
	if (criteria.lineItems.length > maxLines) {
		if (tooManyWith === 413) throw new ApiError(413, undefined, 'Request entity too large');
		throw invalidField('lineItems', '422.006', `size must be between 1 and ${maxLines}`);
	}
	if (!asyncOrders.begin(criteria)) {
		const words = `Another order with the same external reference ID ${criteria.externalRefID} is in process but not complete`;
		throw new ApiError(409, '409.002', words);
	}
	try {
		if (call.processingMs > 0) await call.pause(call.processingMs);
		return { ...jsonAnswer(202, entityView(placeAsyncOrder(criteria, store))), executed: true };
	} finally {
		asyncOrders.end(criteria);
	}
}

/** Failed ones are not listed. */
function list({ call, store }: Visit): Answer {
	const { query } = call;
	const orders = store.asyncOrders.orders.filter((order) => fits(order, query)).reverse();
	const { found, ...cursors } = cursorPage(orders, query);
	return jsonAnswer(200, { ...cursors, orders: found.map(listView) });
}

/** One of its lines does, with what holds for the whole. */
function fits(order: AsyncOrder, query: URLSearchParams): boolean {
	const { campaign, notes, purchaseOrderNumber, criteria } = order;
	const note = query.get('lineItemNotes')?.toLowerCase();
	const others = new URLSearchParams(query);
	others.delete('lineItemNotes');
	const tests = orderTests(others);
	return order.lines.some((line) => {
		if (!line.order) return false;
		if (note !== undefined && (line.note ?? line.criteria.lineItemNote ?? '').toLowerCase() !== note)
			return false;
		const whole = { ...line.order.criteria, ...given({ campaign, notes, purchaseOrderNumber }) };
		const found = { ...line.order, externalRefID: criteria.externalRefID, criteria: whole };
		return tests.every((test) => test(found));
	});
}

function given(texts: Readonly<Record<string, string | undefined>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined),
	);
}

function getOne({ call, store, parameter }: Visit): Answer {
	const order = chosen(store.asyncOrders.orders, parameter);
	const { found, ...cursors } = pageOf(order, call.query, 100);
	const pagination = { ...cursors, numberOfElements: found.length };
	return jsonAnswer(200, { ...headView(order), pagination, lineItems: found.map(lineView) });
}

function getLines({ call, store, parameter }: Visit): Answer {
	const order = chosen(store.asyncOrders.orders, parameter);
	const { found, ...cursors } = pageOf(order, call.query, 50);
	const { notes, ...head } = headView(order);
	const pagination = { ...cursors, numberOfElements: found.length };
	return jsonAnswer(200, {
		...head,
		createdAt: undefined,
		completedAt: undefined,
		totalLineItems: undefined,
		orderNotes: notes,
		pagination,
		lineItems: found.map(verboseLineView),
	});
}

function update({ call, store, parameter }: Visit): Answer {
	const { campaign, purchaseOrderNumber, notes } = readUpdate(call.text);
	const order = chosen(store.asyncOrders.orders, parameter);
	if (campaign !== undefined) order.campaign = campaign;
	if (purchaseOrderNumber !== undefined) order.purchaseOrderNumber = purchaseOrderNumber;
	if (notes !== undefined) order.notes = notes;
	return { ...jsonAnswer(200, headView(order)), executed: true };
}

function updateLine({ call, store, parameter }: Visit): Answer {
	const { lineItemNote, deliveryDate } = readLineUpdate(call.text);
	const line = store.asyncOrders.line(parameter('referenceLineItemId'));
	if (!line) throw new ApiError(404, '404.001', 'Line item not found');
	if (lineItemNote !== undefined) line.note = lineItemNote;
	if (deliveryDate !== undefined) line.deliveryDate = deliveryDate;
	return {
		...jsonAnswer(201, { note: line.note, deliveryDate: momentOf(line.deliveryDate) }),
		executed: true,
	};
}

function reasonCodes(): Answer {
	return jsonAnswer(200, {
		reasonCodes: {
			CANCEL: { DUPLICATE: 'Duplicate order', OTHER: 'Other' },
			FREEZE: { VERIFY_ORDER: 'Verify the order', OTHER: 'Other' },
		},
	});
}

function chosen(orders: readonly AsyncOrder[], parameter: Visit['parameter']): AsyncOrder {
	const names = ['customerIdentifier', 'accountIdentifier', 'externalRefID'] as const;
	const order = orders.find(({ criteria }) => names.every((name) => criteria[name] === parameter(name)));
	if (!order) throw new ApiError(404, '404.110', 'No order with this external reference ID');
	return order;
}

/** An order that is held tells of no line yet. */
function pageOf({ isHeld, lines }: AsyncOrder, query: URLSearchParams, size: number) {
	const wanted = isHeld ? [] : lines.filter((line) => isWanted(line, query));
	const page = new URLSearchParams(query);
	if (!page.has('maxResults')) page.set('maxResults', String(size));
	return cursorPage(wanted, page);
}

function isWanted({ criteria, referenceLineItemID, order }: AsyncLine, query: URLSearchParams): boolean {
	const external = query.getAll('externalRefLineItemIDs');
	const own = query.getAll('referenceLineItemIDs');
	return (
		(external.length === 0 || external.includes(criteria.externalRefLineItemID)) &&
		(own.length === 0 || own.includes(referenceLineItemID)) &&
		(query.get('failedOnly') !== 'true' || order === undefined)
	);
}
