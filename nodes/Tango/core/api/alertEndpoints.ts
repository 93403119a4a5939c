import type { Endpoint } from './endpoint';

const ALERT = { noun: 'low balance alert', field: 'balanceAlertID' };
/** Tango does not say which of the two it does not know. */
const ACCOUNT_OF_CUSTOMER = {
	noun: 'account',
	field: 'accountIdentifier',
	trouble: 'ofAnotherCustomer',
} as const;
const ALERTS = '/customers/{customerIdentifier}/accounts/{accountIdentifier}/lowbalance';
const ONE_ALERT = `${ALERTS}/{balanceAlertID}` as const;

/** Alerts when an account runs low. */
export const ALERT_ENDPOINTS = {
	createAlert: {
		method: 'POST',
		path: ALERTS,
		safety: 'neverTwice',
		names: ['balanceAlertID'],
		what: { noun: 'low balance alert', field: 'balanceAlertDisplayName' },
		missing: ACCOUNT_OF_CUSTOMER,
	},
	listAlerts: {
		method: 'GET',
		path: ALERTS,
		safety: 'read',
		missing: ACCOUNT_OF_CUSTOMER,
		paging: { style: 'page', items: 'lowBalanceAlerts', maxPerRequest: 100 },
	},
	getAlert: { method: 'GET', path: ONE_ALERT, safety: 'read', what: ALERT },
	updateAlert: { method: 'PATCH', path: ONE_ALERT, safety: 'repeatable', what: ALERT },
	// A repeat would answer 404 for what the first request deleted.
	deleteAlert: { method: 'DELETE', path: ONE_ALERT, safety: 'neverTwice', what: ALERT },
} as const satisfies Record<string, Endpoint>;
