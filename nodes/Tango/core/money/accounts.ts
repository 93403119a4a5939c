import { ENDPOINTS } from '../api/endpoints';
import { readAccountBalance, readExchangeRates, type AccountBalance, type ExchangeRate } from '../api/money';
import type { CallOptions, Client } from '../call/client';
import type { Clock } from '../foundation/clock';
import { concernsOneAnswer } from '../foundation/errors';

/** A bound for the memory of one connection. */
const MAX_KEPT = 10_000;
/** Prices in another currency are estimates anyway: "the rate at order time wins" (Tango, exchange rates). */
const KEEP_RATES_MS = 10 * 60_000;

/** What prices need to know of accounts. Each throws TangoError when it cannot be had. */
export interface Accounts {
	/** Asked for anew every time; undefined when the answer tells neither balance nor currency. */
	balance(accountIdentifier: string, call: CallOptions): Promise<AccountBalance | undefined>;
	/** An account never changes its currency, so it is asked for once. */
	currency(accountIdentifier: string, call: CallOptions): Promise<string | undefined>;
	rates(call: CallOptions): Promise<readonly ExchangeRate[]>;
}

/** The accounts of one connection. */
export function createAccounts(client: Client, clock: Clock): Accounts {
	const currencies = new Map<string, string>();
	let rates: readonly ExchangeRate[] = [];
	let ratesAt = -Infinity;

	async function balance(accountIdentifier: string, call: CallOptions) {
		const { json } = await client.send(ENDPOINTS.getAccount, { path: { accountIdentifier } }, call);
		const account = readAccountBalance(json);
		if (currencies.size >= MAX_KEPT) currencies.clear();
		if (account) currencies.set(accountIdentifier.toLowerCase(), account.currencyCode);
		return account;
	}

	return {
		balance,
		currency: async (accountIdentifier, call) =>
			currencies.get(accountIdentifier.toLowerCase()) ??
			(await balance(accountIdentifier, call))?.currencyCode,
		rates: async (call) => {
			if (rates.length === 0 || clock.now() - ratesAt > KEEP_RATES_MS) {
				const { json } = await client.send(ENDPOINTS.listExchangeRates, {}, call);
				rates = readExchangeRates(json);
				ratesAt = clock.now();
			}
			return rates;
		},
	};
}

/** The account's currency, or undefined when Tango does not tell. Throws what no other request would get past either. */
export async function accountCurrency(
	accounts: Accounts,
	accountIdentifier: string,
	call: CallOptions,
): Promise<string | undefined> {
	return await accounts.currency(accountIdentifier, call).catch((error: unknown) => {
		if (concernsOneAnswer(error)) return undefined;
		throw error;
	});
}
