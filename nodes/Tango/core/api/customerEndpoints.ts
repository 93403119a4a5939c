import type { Endpoint } from './endpoint';

const CUSTOMER = { noun: 'customer', field: 'customerIdentifier' };
const ACCOUNT = { noun: 'account', field: 'accountIdentifier' };

/** Customers and their accounts. */
export const CUSTOMER_ENDPOINTS = {
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
		missing: CUSTOMER,
	},
	updateAccount: {
		method: 'PATCH',
		path: '/customers/{customerIdentifier}/accounts/{accountIdentifier}',
		safety: 'repeatable',
		what: ACCOUNT,
		missing: { ...ACCOUNT, trouble: 'ofAnotherCustomer' },
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
} as const satisfies Record<string, Endpoint>;
