import { describe, expect, it } from 'vitest';

import { createSpending } from '../../../../nodes/Tango/core/money/spending.ts';

const order = (externalRefID: string, cost: number, currency = 'USD') => ({ externalRefID, cost, currency });

/** Two turns of one execution: whatever the shelf holds has been through n8n's database in between. */
function twoTurns(shelf: Record<string, unknown> = {}) {
	return [createSpending(() => shelf), createSpending(() => shelf)] as const;
}

describe('what an execution has spent', () => {
	it('is counted over its turns, in cents and in each currency by itself', () => {
		const [first, second] = twoTurns();
		for (const name of ['a', 'b', 'c']) first.reserve(order(name, 0.1), 10);
		first.reserve(order('d', 5, 'EUR'), 10);
		expect(second.withAll('USD', [])).toBe(0.3);
		expect(second.withAll('USD', [order('e', 1.1)])).toBe(1.4);
		expect(second.withAll('EUR', [])).toBe(5);
	});

	it('counts an order that is asked for again once, even where it was saved and loaded', () => {
		const shelf: Record<string, unknown> = {};
		createSpending(() => shelf).reserve(order('a', 25), 100);
		const loaded: Record<string, unknown> = JSON.parse(JSON.stringify(shelf));
		const later = createSpending(() => loaded);
		later.reserve(order('a', 25), 25).giveBack();
		expect(later.withAll('USD', [order('a', 25), order('b', 1)])).toBe(26);
	});

	it('forgets what is given back, and keeps what came to more than was thought', () => {
		const [spending] = twoTurns();
		spending.reserve(order('a', 25), 100).giveBack();
		spending.reserve(order('b', 25), 100).raise(25.5);
		spending.reserve(order('c', 25), 100).raise(0);
		expect(spending.withAll('USD', [])).toBe(50.5);
	});

	it('refuses what two turns at the same time would spend together', () => {
		const [first, second] = twoTurns();
		first.reserve(order('a', 60), 100);
		expect(() => second.reserve(order('b', 60), 100)).toThrow(
			'maximumTotal is 100 USD, but the items of this execution come to 120 USD',
		);
		expect(second.withAll('USD', [])).toBe(60);
	});

	it.each(['__proto__', 'constructor', 'toString'])('never holds for a currency called %s', (currency) => {
		const [spending] = twoTurns();
		for (const name of ['a', 'b']) {
			const reserve = () => spending.reserve(order(name, 60, currency), 100);
			if (name === 'b') expect(reserve).toThrow('maximumTotal');
			else reserve();
		}
	});
});
