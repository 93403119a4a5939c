import { ENDPOINTS } from '../api/endpoints';
import { readAccountBalance, readExchangeRates, type AccountBalance, type ExchangeRate } from '../api/money';
import { breathing } from '../foundation/breathe';
import { asTangoError, isTangoError } from '../foundation/errors';
import { quote, type Quote } from '../money/quote';
import type { OrderItem } from './orderItem';
import type { OrderPlan } from './plan';

/** An order's price and what its account holds before and after it. */
export interface Price extends Partial<Quote> {
	readonly account: AccountBalance | undefined;
	readonly balanceAfter: number | undefined;
}

/**
 * Prices of a run's orders, in its order: each account's balance goes down from item to item. `isFree` tells
 * which orders cost nothing, as they exist already. Only reads.
 */
export async function priceOrders(
	plans: readonly OrderPlan[],
	isFree: (plan: OrderPlan) => boolean,
): Promise<Map<number, Price>> {
	const accounts = await readAccounts(plans);
	const rates = await readRates(plans, accounts);
	const left = new Map([...accounts].map(([id, account]) => [id, account?.currentBalance]));
	const breathe = breathing(plans[0]?.call.signal);
	const prices = new Map<number, Price>();
	for (const plan of plans) {
		await breathe();
		const { accountIdentifier, amount } = plan.params;
		const account = accounts.get(accountIdentifier);
		const price = account && plan.entry && quote(amount, plan.entry.reward, account.currencyCode, rates);
		const before = left.get(accountIdentifier);
		const balanceAfter =
			price && before !== undefined ? subtract(before, isFree(plan) ? 0 : price.cost) : undefined;
		if (balanceAfter !== undefined) left.set(accountIdentifier, balanceAfter);
		prices.set(plan.itemIndex, { ...price, account, balanceAfter });
	}
	return prices;
}

async function readAccounts(plans: readonly OrderPlan[]): Promise<Map<string, AccountBalance | undefined>> {
	const accounts = new Map<string, AccountBalance | undefined>();
	for (const { params, tango, call } of plans) {
		const { accountIdentifier } = params;
		if (accounts.has(accountIdentifier)) continue;
		accounts.set(accountIdentifier, await readAccount(accountIdentifier, { tango, call }));
	}
	return accounts;
}

/** One that is not there has no balance; that it is missing is a problem of the plan. */
async function readAccount(
	accountIdentifier: string,
	{ tango, call }: Pick<OrderItem, 'tango' | 'call'>,
): Promise<AccountBalance | undefined> {
	try {
		const { json } = await tango.send(ENDPOINTS.getAccount, { path: { accountIdentifier } }, call);
		return readAccountBalance(json);
	} catch (error) {
		if (isTangoError(error) && error.code === 'NOT_FOUND') return undefined;
		throw asTangoError(error);
	}
}

/** Asked for only when some reward is in another currency than its account. */
async function readRates(
	plans: readonly OrderPlan[],
	accounts: ReadonlyMap<string, AccountBalance | undefined>,
): Promise<ExchangeRate[]> {
	const foreign = plans.find(({ entry, params }) => {
		const currency = accounts.get(params.accountIdentifier)?.currencyCode;
		return entry?.reward.currencyCode !== undefined && entry.reward.currencyCode !== currency;
	});
	return foreign ? await ratesFor(foreign) : [];
}

async function ratesFor({ tango, call }: OrderItem): Promise<ExchangeRate[]> {
	const { json } = await tango.send(ENDPOINTS.listExchangeRates, {}, call);
	return readExchangeRates(json);
}

function subtract(balance: number, cost: number): number {
	return Math.round((balance - cost) * 100) / 100;
}
