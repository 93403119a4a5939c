import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../core';
import { dataObject, pick } from '../../n8n/run/output';
import { addressesOf } from '../../n8n/run/contacts';

const SIMPLE_FIELDS = [
	'accountIdentifier',
	'accountNumber',
	'displayName',
	'currencyCode',
	'currentBalance',
	'status',
	'contactEmail',
	'fundingNotification',
	'createdAt',
	'customerIdentifier',
];

/** One account: its main fields, or as Tango sends it. Tango does not name its customer; `known` may. */
export function accountOutput(account: JsonRecord, simplify: boolean, known: JsonRecord = {}): IDataObject {
	if (!simplify) return dataObject(account);
	const fundingNotification = addressesOf(account.fundingNotification);
	return pick({ ...known, ...account, fundingNotification }, SIMPLE_FIELDS);
}
