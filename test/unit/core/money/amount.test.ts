import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { amountProblem } from '../../../../nodes/Tango/core/money/amount.ts';
import type { Reward } from '../../../../nodes/Tango/core/api/catalog.ts';

const RANGE: Reward = { utid: 'U1', rewardName: 'Amazon', currencyCode: 'USD', minValue: 1, maxValue: 500 };
const FIXED: Reward = { utid: 'U2', rewardName: 'AMC', currencyCode: 'USD', faceValue: 10 };
const WHOLE: Reward = { utid: 'U3', currencyCode: 'JPY', isWholeAmountValueRequired: true };

describe('an amount', () => {
	it.each([0, -1, -0.01, Number.NaN, Infinity, -Infinity])('of %d is none', (amount) => {
		expect(amountProblem(amount)).toBe('must be a number above 0');
	});

	it.each([0.001, 10.001, 0.1 + 0.2, 1_000_000, 1_234_567.89, 1e21, 1e-7])(
		'of %d has too many digits',
		(amount) => {
			expect(amountProblem(amount)).toBe(
				`is ${amount}, but Tango takes at most 6 digits before the point and 2 after it`,
			);
		},
	);

	it.each([0.01, 0.1, 1, 25, 99.99, 999_999, 999_999.99])('of %d is fine', (amount) => {
		expect(amountProblem(amount)).toBeUndefined();
	});
});

describe('an amount for a reward', () => {
	it.each<[number, Reward, string]>([
		[9.99, FIXED, 'is 9.99, but "AMC" has the fixed value 10 USD'],
		[0.99, RANGE, 'is 0.99, but "Amazon" takes 1 to 500 USD'],
		[500.01, RANGE, 'is 500.01, but "Amazon" takes 1 to 500 USD'],
		[0.5, { utid: 'U4', minValue: 1 }, 'is 0.5, but "U4" takes 1 to …'],
		[11, { utid: 'U5', maxValue: 10 }, 'is 11, but "U5" takes 0 to 10'],
		[10.5, WHOLE, 'is 10.5, but "U3" takes whole amounts only'],
		[9, { utid: 'U6', faceValue: 10 }, 'is 9, but "U6" has the fixed value 10'],
	])('of %d that does not fit says what does', (amount, reward, problem) => {
		expect(amountProblem(amount, reward)).toBe(problem);
	});

	it.each<[number, Reward]>([
		[10, FIXED],
		[1, RANGE],
		[500, RANGE],
		[10, WHOLE],
		[10.5, { utid: 'U7', isWholeAmountValueRequired: false }],
		[7.25, { utid: 'U8' }],
	])('of %d that fits has no problem', (amount, reward) => {
		expect(amountProblem(amount, reward)).toBeUndefined();
	});
});

describe('properties', () => {
	it('takes every number of cents up to 999,999.99, and nothing in between two cents', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 99_999_999 }), (cents) => {
				expect(amountProblem(cents / 100)).toBeUndefined();
				expect(amountProblem((cents + 0.5) / 100)).toBeDefined();
			}),
		);
	});

	it('lets nothing through that is not a whole number of cents within the range', () => {
		fc.assert(
			fc.property(fc.double(), (amount) => {
				if (amountProblem(amount, RANGE) !== undefined) return;
				expect(amount).toBeGreaterThanOrEqual(1);
				expect(amount).toBeLessThanOrEqual(500);
				expect(Number(amount.toFixed(2))).toBe(amount);
			}),
			{ numRuns: 1_000 },
		);
	});
});
