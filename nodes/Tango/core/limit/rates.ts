import { invalidCredentialsField } from '../foundation/errors';

/** What a credential allows. */
export interface Rates {
	readonly requestsPerSecond: number;
	/** Reads have a lane of their own with this rate; without it they share the common one. */
	readonly readsPerSecond?: number | undefined;
}

/** Throws TangoError INVALID_CREDENTIALS_FIELD on anything but a number above 0. */
export function checkRates({ requestsPerSecond, readsPerSecond }: Rates): void {
	if (!isRate(requestsPerSecond)) {
		throw invalidCredentialsField('requestsPerSecond', 'must be a number above 0');
	}
	if (readsPerSecond !== undefined && !isRate(readsPerSecond)) {
		throw invalidCredentialsField('readsPerSecond', 'must be a number above 0, or empty');
	}
}

function isRate(rate: number): boolean {
	return rate > 0 && rate < Number.POSITIVE_INFINITY;
}

/** Which rates are in use at the moment, and how often each. */
export interface RatesInUse {
	/** One more who uses it, or one less. */
	count(rate: number, by: 1 | -1): void;
	/** Undefined when none is in use. */
	lowest(): number | undefined;
}

export function createRatesInUse(): RatesInUse {
	const counts = new Map<number, number>();
	return {
		count: (rate, by) => {
			const count = (counts.get(rate) ?? 0) + by;
			if (count > 0) counts.set(rate, count);
			else counts.delete(rate);
		},
		lowest: () => (counts.size > 0 ? Math.min(...counts.keys()) : undefined),
	};
}
