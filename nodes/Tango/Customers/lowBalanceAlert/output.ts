import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../core';
import { dataObject, pick } from '../../n8n/run/output';
import { addressesOf } from '../../n8n/run/contacts';

const SIMPLE_FIELDS = [
	'balanceAlertDisplayName',
	'balanceAlertThreshold',
	'balanceAlertNotification',
	'balanceAlertID',
	'accountIdentifier',
	'customerIdentifier',
	'createdAt',
];

/** One alert: its main fields with the addresses that are told, or as Tango sends it. */
export function alertOutput(alert: JsonRecord, simplify: boolean): IDataObject {
	if (!simplify) return dataObject(alert);
	const balanceAlertNotification = addressesOf(alert.balanceAlertNotification);
	return pick({ ...alert, balanceAlertNotification }, SIMPLE_FIELDS);
}
