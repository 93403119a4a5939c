import type { IDataObject } from 'n8n-workflow';
import { readRecord, type JsonRecord } from '../../core';
import { dataObject, pick } from '../../n8n/run/output';

const ACCOUNT_FIELDS = ['accountIdentifier', 'displayName', 'currencyCode', 'status', 'accountNumber'];

/** One customer with its accounts, or as Tango sends it. */
export function customerOutput(customer: JsonRecord, simplify: boolean): IDataObject {
	if (!simplify) return dataObject(customer);
	const { accounts } = customer;
	return {
		...pick(customer, ['customerIdentifier', 'displayName', 'status', 'createdAt']),
		...(Array.isArray(accounts)
			? {
					accountCount: accounts.length,
					accounts: accounts.map((account) => pick(readRecord(account), ACCOUNT_FIELDS)),
				}
			: {}),
	};
}
