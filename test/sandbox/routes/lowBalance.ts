import { randomUUID } from 'node:crypto';
import { ApiError } from '../errors.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import { TANGO_FACTS } from '../facts/tango.ts';
import { customersAccount } from '../funds/move.ts';
import { pageOf } from '../paging.ts';
import type { Route, Visit } from '../router.ts';
import type { Alert } from '../seed.ts';

const ALERTS = '/customers/{customerIdentifier}/accounts/{accountIdentifier}/lowbalance';
const ALERT = `${ALERTS}/{balanceAlertID}`;

export const lowBalanceRoutes: readonly Route[] = [
	{ verb: 'get', path: ALERTS, handle: listAlerts },
	{ verb: 'post', path: ALERTS, handle: createAlert },
	{ verb: 'get', path: ALERT, handle: (visit) => jsonAnswer(200, existing(visit)) },
	{ verb: 'patch', path: ALERT, handle: updateAlert },
	{ verb: 'delete', path: ALERT, handle: deleteAlert },
];

type Criteria = Pick<Alert, 'balanceAlertDisplayName' | 'balanceAlertThreshold'> & {
	readonly balanceAlertNotification?: Alert['balanceAlertNotification'] | null;
};

const readAlert = TANGO_FACTS.bodyReader<Criteria>('post', ALERTS);
const readUpdate = TANGO_FACTS.bodyReader<Partial<Criteria>>('patch', ALERT);

/** Paged as Spring does it, unlike every other list. */
function listAlerts(visit: Visit): Answer {
	const { query } = visit.call;
	const fitting = alertsOf(visit).filter(
		(alert) =>
			(!query.has('balanceAlertDisplayName') ||
				query.get('balanceAlertDisplayName') === alert.balanceAlertDisplayName) &&
			(!query.has('balanceAlertThreshold') ||
				Number(query.get('balanceAlertThreshold')) === alert.balanceAlertThreshold),
	);
	const { page, found } = pageOf(fitting, query);
	const { number, elementsPerBlock: size, totalCount: totalElements } = page;
	const totalPages = Math.ceil(totalElements / size);
	return jsonAnswer(200, { page: { size, totalElements, totalPages, number }, lowBalanceAlerts: found });
}

function createAlert(visit: Visit): Answer {
	const account = accountOf(visit);
	const { balanceAlertDisplayName, balanceAlertThreshold, balanceAlertNotification } = readAlert(
		visit.call.text,
	);
	refuseTaken(visit, balanceAlertDisplayName);
	const alert: Alert = {
		createdAt: new Date().toISOString(),
		balanceAlertID: randomUUID(),
		customerIdentifier: account.customerIdentifier,
		accountIdentifier: account.accountIdentifier,
		balanceAlertDisplayName,
		balanceAlertThreshold,
		balanceAlertNotification: balanceAlertNotification ?? [],
	};
	visit.store.alerts.set(alert.balanceAlertID, alert);
	return { ...jsonAnswer(200, alert), executed: true };
}

function updateAlert(visit: Visit): Answer {
	const alert = existing(visit);
	const { balanceAlertDisplayName, balanceAlertThreshold, balanceAlertNotification } = readUpdate(
		visit.call.text,
	);
	if (balanceAlertDisplayName !== alert.balanceAlertDisplayName) refuseTaken(visit, balanceAlertDisplayName);
	alert.balanceAlertDisplayName = balanceAlertDisplayName ?? alert.balanceAlertDisplayName;
	alert.balanceAlertThreshold = balanceAlertThreshold ?? alert.balanceAlertThreshold;
	alert.balanceAlertNotification = balanceAlertNotification ?? alert.balanceAlertNotification;
	return { ...jsonAnswer(200, alert), executed: true };
}

function deleteAlert(visit: Visit): Answer {
	const { balanceAlertID } = existing(visit);
	visit.store.alerts.delete(balanceAlertID);
	return { ...jsonAnswer(200, { balanceAlertID, status: 'DELETED' }), executed: true };
}

function accountOf({ store, parameter }: Visit) {
	return customersAccount(parameter('customerIdentifier'), parameter('accountIdentifier'), store);
}

function alertsOf(visit: Visit): Alert[] {
	const { accountIdentifier } = accountOf(visit);
	return [...visit.store.alerts.values()].filter((alert) => alert.accountIdentifier === accountIdentifier);
}

/** That names are unique is a guess: Tango's document has a 409 and no word about it. */
function refuseTaken(visit: Visit, name: string | undefined): void {
	if (alertsOf(visit).some((alert) => alert.balanceAlertDisplayName === name))
		throw new ApiError(409, '409.001', 'An alert with this name already exists');
}

/** Tango's texts name no key for it. */
function existing(visit: Visit): Alert {
	const balanceAlertID = visit.parameter('balanceAlertID').toLowerCase();
	const alert = alertsOf(visit).find((one) => one.balanceAlertID === balanceAlertID);
	if (!alert) throw new ApiError(404, '404.001', 'Low balance alert not found');
	return alert;
}
