import { describe, expect, it } from 'vitest';

import { smallestOf, totalProblems } from '../../../../nodes/Tango/core/money/runTotal.ts';
import { nothingSpent } from '../../support/spending.ts';

const charge = (itemIndex: number, cost: number, currency = 'USD') => ({
	itemIndex,
	expense: { externalRefID: `t1${itemIndex}`, currency, cost },
});

describe('the total of a run', () => {
	it('holds for each currency with what was spent before, and refuses none that is exempt from it', () => {
		const spending = nothingSpent();
		spending.reserve(charge(9, 50).expense, Infinity);
		const charges = [charge(0, 30), charge(1, 60, 'EUR'), { ...charge(2, 21), isExempt: true }];
		expect(totalProblems({ spending, limit: 101 }, charges).size).toBe(0);
		const beyond = totalProblems({ spending, limit: 100 }, charges);
		expect([...beyond].map(([index, { message }]) => `${index} ${message}`)).toEqual([
			'0 INVALID_INPUT: maximumTotal is 100 USD, but the items of this execution come to 101 USD',
		]);
	});

	it('has the smallest of as many limits as a run may have items', () => {
		expect(smallestOf(Array.from({ length: 300_000 }, (_, index) => (index === 7 ? 3 : index + 10)))).toBe(3);
		expect(smallestOf([undefined, 5, undefined])).toBe(5);
		expect(smallestOf([undefined])).toBe(Infinity);
	});
});
