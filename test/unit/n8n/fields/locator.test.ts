import { describe, expect, it } from 'vitest';

import { optional } from '../../../../nodes/Tango/n8n/fields/locator.ts';
import { customer } from '../../../../nodes/Tango/n8n/fields/locators.ts';
import { border, checkBorders } from '../../../../nodes/Tango/n8n/fields/numbers.ts';
import { read } from '../../support/fields.ts';

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });

describe('a filter by an ID that is chosen', () => {
	const filter = optional(customer());

	it.each([
		['acme-rewards', 'acme-rewards'],
		[byId('acme-rewards'), 'acme-rewards'],
		[byId(''), undefined],
		['', undefined],
	])('reads %j, as a text of an older workflow, too', (given, value) => {
		expect(read(filter, given)).toBe(value);
	});

	it.each([undefined, byId(undefined), byId(null)])(
		'is no filter that was left out where an expression found nothing: %j',
		(given) => {
			expect(read(filter, given)).toBe('is empty');
		},
	);

	it('need not be filled in', () => {
		expect(filter.form.required).toBeUndefined();
	});
});

describe('the borders of a filter', () => {
	const told = (filters: Record<string, unknown>) => {
		const problems: string[] = [];
		checkBorders(filters, ['min', 'max'], (field, message) => problems.push(`${field} ${message}`));
		return problems;
	};

	it('may be any number, with two digits after the point', () => {
		expect(read(border(), '-5.25')).toBe(-5.25);
		expect(read(border(), 0.125)).toContain('at most 2 digits');
	});

	it('leave something between them', () => {
		expect([told({ min: 5, max: 5 }), told({ min: 5 }), told({ max: 5 })]).toEqual([[], [], []]);
		expect(told({ min: 5, max: 4.5 })).toEqual(['max is 4.5, below the lower limit of 5']);
	});
});
