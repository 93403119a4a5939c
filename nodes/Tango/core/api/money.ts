import { z } from 'zod/v4';

/** Many times the pairs of currencies that Tango knows. */
const MAX_RATES = 10_000;

/** One rate: 1 unit of `baseCurrency` (the account's) buys `baseFx` units of `rewardCurrency`. */
const exchangeRate = z.looseObject({
	baseCurrency: z.string(),
	rewardCurrency: z.string(),
	// A number on the wire, a string in the specification.
	baseFx: z.coerce.number().positive(),
});

export type ExchangeRate = z.infer<typeof exchangeRate>;

export function readExchangeRates(json: unknown): ExchangeRate[] {
	const answer = z.looseObject({ exchangeRates: z.array(z.unknown()).catch([]) }).safeParse(json);
	return (answer.data?.exchangeRates ?? [])
		.slice(0, MAX_RATES)
		.flatMap((entry) => exchangeRate.safeParse(entry).data ?? []);
}

const account = z.looseObject({ currencyCode: z.string(), currentBalance: z.number() });

export type AccountBalance = z.infer<typeof account>;

/** Undefined when the answer tells neither currency nor balance. */
export function readAccountBalance(json: unknown): AccountBalance | undefined {
	return account.safeParse(json).data;
}
