import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { countryCode, countryNames, currencyCode } from '../../../../nodes/Tango/core/catalog/codes.ts';
import { searchFor } from '../../../../nodes/Tango/core/catalog/search.ts';

const finds = (wanted: string | undefined, text: string, isWorth?: (amount: number) => boolean) =>
	searchFor(wanted)(isWorth ? { text, isWorth } : { text });

describe('a search', () => {
	it.each([
		['AMC Theatres', 'AMC® Gift Card $25.00 AMC Theatres®'],
		['gift amazon', 'Amazon.com Gift Card'],
		['cafe', 'Café Bleu'],
		['CAFÉ', 'cafe bleu'],
		['cafe\u0301', 'Caf\u00e9 Bleu'],
		['macys', 'Macy’s'],
		['$', 'Amazon.com USD'],
		['£ amazon', 'Amazon.co.uk GBP'],
		['Amazon.com Gift Card · US', 'Amazon.com Gift Card US'],
		['  ', 'anything'],
		['·', 'anything'],
		[undefined, 'anything'],
	])('for %j finds %j', (wanted, text) => {
		expect(finds(wanted, text)).toBe(true);
	});

	it('finds nothing that lacks one of the words', () => {
		expect(finds('amazon theatres', 'Amazon.com Gift Card')).toBe(false);
	});

	it('takes a number for an amount, too', () => {
		const upTo2000 = (amount: number) => amount >= 0.01 && amount <= 2_000;
		expect(finds('amazon 25', 'Amazon.com Gift Card', upTo2000)).toBe(true);
		expect(finds('amazon $2,000', 'Amazon.com Gift Card USD', upTo2000)).toBe(true);
		expect(finds('amazon 2001', 'Amazon.com Gift Card', upTo2000)).toBe(false);
		expect(finds('amazon x25', 'Amazon.com Gift Card', upTo2000)).toBe(false);
	});

	it('finds the words of a text in any order and case', () => {
		const word = fc.stringMatching(/^[a-zäéñ0-9]{1,8}$/);
		fc.assert(
			fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.nat(), (words, turn) => {
				const turned = words.toSorted((one, other) => ((one + other).length * turn) % 3).join('  ');
				expect(finds(turned.toUpperCase(), words.join(' '))).toBe(true);
			}),
		);
	});

	it('bears a megabyte of text', () => {
		expect(finds('a '.repeat(500_000), 'a')).toBe(true);
	});
});

describe('a country', () => {
	it.each([
		['us', 'US'],
		['USA', 'US'],
		['United States', 'US'],
		['UK', 'GB'],
		['united kingdom', 'GB'],
		[' Deutschland', undefined],
		['Germany', 'DE'],
		['Côte d’Ivoire', 'CI'],
		['XQ', undefined],
		['nowhere', undefined],
	])('%j is %j', (written, code) => {
		expect(countryCode(written)).toBe(code);
	});

	it('is called by its code, its name and its aliases', () => {
		expect(countryNames('US')).toEqual(expect.arrayContaining(['US', 'United States', 'usa']));
		expect(countryNames('odd')).toEqual(['odd', '']);
	});
});

describe('a currency', () => {
	it.each([
		['usd', 'USD'],
		['$', 'USD'],
		['€', 'EUR'],
		['£', 'GBP'],
		['US Dollar', 'USD'],
		['euro', 'EUR'],
		['dollars', undefined],
	])('%j is %j', (written, code) => {
		expect(currencyCode(written)).toBe(code);
	});
});
