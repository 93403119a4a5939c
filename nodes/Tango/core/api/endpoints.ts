import type { Safety } from '../foundation/outcome';
import { LARGEST_ANSWER_BYTES, type HttpMethod } from '../foundation/transport';

/**
 * How Tango hands out a list (tango-api, "paging styles"):
 * - `page`: `page` (0-based) and `elementsPerBlock`, envelope with `page.totalCount`.
 * - `cursor`: `paginate=true`, `maxResults` and `nextCursor`, envelope with `items`.
 */
export interface Paging {
	readonly style: 'page' | 'cursor';
	/** Name of the list in the answer. */
	readonly items: string;
	/** The most that one request may ask for. */
	readonly maxPerRequest: number;
	/** The most of one list that Tango hands out, where it has such a limit. */
	readonly maxInAll?: number;
}

export interface Endpoint {
	readonly method: HttpMethod;
	/** Below the base URL; names in braces are filled from the request's `path`, percent-encoded. */
	readonly path: string;
	readonly safety: Safety;
	/** Fields of Tango's answer; JSON with none of them comes from something in between. Left out: not looked at. */
	readonly names?: readonly string[];
	readonly paging?: Paging;
	/** The most that is read of an answer, where it may be more than usual. */
	readonly maxResponseBytes?: number;
	/** What a 404 or 409 speaks of, and the field that says which. */
	readonly what?: { readonly noun: string; readonly field: string };
}

const CUSTOMER = { noun: 'customer', field: 'customerIdentifier' };
const ACCOUNT = { noun: 'account', field: 'accountIdentifier' };

/** Every Tango operation this package calls, and how it may be retried. Paths: developers.tangocard.com, API reference. */
export const ENDPOINTS = {
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
	// The identifier is the caller's choice, but a repeat answers 409 and not the original: no key.
	createCustomer: {
		method: 'POST',
		path: '/customers',
		safety: 'neverTwice',
		names: ['customerIdentifier'],
		what: CUSTOMER,
	},
	getCustomer: { method: 'GET', path: '/customers/{customerIdentifier}', safety: 'read', what: CUSTOMER },
	listCustomers: {
		method: 'GET',
		path: '/customers',
		safety: 'read',
		paging: { style: 'cursor', items: 'items', maxPerRequest: 200 },
	},
	createAccount: {
		method: 'POST',
		path: '/customers/{customerIdentifier}/accounts',
		safety: 'neverTwice',
		names: ['accountIdentifier'],
		what: ACCOUNT,
	},
	getAccount: { method: 'GET', path: '/accounts/{accountIdentifier}', safety: 'read', what: ACCOUNT },
	listAccounts: {
		method: 'GET',
		path: '/accounts',
		safety: 'read',
		paging: { style: 'cursor', items: 'items', maxPerRequest: 200 },
	},
	listCustomerAccounts: {
		method: 'GET',
		path: '/customers/{customerIdentifier}/accounts',
		safety: 'read',
		what: CUSTOMER,
		paging: { style: 'cursor', items: 'items', maxPerRequest: 200 },
	},
	// Until 2025 /emailTemplates, which still works.
	getTemplate: { method: 'GET', path: '/digitalTemplates/{etid}', safety: 'read' },
	listCreditCards: {
		method: 'GET',
		path: '/creditCards',
		safety: 'read',
		paging: { style: 'cursor', items: 'items', maxPerRequest: 200 },
	},
	unregisterCreditCard: {
		method: 'POST',
		path: '/creditCardUnregisters',
		safety: 'neverTwice',
		what: { noun: 'credit card', field: 'creditCardToken' },
	},
	// Here a repeated externalRefID is a 409 and never a second movement: fund.ts takes it for done.
	createDeposit: {
		method: 'POST',
		path: '/creditCardDeposits',
		safety: 'keyed',
		names: ['referenceDepositID', 'externalRefID'],
	},
	getDeposit: {
		method: 'GET',
		path: '/creditCardDeposits/{referenceDepositID}',
		safety: 'read',
		what: { noun: 'deposit', field: 'referenceDepositID' },
	},
	transferFunds: {
		method: 'POST',
		path: '/transferFunds',
		safety: 'keyed',
		names: ['transferDate', 'transferredAmount', 'externalRefID', 'transferFrom', 'transferTo'],
	},
	listExchangeRates: { method: 'GET', path: '/exchangerates', safety: 'read' },
	getCatalog: {
		method: 'GET',
		path: '/catalogs',
		safety: 'read',
		maxResponseBytes: LARGEST_ANSWER_BYTES,
	},
} as const satisfies Record<string, Endpoint>;
