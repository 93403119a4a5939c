import { ApiError, invalidField } from '../errors.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import { TANGO_FACTS } from '../facts/tango.ts';
import { cursorPage } from '../paging.ts';
import type { Route, Visit } from '../router.ts';
import { EVENT_TYPES, type Subscription, type SubscriptionWish } from '../webhooks/book.ts';
import { deliver } from '../webhooks/deliver.ts';

export const webhookRoutes: readonly Route[] = [
	{ verb: 'get', path: '/webhooks', handle: list },
	{ verb: 'post', path: '/webhooks', handle: create },
	{ verb: 'get', path: '/webhooks/eventtypes', handle: eventTypes },
	{ verb: 'get', path: '/webhooks/{webhookId}', handle: get },
	{ verb: 'patch', path: '/webhooks/{webhookId}', handle: update },
	{ verb: 'delete', path: '/webhooks/{webhookId}', handle: remove },
	{ verb: 'get', path: '/webhooks/{webhookId}/events', handle: events },
	{ verb: 'post', path: '/webhooks/{webhookId}/renew', handle: renew },
	{ verb: 'post', path: '/webhooks/{webhookId}/replay', handle: replay },
	{ verb: 'post', path: '/webhooks/{webhookId}/tests', handle: test },
	{ verb: 'post', path: '/webhooks/{webhookId}/tests/{testName}', handle: test },
];

const readNew = TANGO_FACTS.bodyReader<SubscriptionWish & { url: string }>('post', '/webhooks');
const readChange = TANGO_FACTS.bodyReader<SubscriptionWish>('patch', '/webhooks/{webhookId}');

function list({ call, store }: Visit): Answer {
	const url = call.query.get('url');
	const found = store.webhooks.all.filter((one) => url === null || one.url.includes(url));
	return jsonAnswer(200, page(found.map(view), call.query));
}

function create({ call, store }: Visit): Answer {
	const wish = readNew(call.text);
	if ((wish.eventTypes ?? wish.categories ?? []).length === 0) {
		throw invalidField('eventTypes', '422.001', 'eventTypes or categories is required');
	}
	check(wish);
	const { webhookId, expiresAt } = store.webhooks.add(wish.url, wish);
	return { ...jsonAnswer(201, { webhookId, expiresAt: iso(expiresAt) }), executed: true };
}

function get(visit: Visit): Answer {
	return jsonAnswer(200, view(asked(visit)));
}

function update(visit: Visit): Answer {
	const subscription = asked(visit);
	const wish = readChange(visit.call.text);
	check(wish);
	visit.store.webhooks.change(subscription, wish);
	return jsonAnswer(200, view(subscription));
}

function remove(visit: Visit): Answer {
	visit.store.webhooks.remove(asked(visit).webhookId);
	return { status: 200, headers: {}, body: '' };
}

function events(visit: Visit): Answer {
	const { query } = visit.call;
	return jsonAnswer(200, page(visit.store.webhooks.eventsBetween(asked(visit), query), query));
}

function renew(visit: Visit): Answer {
	const subscription = asked(visit);
	visit.store.webhooks.renew(subscription);
	const { webhookId, expiresAt } = subscription;
	return jsonAnswer(200, { webhookId, expiresAt: iso(expiresAt) });
}

function replay(visit: Visit): Answer {
	const subscription = asked(visit);
	void sendAll(subscription, visit.store.webhooks.eventsBetween(subscription, visit.call.query));
	return { status: 200, headers: {}, body: '' };
}

/** Test events are kept nowhere and have no revision. */
function test(visit: Visit): Answer {
	const eventType = visit.parameter('testName') || 'ConnectivityTest';
	void deliver(asked(visit), { eventType, eventOccurredAt: new Date().toISOString(), eventData: {} });
	return { status: 200, headers: {}, body: '' };
}

function eventTypes({ call }: Visit): Answer {
	const rows = Object.entries(EVENT_TYPES).map(([category, types]) => ({ category, eventTypes: types }));
	return jsonAnswer(200, page(rows, call.query));
}

async function sendAll(subscription: Subscription, all: readonly unknown[]): Promise<void> {
	for (const event of all) await deliver(subscription, event);
}

function asked({ store, parameter }: Visit): Subscription {
	const found = store.webhooks.find(parameter('webhookId'));
	if (!found) throw new ApiError(404, '404.080', 'Webhook subscription not found');
	return found;
}

/** Tango takes https alone; the sandbox also delivers on this computer. */
function check({
	url,
	payloadVerificationMethod,
	hmacSharedSecretKey,
	signingCertificate,
}: SubscriptionWish) {
	if (url !== undefined && !/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(url)) {
		throw invalidField('url', '422.001', 'The URL must be https', url);
	}
	if (payloadVerificationMethod === 'HMAC' && !hmacSharedSecretKey) {
		throw invalidField('hmacSharedSecretKey', '422.001', 'is required for HMAC');
	}
	if (payloadVerificationMethod === 'X509' && !signingCertificate) {
		throw invalidField('signingCertificate', '422.001', 'is required for X509');
	}
}

function view({ expiresAt, ...own }: Subscription) {
	// What is undefined JSON leaves out.
	return { ...own, events: undefined, nextRevision: undefined, expiresAt: iso(expiresAt) };
}

function iso(time: number): string {
	return new Date(time).toISOString();
}

function page<Item>(items: readonly Item[], query: URLSearchParams) {
	const { found, ...cursors } = cursorPage(items, query);
	return { numberOfElements: found.length, ...cursors, items: found };
}
