import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../core';
import { dataObject, pick } from '../../n8n/run/output';

const SIMPLE_FIELDS = [
	'accountIdentifier',
	'accountNumber',
	'displayName',
	'currencyCode',
	'currentBalance',
	'status',
	'contactEmail',
	'createdAt',
];

/** One account: its main fields, or as Tango sends it. */
export function accountOutput(account: JsonRecord, simplify: boolean): IDataObject {
	return simplify ? pick(account, SIMPLE_FIELDS) : dataObject(account);
}
