import { describe, expect, it } from 'vitest';

import { checkRates, createRatesInUse } from '../../../../nodes/Tango/core/limit/rates.ts';

describe('a rate', () => {
	it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('of %f is refused by its field’s name', (rate) => {
		const refusal = (field: string, problem: string) =>
			expect.objectContaining({ code: 'INVALID_CREDENTIALS_FIELD', facts: { field, problem } });
		expect(() => checkRates({ requestsPerSecond: rate })).toThrow(
			refusal('requestsPerSecond', 'must be a number above 0'),
		);
		expect(() => checkRates({ requestsPerSecond: 1, readsPerSecond: rate })).toThrow(
			refusal('readsPerSecond', 'must be a number above 0, or empty'),
		);
	});

	it.each([{ readsPerSecond: undefined }, { readsPerSecond: 0.1 }, {}])('for reads may be %j', (reads) => {
		expect(() => checkRates({ requestsPerSecond: 0.5, ...reads })).not.toThrow();
	});
});

describe('rates in use', () => {
	it('count as often as they are used, and the lowest of them is known', () => {
		const rates = createRatesInUse();
		expect(rates.lowest()).toBeUndefined();
		for (const rate of [5, 1, 1]) rates.count(rate, 1);
		rates.count(1, -1);
		expect(rates.lowest()).toBe(1);
		rates.count(1, -1);
		expect(rates.lowest()).toBe(5);
		rates.count(5, -1);
		expect(rates.lowest()).toBeUndefined();
	});
});
