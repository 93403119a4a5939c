import { describe, expect, it } from 'vitest';

import { shownValue } from '../../../../nodes/Tango/n8n/words/shownValue.ts';

const circle: Record<string, unknown> = {};
circle.self = circle;

describe('a value that was given', () => {
	it.each<[string, unknown, string | undefined]>([
		['text', ' €25 ', '€25'],
		['text of several lines', 'a\nb\u202Ec', 'a b c'],
		['a number', 25.5, '25.5'],
		['no number', NaN, 'NaN'],
		['a switch', false, 'false'],
		['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
		['a date of Luxon’s', { toJSON: () => '2026-03-01T00:00:00.000Z' }, '2026-03-01T00:00:00.000Z'],
		['a list', ['a', 1], '["a",1]'],
		['an object', { a: { b: 1 } }, '{"a":{"b":1}}'],
		['the value of a field with a list', { __rl: true, mode: 'id', value: 'acme' }, 'acme'],
		['a field with a list that is empty', { __rl: true, mode: 'list', value: '' }, undefined],
		['nothing', undefined, undefined],
		['null', null, undefined],
		['empty text', '', undefined],
		['blanks', ' \u00A0\t', undefined],
		['a date that is none', new Date(NaN), 'Invalid Date'],
		['an object that holds itself', circle, undefined],
		['a function', () => 1, undefined],
		['a symbol', Symbol('x'), 'Symbol(x)'],
	])('is shown as people know it: %s', (_what, value, shown) => {
		expect(shownValue(value)).toBe(shown);
	});

	it('is shortened, and no sign is cut in half', () => {
		expect(shownValue('x'.repeat(60))).toBe('x'.repeat(60));
		expect(shownValue('x'.repeat(1_000_000))).toBe(`${'x'.repeat(60)}…`);
		expect(shownValue(`${'x'.repeat(59)}😀😀`)).toBe(`${'x'.repeat(59)}…`);
		expect(shownValue({ long: 'x'.repeat(100) })).toHaveLength(61);
	});
});
