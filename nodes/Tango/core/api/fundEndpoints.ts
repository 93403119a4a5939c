import type { Endpoint } from './endpoint';

/** Credit cards, deposits and transfers. */
export const FUND_ENDPOINTS = {
	listCreditCards: {
		method: 'GET',
		path: '/creditCards',
		safety: 'read',
		paging: { style: 'cursor', items: 'items', maxPerRequest: 200 },
	},
	getCreditCard: {
		method: 'GET',
		path: '/creditCards/{token}',
		safety: 'read',
		what: { noun: 'credit card', field: 'creditCardToken' },
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
} as const satisfies Record<string, Endpoint>;
