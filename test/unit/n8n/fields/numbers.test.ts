import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LIST_FIELDS } from '../../../../nodes/Tango/n8n/fields/listFields.ts';
import { amount, moneyLimit, seconds, wholeNumber } from '../../../../nodes/Tango/n8n/fields/numbers.ts';
import { read } from '../../support/fields.ts';

const LIMIT = moneyLimit({ default: 100 });
const TIMEOUT = seconds(300, { default: 15 });
const ATTEMPTS = wholeNumber({ min: 1, max: 5, words: 'from 1 to 5' }, { default: 5 });
const EVERY = [amount({}), LIMIT, TIMEOUT, ATTEMPTS, LIST_FIELDS.limit];

describe('an amount', () => {
	it.each<[unknown, number]>([
		[25, 25],
		['25', 25],
		['25.5', 25.5],
		['25.00', 25],
		[' \u00a025.00\u200b ', 25],
		['0.01', 0.01],
		['007.50', 7.5],
		['999999.99', 999_999.99],
	])('is read from %j', (value, expected) => {
		expect(read(amount({}), value)).toBe(expected);
	});

	it.each<[unknown, string]>([
		['1,000.00', 'must be a number, but is "1,000.00": write 1000.00'],
		['２５．５０', 'must be a number, but is "２５．５０": write 25.50'],
		['1,234,567.8', 'must be a number, but is "1,234,567.8": write 1234567.8'],
		['1.000,00', 'must be a number, but is "1.000,00": write 1000.00'],
		['25,00', 'must be a number, but is "25,00": write 25.00'],
		['25,5', 'must be a number, but is "25,5": write 25.5'],
		['25.000', 'must be a number, but is "25.000": write 25000 or 25'],
		['25,000', 'must be a number, but is "25,000": write 25000 or 25'],
		['1.234.567', 'must be a number, but is "1.234.567": write 1234567'],
		['25.125', 'must be a number, but is "25.125": write 25125 or at most 2 digits behind the point'],
		['1 000', 'must be a number, but is "1 000": write 1000'],
		['1\u202f000,50', 'must be a number, but is "1 000,50": write 1000.50'],
		["1'000.00", 'must be a number, but is "1\'000.00": write 1000.00'],
		['€25', 'must be a number, but is "€25": write 25, without the sign'],
		['25,00 €', 'must be a number, but is "25,00 €": write 25.00, without the sign'],
		['USD 25.00', 'must be a number, but is "USD 25.00": write 25.00, without the sign'],
		['25usd', 'must be a number, but is "25usd": write 25, without the sign'],
		['$1,000.00', 'must be a number, but is "$1,000.00": write 1000.00, without the sign'],
		['+25', 'must be a number, but is "+25": write 25, without the sign'],
		['25%', 'must be a number, but is "25%": write a number such as 25.00'],
		['25¢', 'must be a number, but is "25¢": write a number such as 25.00'],
		['25 ct', 'must be a number, but is "25 ct": write a number such as 25.00'],
		['25k', 'must be a number, but is "25k": write a number such as 25.00'],
		['2 Mio', 'must be a number, but is "2 Mio": write a number such as 25.00'],
		['R$ 25', 'must be a number, but is "R$ 25": write 25, without the sign'],
		['US$25', 'must be a number, but is "US$25": write 25, without the sign'],
		['25kr', 'must be a number, but is "25kr": write 25, without the sign'],
		['1e1', 'must be a number, but is "1e1": write the number out, such as 25.00'],
		['1E+3', 'must be a number, but is "1E+3": write the number out, such as 25.00'],
		['0x19', 'must be a number, but is "0x19": write the number out, such as 25.00'],
		['0b11', 'must be a number, but is "0b11": write the number out, such as 25.00'],
		['.5', 'must be a number, but is ".5": write 0.5'],
		['25.', 'must be a number, but is "25.": write 25'],
		['ten', 'must be a number, but is "ten": write a number such as 25.00'],
		['25 or 30', 'must be a number, but is "25 or 30": write a number such as 25.00'],
		['(25)', 'must be a number, but is "(25)": write a number such as 25.00'],
		['٢٥', 'must be a number, but is "٢٥": write a number such as 25.00'],
		['２５', 'must be a number, but is "２５": write 25'],
		['25.1234', 'is 25.1234, but Tango takes at most 6 digits before the point and 2 after it'],
		['Infinity', 'must be a number, but is "Infinity": write a number such as 25.00'],
		['undefined', 'holds "undefined": the expression found no value'],
		[
			'{{ $json.amount }}',
			'holds "{{ $json.amount }}": this is an expression as text. Choose Expression above the field',
		],
		['#REF!', 'holds "#REF!": a formula in the sheet failed'],
		['-5', 'must be a number above 0'],
		[0.1 + 0.2, 'is 0.30000000000000004, but Tango takes at most 6 digits before the point and 2 after it'],
	])('is not read from %j', (value, problem) => {
		expect(read(amount({}), value)).toBe(problem);
	});

	it('is read from a decimal whose further places say nothing', () => {
		expect(read(amount({}), '0.060')).toBe(0.06);
		expect(read(amount({}), '25.0000')).toBe(25);
	});

	it('is read from every plain decimal with at most two places, and from nothing else', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 99_999_999 }),
				fc.constantFrom('', ' ', '\u00a0'),
				(cents, blank) => {
					expect(read(amount({}), `${blank}${(cents / 100).toFixed(2)}${blank}`)).toBe(cents / 100);
				},
			),
		);
		const signs = fc.array(fc.constantFrom(..."0123456789.,-+eExX '€_"), { maxLength: 9 });
		fc.assert(
			fc.property(signs, (parts) => {
				const text = parts.join('');
				const plain = /^0*\d{1,6}(\.\d{1,2}0*)?$/.test(text.trim()) && Number(text) > 0;
				if (!plain) expect(read(amount({}), text)).toEqual(expect.any(String));
			}),
			{ numRuns: 2_000, examples: [['0.060'.split('')]] },
		);
	});
});

describe('every number', () => {
	it.each<[unknown, string]>([
		['', 'is empty'],
		['\u200b', 'is empty'],
		[null, 'is empty'],
		[undefined, 'is empty'],
		[NaN, 'holds "NaN": the expression found no value'],
		[Infinity, 'holds "Infinity": the expression found no value'],
		[true, 'must be a number, but is true'],
		[[], 'must be a number, but is a list'],
		[[25], 'must be a number, but is a list'],
		[{}, 'must be a number, but is an object. Choose one of its values'],
		[new Date(0), 'must be a number, but is a date'],
	])('is not %j', (value, problem) => {
		for (const field of EVERY) expect(read(field, value)).toBe(problem);
	});

	it.each(['0x5', '1e0', '0b11', '0o5', '5,0', '+5', '5.', '1_0'])('is not the text %s', (text) => {
		for (const field of EVERY) expect(read(field, text)).toContain(`"${text}"`);
	});

	it('is the same as text', () => {
		expect(read(LIMIT, '99.50')).toBe(99.5);
		expect(read(TIMEOUT, '1.5')).toBe(1.5);
		expect(read(TIMEOUT, '1.125')).toBe(1.125);
		expect(read(ATTEMPTS, ' 5 ')).toBe(5);
	});

	it('that limits money has at most two places', () => {
		expect(read(LIMIT, 99.999)).toBe('is 99.999, but takes at most 2 digits after the point');
		expect(read(LIMIT, 1e-9)).toBe('is 1e-9, but takes at most 2 digits after the point');
		expect(read(LIMIT, '1.000')).toBe('must be a number, but is "1.000": write 1000 or 1');
	});

	it('is shown shortened where it is long', () => {
		expect(read(LIMIT, '9'.repeat(1_000_000))).toBe('is longer than 10000 characters');
		expect(String(read(LIMIT, 'x'.repeat(5_000))).length).toBeLessThan(140);
	});
});
