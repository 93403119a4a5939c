import { LARGEST_ANSWER_BYTES } from '../foundation/transport';
import type { Endpoint } from './endpoint';

/** What can be ordered, and at which rates. */
export const CATALOG_ENDPOINTS = {
	listExchangeRates: { method: 'GET', path: '/exchangerates', safety: 'read' },
	getCatalog: {
		method: 'GET',
		path: '/catalogs',
		safety: 'read',
		maxResponseBytes: LARGEST_ANSWER_BYTES,
	},
} as const satisfies Record<string, Endpoint>;
