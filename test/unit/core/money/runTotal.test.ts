import { describe, expect, it } from 'vitest';

import { breathing } from '../../../../nodes/Tango/core/foundation/breathe.ts';
import { smallestOf, totalProblems } from '../../../../nodes/Tango/core/money/runTotal.ts';
import { nothingSpent } from '../../support/spending.ts';

const charge = (itemIndex: number, cost: number, currency = 'USD') => ({
	itemIndex,
	expense: { externalRefID: `t1${itemIndex}`, currency, cost },
});

const breathe = breathing();

describe('the total of a run', () => {
	it('holds for each currency with what was spent before, and refuses none that is exempt from it', async () => {
		const spending = nothingSpent();
		spending.reserve(charge(9, 50).expense, Infinity);
		const charges = [charge(0, 30), charge(1, 60, 'EUR'), { ...charge(2, 21), isExempt: true }];
		expect((await totalProblems({ spending, limit: 101 }, charges, breathe)).size).toBe(0);
		const beyond = await totalProblems({ spending, limit: 100 }, charges, breathe);
		expect([...beyond].map(([index, { message }]) => `${index} ${message}`)).toEqual([
			'0 INVALID_INPUT: maximumTotal is 100 USD, but the items of this execution come to 101 USD',
		]);
	});

	it('stops where a run of many items is cancelled while they are added up', async () => {
		const cancel = new AbortController();
		const charges = Array.from({ length: 10 }, (_, index) => charge(index, 30));
		let looks = 0;
		const adding = totalProblems({ spending: nothingSpent(), limit: 1 }, charges, async () => {
			if (++looks === 15) cancel.abort();
			await breathing(cancel.signal)();
		});
		await expect(adding).rejects.toThrow('CANCELLED');
	});

	it('has the smallest of as many limits as a run may have items', () => {
		expect(smallestOf(Array.from({ length: 300_000 }, (_, index) => (index === 7 ? 3 : index + 10)))).toBe(3);
		expect(smallestOf([undefined, 5, undefined])).toBe(5);
		expect(smallestOf([undefined])).toBe(Infinity);
	});
});
