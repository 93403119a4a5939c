import type { Endpoint } from './endpoint';

const PAGED = { style: 'cursor', alwaysPaged: true, items: 'items', maxPerRequest: 200 } as const;
const SUBSCRIPTION = { noun: 'webhook subscription', field: 'webhookId' };

/** Subscriptions to Tango's events, and the events that Tango keeps of each. */
export const WEBHOOK_ENDPOINTS = {
	listWebhooks: { method: 'GET', path: '/webhooks', safety: 'read', paging: PAGED },
	// Twice would be two subscriptions: after a lost answer, whoever needs one looks whether it is there.
	createWebhook: { method: 'POST', path: '/webhooks', safety: 'neverTwice', names: ['webhookId'] },
	updateWebhook: {
		method: 'PATCH',
		path: '/webhooks/{webhookId}',
		safety: 'repeatable',
		names: ['webhookId'],
		what: SUBSCRIPTION,
	},
	deleteWebhook: {
		method: 'DELETE',
		path: '/webhooks/{webhookId}',
		safety: 'repeatable',
		acknowledged: 200,
		what: SUBSCRIPTION,
	},
	renewWebhook: {
		method: 'POST',
		path: '/webhooks/{webhookId}/renew',
		safety: 'repeatable',
		names: ['webhookId', 'expiresAt'],
		what: SUBSCRIPTION,
	},
	listWebhookEvents: {
		method: 'GET',
		path: '/webhooks/{webhookId}/events',
		safety: 'read',
		what: SUBSCRIPTION,
		paging: PAGED,
	},
	replayWebhookEvents: {
		method: 'POST',
		path: '/webhooks/{webhookId}/replay',
		safety: 'repeatable',
		acknowledged: 200,
		what: SUBSCRIPTION,
	},
	listEventTypes: { method: 'GET', path: '/webhooks/eventtypes', safety: 'read', paging: PAGED },
} as const satisfies Record<string, Endpoint>;
