import { type Answer, jsonAnswer } from '../exchange.ts';
import { TANGO_FACTS } from '../facts/tango.ts';
import {
	cancel,
	embeddedUrl,
	freeze,
	lineItemOf,
	type Reason,
	reissue,
	type ReissueCriteria,
	resend,
	type ResendCriteria,
	unfreeze,
} from '../lineItems/actions.ts';
import { ApiError } from '../errors.ts';
import type { Fate } from '../lineItems/book.ts';
import { REASON_CODES } from '../lineItems/reasons.ts';
import { requireReason } from '../lineItems/rules.ts';
import { searchLineItems } from '../lineItems/search.ts';
import { detailView, listView } from '../lineItems/views.ts';
import { summaryView } from '../orders/views.ts';
import { keysetPageOf } from '../paging.ts';
import type { Route, Visit } from '../router.ts';
import type { Store } from '../store.ts';

const ONE = '/lineItems/{referenceLineItemID}';
/** The document spells this one's parameter in another way. */
const RESENDS = '/lineItems/{referenceLineItemId}/resends';
const ORDER_RESENDS = '/orders/{referenceOrderID}/resends';

type Change = (line: ReturnType<typeof lineItemOf>, reason: Reason, store: Store) => void;

export const lineItemRoutes: readonly Route[] = [
	{ verb: 'get', path: '/lineItems', handle: listLineItems },
	{ verb: 'get', path: '/lineItems/reasonCodes', handle: () => jsonAnswer(200, REASON_CODES) },
	{ verb: 'get', path: ONE, handle: getLineItem },
	{ verb: 'patch', path: ONE, handle: updateLineItem },
	acknowledged('cancel', cancel),
	acknowledged('freeze', freeze),
	acknowledged('unfreeze', unfreeze),
	{ verb: 'post', path: `${ONE}/reissue`, handle: reissueLineItem },
	{ verb: 'post', path: RESENDS, handle: resendLineItem },
	{ verb: 'post', path: ORDER_RESENDS, handle: resendOrder },
	{ verb: 'get', path: `${ONE}/embeddedUrl`, handle: getEmbeddedUrl },
];

const ACCEPTED: Answer = { ...jsonAnswer(202, 'Accepted'), executed: true };

function acknowledged(action: 'cancel' | 'freeze' | 'unfreeze', change: Change): Route {
	const path = `${ONE}/${action}`;
	const read = TANGO_FACTS.bodyReader<Reason>('post', path);
	return {
		verb: 'post',
		path,
		handle: (visit) => {
			const reason = read(visit.call.text);
			requireReason(reason);
			change(visited(visit), reason, visit.store);
			return ACCEPTED;
		},
	};
}

function visited({ parameter, store }: Visit) {
	return lineItemOf(parameter('referenceLineItemID') || parameter('referenceLineItemId'), store);
}

function listLineItems({ call, store }: Visit): Answer {
	const { keysetPage, found } = keysetPageOf(searchLineItems(call.query, store), call.query);
	return jsonAnswer(200, { keysetPage, lineItems: found.map(listView) });
}

function getLineItem(visit: Visit): Answer {
	const line = visited(visit);
	visit.store.lineItems.look(line);
	return jsonAnswer(200, detailView(line));
}

const readUpdate = TANGO_FACTS.bodyReader<Fate['changes']>('patch', ONE);

function updateLineItem(visit: Visit): Answer {
	const changes = readUpdate(visit.call.text);
	const line = visited(visit);
	visit.store.lineItems.acknowledge(line, () => Object.assign(line.fate.changes, changes));
	return ACCEPTED;
}

const readReissue = TANGO_FACTS.bodyReader<ReissueCriteria>('post', `${ONE}/reissue`);

function reissueLineItem(visit: Visit): Answer {
	const criteria = readReissue(visit.call.text);
	requireReason(criteria);
	const order = reissue(visited(visit), criteria, visit.store);
	return { ...jsonAnswer(201, summaryView(order)), executed: true };
}

const readResend = TANGO_FACTS.bodyReader<ResendCriteria & Partial<Reason>>('post', RESENDS);

function resendLineItem(visit: Visit): Answer {
	const criteria = readResend(visit.call.text);
	requireReason(criteria);
	const { reasonCode, otherReason } = criteria;
	const { deliveryMethod, ...sent } = sentView(visit, visited(visit), criteria);
	return { ...jsonAnswer(201, { ...sent, deliveryMethod, reasonCode, otherReason }), executed: true };
}

const readOrderResend = TANGO_FACTS.bodyReader<ResendCriteria>('post', ORDER_RESENDS);

function resendOrder(visit: Visit): Answer {
	const criteria = readOrderResend(visit.call.text);
	const order = visit.store.book.find(visit.parameter('referenceOrderID'));
	if (!order) throw new ApiError(404, '404.005', 'Order not found');
	const { id, createdAt, email, mobileNumber } = sentView(visit, visit.store.lineItems.of(order), criteria);
	return { ...jsonAnswer(201, { id, createdAt, email, mobileNumber }), executed: true };
}

function sentView({ store }: Visit, line: ReturnType<typeof lineItemOf>, criteria: ResendCriteria) {
	const { at, ...sent } = resend(line, criteria, store);
	return { id: line.fate.resends.length, createdAt: new Date(at).toISOString(), ...sent };
}

function getEmbeddedUrl(visit: Visit): Answer {
	return jsonAnswer(200, { url: embeddedUrl(visited(visit)) });
}
