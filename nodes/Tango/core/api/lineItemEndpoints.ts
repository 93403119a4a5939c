import type { Endpoint } from './endpoint';

const LINE_ITEM = { noun: 'line item', field: 'referenceLineItemID' };
const ONE = '/lineItems/{referenceLineItemID}';

/** The status of a line item decides: what is cancelled, frozen or unfrozen already is refused and stays as it is. */
const changing = { safety: 'repeatable', acknowledged: 202, what: LINE_ITEM } as const;

/** Line items: the rewards of orders. */
export const LINE_ITEM_ENDPOINTS = {
	listLineItems: {
		method: 'GET',
		path: '/lineItems',
		safety: 'read',
		paging: { style: 'keyset', items: 'lineItems', maxPerRequest: 100 },
	},
	getReasonCodes: { method: 'GET', path: '/lineItems/reasonCodes', safety: 'read' },
	getLineItem: { method: 'GET', path: ONE, safety: 'read', names: ['referenceLineItemID'], what: LINE_ITEM },
	getEmbeddedUrl: {
		method: 'GET',
		path: `${ONE}/embeddedUrl`,
		safety: 'read',
		names: ['url'],
		what: LINE_ITEM,
	},
	updateLineItem: { method: 'PATCH', path: ONE, ...changing },
	cancelLineItem: { method: 'POST', path: `${ONE}/cancel`, ...changing },
	freezeLineItem: { method: 'POST', path: `${ONE}/freeze`, ...changing },
	unfreezeLineItem: { method: 'POST', path: `${ONE}/unfreeze`, ...changing },
	// A new order that is paid, without any key.
	reissueLineItem: {
		method: 'POST',
		path: `${ONE}/reissue`,
		safety: 'neverTwice',
		names: ['referenceOrderID'],
		what: LINE_ITEM,
	},
	// Each is a further message to the recipient.
	resendLineItem: {
		method: 'POST',
		path: '/lineItems/{referenceLineItemId}/resends',
		safety: 'neverTwice',
		names: ['createdAt'],
		what: LINE_ITEM,
	},
	resendOrder: {
		method: 'POST',
		path: '/orders/{referenceOrderID}/resends',
		safety: 'neverTwice',
		names: ['createdAt'],
		what: { noun: 'order', field: 'referenceOrderID' },
	},
} as const satisfies Record<string, Endpoint>;
