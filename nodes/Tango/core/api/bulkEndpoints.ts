import type { Endpoint } from './endpoint';

/** An endpoint that hands out lines says how many at a time. */
type BulkEndpoint = Endpoint & { readonly linesPerRequest?: number };

const ONE = '/asyncOrders/customers/{customerIdentifier}/accounts/{accountIdentifier}/{externalRefID}';
const BULK_ORDER = { noun: 'Bulk Order', field: 'externalRefID' };

/** Orders of many lines, which Tango works through by itself. */
export const BULK_ENDPOINTS = {
	// A repeated externalRefID returns the original order (202 first, then 200).
	createAsyncOrder: {
		method: 'POST',
		path: '/asyncOrders',
		safety: 'keyed',
		names: ['externalRefID', 'totalLineItems', 'failedLineItems'],
	},
	getAsyncOrder: {
		method: 'GET',
		path: ONE,
		safety: 'read',
		names: ['externalRefID', 'referenceOrderID', 'orderStatus', 'lineItems'],
		what: BULK_ORDER,
		linesPerRequest: 500,
	},
	getAsyncOrderLineItems: {
		method: 'GET',
		path: `${ONE}/lineItems`,
		safety: 'read',
		names: ['externalRefID', 'referenceOrderID', 'orderStatus', 'lineItems'],
		what: BULK_ORDER,
		linesPerRequest: 100,
	},
	listAsyncOrders: {
		method: 'GET',
		path: '/asyncOrders',
		safety: 'read',
		paging: { style: 'cursor', alwaysPaged: true, items: 'orders', maxPerRequest: 100 },
	},
	updateAsyncOrder: {
		method: 'PATCH',
		path: ONE,
		safety: 'repeatable',
		names: ['externalRefID', 'referenceOrderID', 'orderStatus', 'campaign', 'notes', 'purchaseOrderNumber'],
		what: BULK_ORDER,
	},
	// 201 in Tango's document, 202 like the other actions on line items elsewhere.
	updateAsyncLineItem: {
		method: 'PATCH',
		path: '/asyncOrders/lineItems/{referenceLineItemId}',
		safety: 'repeatable',
		acknowledged: 202,
		what: { noun: 'line item', field: 'referenceLineItemId' },
	},
	getAsyncReasonCodes: { method: 'GET', path: '/asyncOrders/reasonCodes', safety: 'read' },
} as const satisfies Record<string, BulkEndpoint>;
