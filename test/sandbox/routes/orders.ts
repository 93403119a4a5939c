import { ApiError } from '../errors.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import { TANGO_FACTS } from '../facts/tango.ts';
import type { OrderCriteria } from '../orders/book.ts';
import { placeOrder } from '../orders/place.ts';
import { searchOrders } from '../orders/search.ts';
import { detailView, listView, summaryView } from '../orders/views.ts';
import { pageOf } from '../paging.ts';
import type { Route, Visit } from '../router.ts';

export const orderRoutes: readonly Route[] = [
	{ verb: 'post', path: '/orders', handle: createOrder },
	{ verb: 'get', path: '/orders', handle: listOrders },
	{ verb: 'get', path: '/orders/{referenceOrderID}', handle: getOrder },
];

const readOrder = TANGO_FACTS.shapeReader<OrderCriteria>('post', '/orders');

/** A known reference gets its first order back before any rule looks at the rest of the body. */
async function createOrder(visit: Visit): Promise<Answer> {
	const criteria = readOrder(visit.call.text);
	const { accountIdentifier, externalRefID } = criteria;
	if (!externalRefID) return await execute(visit, criteria);

	const { book, replayStatus } = visit.store;
	const existing = book.existing(accountIdentifier, externalRefID);
	if (existing) return jsonAnswer(replayStatus, summaryView(existing));
	if (!book.begin(accountIdentifier, externalRefID)) {
		throw new ApiError(
			409,
			'409.002',
			`Another order with the same external reference ID ${externalRefID} is in process but not complete`,
		);
	}
	try {
		return await execute(visit, criteria);
	} finally {
		book.end(accountIdentifier, externalRefID);
	}
}

async function execute({ call, store }: Visit, criteria: OrderCriteria): Promise<Answer> {
	if (call.processingMs > 0) await call.pause(call.processingMs);
	const order = placeOrder(criteria, store);
	return { ...jsonAnswer(201, summaryView(order)), executed: true };
}

function listOrders({ call, store }: Visit): Answer {
	const { page, found } = pageOf(searchOrders(call.query, store), call.query);
	return jsonAnswer(200, { page, orders: found.map(listView) });
}

function getOrder({ store, parameter }: Visit): Answer {
	const order = store.book.find(parameter('referenceOrderID'));
	if (!order) throw new ApiError(404, '404.005', 'Order not found');
	return jsonAnswer(200, detailView(order));
}
