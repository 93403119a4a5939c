import type { Reward } from '../api/catalog';
import type { ExchangeRate } from '../api/money';

export interface Quote {
	/** What the account is charged, fee included, in the account's currency. */
	readonly cost: number;
	/** Units of the reward's currency for one of the account's; absent in the same currency. */
	readonly exchangeRate: number | undefined;
}

/**
 * What a reward would cost. An estimate in another currency: "the rate at order time wins" (Tango, exchange
 * rates). Undefined when Tango gives no rate for the two currencies.
 */
export function quote(
	amount: number,
	reward: Pick<Reward, 'currencyCode' | 'fee'>,
	accountCurrency: string,
	rates: readonly ExchangeRate[],
): Quote | undefined {
	const rewardCurrency = reward.currencyCode ?? accountCurrency;
	if (rewardCurrency === accountCurrency)
		return { cost: withFee(amount, reward.fee), exchangeRate: undefined };
	const rate = rates.find(
		(one) => one.baseCurrency === accountCurrency && one.rewardCurrency === rewardCurrency,
	);
	return rate && { cost: withFee(toCents(amount / rate.baseFx), reward.fee), exchangeRate: rate.baseFx };
}

function withFee(value: number, fee: Reward['fee']): number {
	if (fee?.value === undefined) return toCents(value);
	return toCents(fee.type === 'PERCENT' ? value * (1 + fee.value / 100) : value + fee.value);
}

/** Whole cents, as sums of binary fractions drift. */
function toCents(value: number): number {
	return Math.round(value * 100) / 100;
}
