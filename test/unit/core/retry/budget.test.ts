import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createRetryBudget, createRetryBudgets } from '../../../../nodes/Tango/core/retry/budget.ts';

function times(count: number, action: () => void): void {
	for (let done = 0; done < count; done++) action();
}

describe('a retry budget', () => {
	it('allows retries from the start', () => {
		expect(createRetryBudget().allowsRetry()).toBe(true);
	});

	it('allows a retry after nineteen failures in a row, and none after twenty', () => {
		const budget = createRetryBudget();
		times(19, budget.failure);
		expect(budget.allowsRetry()).toBe(true);
		budget.failure();
		expect(budget.allowsRetry()).toBe(false);
	});

	it('recovers with one good answer, however long the outage was', () => {
		const budget = createRetryBudget();
		times(500, budget.failure);
		expect(budget.allowsRetry()).toBe(false);
		budget.success();
		expect(budget.allowsRetry()).toBe(true);
	});

	it('saves nothing up in good times', () => {
		const budget = createRetryBudget();
		times(500, budget.success);
		times(20, budget.failure);
		expect(budget.allowsRetry()).toBe(false);
	});

	it('is not used up by looking', () => {
		const budget = createRetryBudget();
		times(100, () => budget.allowsRetry());
		expect(budget.allowsRetry()).toBe(true);
	});

	it('lasts for ever while every second attempt succeeds', () => {
		const budget = createRetryBudget();
		times(1000, () => {
			budget.failure();
			budget.success();
			expect(budget.allowsRetry()).toBe(true);
		});
	});

	it('is practically never empty while a third of all attempts fails at random', () => {
		fc.assert(
			fc.property(fc.infiniteStream(fc.nat(2)), (draws) => {
				const budget = createRetryBudget();
				times(2_000, () => {
					if (draws.next().value === 0) budget.failure();
					else budget.success();
					expect(budget.allowsRetry()).toBe(true);
				});
			}),
			{ numRuns: 20 },
		);
	});

	it('keeps an outage of any length to nineteen retries', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 5 }), (calls, maxAttempts) => {
				const budget = createRetryBudget();
				let retries = 0;
				times(calls, () => {
					for (let attempt = 1; attempt <= maxAttempts; attempt++) {
						budget.failure();
						if (attempt === maxAttempts || !budget.allowsRetry()) break;
						retries++;
					}
				});
				expect(retries).toBeLessThanOrEqual(19);
			}),
		);
	});

	it('counts failures against successes, between empty and full, for every history', () => {
		fc.assert(
			fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (history) => {
				const budget = createRetryBudget();
				let tokens = 20;
				for (const good of history) {
					if (good) budget.success();
					else budget.failure();
					tokens = good ? Math.min(20, tokens + 1) : Math.max(0, tokens - 1);
					expect(budget.allowsRetry()).toBe(tokens > 0);
				}
			}),
		);
	});
});

describe('budgets per platform', () => {
	it('are the same object for the same platform and separate for others', () => {
		const budgetFor = createRetryBudgets();
		expect(budgetFor('a')).toBe(budgetFor('a'));
		times(20, budgetFor('a').failure);
		expect(budgetFor('a').allowsRetry()).toBe(false);
		expect(budgetFor('b').allowsRetry()).toBe(true);
	});

	it('forget the platform that was not asked for longest', () => {
		const budgetFor = createRetryBudgets(2);
		const [a, b] = [budgetFor('a'), budgetFor('b')];
		budgetFor('a');
		budgetFor('c');
		expect(budgetFor('a')).toBe(a);
		expect(budgetFor('b')).not.toBe(b);
	});
});
