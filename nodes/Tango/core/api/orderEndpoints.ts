import type { Endpoint } from './endpoint';

/** Orders and what belongs to them. */
export const ORDER_ENDPOINTS = {
	// A repeated externalRefID returns the original order (201 first, then 200).
	createOrder: {
		method: 'POST',
		path: '/orders',
		safety: 'keyed',
		names: ['referenceOrderID', 'externalRefID'],
	},
	getOrder: {
		method: 'GET',
		path: '/orders/{referenceOrderID}',
		safety: 'read',
		what: { noun: 'order', field: 'referenceOrderID' },
	},
	listOrders: {
		method: 'GET',
		path: '/orders',
		safety: 'read',
		// i18nKey 422.042: elementsPerBlock is at most 100; 400.021: a list ends at 10,000.
		paging: { style: 'page', items: 'orders', maxPerRequest: 100, maxInAll: 10_000 },
	},
} as const satisfies Record<string, Endpoint>;
