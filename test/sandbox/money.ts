/** How much one unit of the account's currency buys: `RATES[base][reward]`. */
const UNITS_PER_USD: Readonly<Record<string, number>> = {
	USD: 1,
	EUR: 0.92,
	GBP: 0.79,
	CAD: 1.3599,
	AUD: 1.52,
};

export const CURRENCIES: readonly string[] = Object.keys(UNITS_PER_USD);

/** Tango's `baseFx`: 1 unit of `base` = so many units of `reward`. */
export function baseFx(base: string, reward: string): number | undefined {
	const from = UNITS_PER_USD[base];
	const to = UNITS_PER_USD[reward];
	return from === undefined || to === undefined ? undefined : round(to / from, 5);
}

/** Cents, because sums of binary fractions drift. */
export function toCents(amount: number): number {
	return Math.round(amount * 100);
}

export function fromCents(cents: number): number {
	return cents / 100;
}

export function round(value: number, decimals: number): number {
	const factor = 10 ** decimals;
	return Math.round(value * factor) / factor;
}
