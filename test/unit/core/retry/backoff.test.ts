import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { backoffMs } from '../../../../nodes/Tango/core/retry/backoff.ts';

const lowest = () => 0;
const ALMOST_ONE = 1 - Number.EPSILON / 2;
const highest = () => ALMOST_ONE;
const unit = fc.double({ min: 0, max: ALMOST_ONE, noNaN: true });

describe('backoffMs', () => {
	it('has a floor that doubles from one second to 32 seconds and stays there', () => {
		expect([1, 2, 3, 4, 5, 6, 7, 1000].map((retry) => backoffMs(retry, lowest))).toEqual([
			1000, 2000, 4000, 8000, 16_000, 32_000, 32_000, 32_000,
		]);
	});

	it('adds at most the floor once more', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 50 }), unit, (retry, random) => {
				const floor = backoffMs(retry, lowest);
				const wait = backoffMs(retry, () => random);
				expect(wait).toBeCloseTo(floor * (1 + random), 6);
				expect(wait).toBeLessThanOrEqual(2 * floor);
			}),
		);
	});

	it('grows with every retry that five attempts can have, whatever the dice say', () => {
		fc.assert(
			fc.property(fc.constantFrom(1, 2, 3, 4, 5), unit, unit, (retry, first, second) => {
				fc.pre(first < 0.999_999_999);
				expect(backoffMs(retry + 1, () => second)).toBeGreaterThan(backoffMs(retry, () => first));
			}),
		);
	});

	it('spreads the waits: 1000 workers do not come back together', () => {
		const waits = Array.from({ length: 1000 }, (_, worker) => backoffMs(1, () => worker / 1000));
		expect(new Set(waits).size).toBe(1000);
		expect(Math.max(...waits) - Math.min(...waits)).toBeCloseTo(999);
	});

	it('keeps the four waits of a call within 30 seconds', () => {
		const total = [1, 2, 3, 4].reduce((sum, retry) => sum + backoffMs(retry, highest), 0);
		expect(total).toBeLessThanOrEqual(30_000);
	});

	it('takes a retry below 1 for the first', () => {
		expect(backoffMs(0, lowest)).toBe(1000);
		expect(backoffMs(-3, lowest)).toBe(1000);
	});
});
