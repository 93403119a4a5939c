import type { GenericValue } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { orderHint } from '../../../../nodes/Tango/Orders/order/orderHint.ts';

const ALL_DONE = { failed: 0, unknown: 0 };
const placed = (amountCharged: GenericValue, chargedCurrencyCode = 'USD') => ({
	replayed: false,
	attempts: 1,
	amountCharged,
	chargedCurrencyCode,
});
const known = { replayed: true, attempts: 1, amountCharged: 25, chargedCurrencyCode: 'USD' };

describe('the hint after a run', () => {
	it('says how many were placed and what they cost, by currency', () => {
		expect(orderHint([placed(25), placed(0.1), placed(0.2), placed(10, 'EUR')], ALL_DONE)).toBe(
			'4 of 4 orders were placed, for 25.30 USD and 10.00 EUR in all.',
		);
	});

	it('counts what existed and cost nothing, what failed and what is not known', () => {
		expect(orderHint([placed(25), known], { failed: 2, unknown: 1 })).toBe(
			'1 of 5 orders were placed, for 25.00 USD in all. ' +
				'1 of 5 orders existed already; nothing was paid again for them. ' +
				'2 of 5 failed, and nothing was paid for them: "error" says why. ' +
				'Of 1 of 5 it is not known: "message" says how to settle it.',
		);
	});

	it('counts an order that was found after a lost answer as placed by this run', () => {
		expect(orderHint([{ ...known, attempts: 2 }, placed(5)], ALL_DONE)).toMatch(/^2 of 2 orders were placed/);
	});

	it('reads the price where the output is as Tango sends it, fee included', () => {
		const raw = { value: 25, total: 26, currencyCode: 'USD' };
		expect(orderHint([placed(raw), placed(raw)], ALL_DONE)).toContain('for 52.00 USD in all');
	});

	it('claims no sum that it does not know', () => {
		expect(orderHint([placed(25), placed(undefined)], ALL_DONE)).toContain('for what "amountCharged" says');
	});

	it('leaves one order to its row, unless it existed', () => {
		expect(orderHint([placed(25)], ALL_DONE)).toBeUndefined();
		expect(orderHint([known], ALL_DONE)).toBe(
			'1 of 1 orders existed already; nothing was paid again for them.',
		);
	});
});
