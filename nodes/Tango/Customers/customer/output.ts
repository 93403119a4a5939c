import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../core';
import { dataObject, pick } from '../../n8n/run/output';

/** One customer: flat, with its accounts counted, or as Tango sends it. */
export function customerOutput(customer: JsonRecord, simplify: boolean): IDataObject {
	if (!simplify) return dataObject(customer);
	const { accounts } = customer;
	return {
		...pick(customer, ['customerIdentifier', 'displayName', 'status', 'createdAt']),
		...(Array.isArray(accounts) ? { accountCount: accounts.length } : {}),
	};
}
