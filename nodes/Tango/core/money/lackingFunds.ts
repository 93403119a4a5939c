import type { CallOptions } from '../call/client';
import { isTangoError, TangoError } from '../foundation/errors';
import type { Accounts } from './accounts';

/** A payment as far as its account is concerned. */
export interface Payment {
	readonly accountIdentifier: string;
	/** In the account's currency; absent when it is not known. */
	readonly cost: number | undefined;
	readonly tango: { readonly accounts: Accounts };
	readonly call: CallOptions;
}

/**
 * An error that the account cannot pay, with what it holds and what is missing. Asked once per account of a run, as a
 * thousand rows may be refused; where Tango does not tell, the error stays as it is.
 */
export function tellingFunds(): (error: unknown, payment: Payment) => Promise<unknown> {
	const told = new Set<string>();
	return async (error, { accountIdentifier, cost, tango, call }) => {
		if (!isTangoError(error) || error.code !== 'INSUFFICIENT_FUNDS') return error;
		if (told.has(accountIdentifier)) return error;
		told.add(accountIdentifier);
		const account = await tango.accounts
			.balance(accountIdentifier, { ...call, maxAttempts: 1 })
			.catch(() => undefined);
		if (!account) return error;
		const { currentBalance: holds, currencyCode } = account;
		const missing = cost === undefined ? undefined : Math.round((cost - holds) * 100) / 100;
		// Somebody has put money in since.
		if (missing !== undefined && missing <= 0) return error;
		return new TangoError(error.code, { ...error.facts, funds: { holds, missing, currencyCode } });
	};
}
