import { describe, expect, it } from 'vitest';

import { country, currency } from '../../../../nodes/Tango/n8n/fields/codes.ts';
import { listOf, manyOf } from '../../../../nodes/Tango/n8n/fields/many.ts';
import { text } from '../../../../nodes/Tango/n8n/fields/text.ts';
import { entry, read } from '../../support/fields.ts';

describe('a field of several values', () => {
	const texts = listOf(text({}, { max: 5 }));

	it.each([
		['a, b;c\n d ,', ['a', 'b', 'c', 'd']],
		[
			['a', 'b', 'a'],
			['a', 'b'],
		],
		[7, ['7']],
		[{ __rl: true, mode: 'id', value: 'a,b' }, ['a', 'b']],
	])('takes %j', (given, values) => {
		expect(read(texts, given)).toEqual(values);
	});

	it.each([undefined, null, ''])('is not set by %j', (nothing) => {
		expect(read(texts, nothing)).toBeUndefined();
	});

	it.each([
		[[], 'is empty'],
		[', ,', 'is empty'],
		[['a', undefined], 'is empty in one of its entries'],
		['a,abcdef', 'is longer than 5 characters'],
		[[['a']], 'must be text, but is a list'],
	])('refuses %j', (given, words) => {
		expect(read(texts, given)).toBe(words);
	});
});

describe('a menu with several entries', () => {
	const menu = manyOf({ 'gift card': entry('Gift Card'), promo: entry('Promo') });

	it.each([
		[['promo'], ['promo']],
		['Gift Card', ['gift card']],
		['promo, gift card', ['promo', 'gift card']],
		[[], 'is empty'],
		['voucher', 'must be of gift card, promo, but is "voucher"'],
		[[7], 'must be of gift card, promo, but is 7'],
	])('makes %j of what is given', (given, value) => {
		expect(read(menu, given)).toEqual(value);
	});
});

describe('a country or a currency', () => {
	it.each([
		[country(), 'usa', 'US'],
		[currency(), '€', 'EUR'],
		[country(), '', undefined],
		[country(), 'Narnia', 'is "Narnia", which is not a country: write its two letters, such as US'],
		[currency(), '%', 'is "%", which is not a currency: write its three letters, such as USD'],
	])('is read as people write it: %#', (field, given, value) => {
		expect(read(field, given)).toBe(value);
	});
});
