import { ENDPOINTS, concernsOneAnswer, readRecord, type JsonRecord } from '../../core';
import type { ItemContext } from '../../n8n/run/operation';

/**
 * The accounts with the customer of each: Tango's own answer does not tell it, and an order needs both. Only for AI agents,
 * who cannot look it up in the editor. Where the customers cannot be had, the accounts are all there is.
 */
export async function ofCustomers(
	accounts: readonly JsonRecord[],
	{ tango, tool, call }: ItemContext,
): Promise<readonly JsonRecord[]> {
	if (!tool) return accounts;
	const customers = await tango.list(ENDPOINTS.listCustomers, {}, Infinity, call).catch((error: unknown) => {
		if (!concernsOneAnswer(error)) throw error;
		return [];
	});
	const owners = new Map<unknown, unknown>();
	for (const { customerIdentifier, accounts: own } of customers) {
		for (const account of Array.isArray(own) ? own : [])
			owners.set(readRecord(account).accountIdentifier, customerIdentifier);
	}
	return accounts.map((account) => ({
		...account,
		customerIdentifier: account.customerIdentifier ?? owners.get(account.accountIdentifier),
	}));
}
