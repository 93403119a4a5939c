import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
	differencesOf,
	type AskedOrder,
	type ToldOrder,
} from '../../../../nodes/Tango/core/orders/differences.ts';

const ASKED: AskedOrder = {
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	amount: 25,
	recipient: { email: 'jane@example.com' },
};

const FOUND: ToldOrder = {
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	denomination: { value: 25 },
	recipient: { email: 'jane@example.com' },
};

describe('differencesOf', () => {
	it('finds none in the order that was asked for', () => {
		expect(differencesOf(ASKED, FOUND)).toEqual([]);
	});

	it.each<[string, ToldOrder, { field: string; asked: string; found: string }]>([
		['another item', { utid: 'U154092' }, { field: 'utid', asked: 'U666425', found: 'U154092' }],
		['another amount', { denomination: { value: 5 } }, { field: 'amount', asked: '25.00', found: '5.00' }],
		['a cent more', { denomination: { value: 25.01 } }, { field: 'amount', asked: '25.00', found: '25.01' }],
		[
			'another account',
			{ accountIdentifier: 'acme-eur' },
			{ field: 'accountIdentifier', asked: 'acme-usd', found: 'acme-eur' },
		],
		[
			'another recipient',
			{ recipient: { email: 'john@example.com' } },
			{ field: 'recipientEmail', asked: 'jane@example.com', found: 'john@example.com' },
		],
	])('names %s, with what was asked and what is there', (_what, found, difference) => {
		expect(differencesOf(ASKED, { ...FOUND, ...found })).toEqual([difference]);
	});

	it.each<[string, ToldOrder]>([
		['the case of the item', { utid: 'u666425' }],
		['the case of the account', { accountIdentifier: 'ACME-USD' }],
		['case and blanks of the address', { recipient: { email: ' Jane@Example.com ' } }],
		['a third decimal that is noise', { denomination: { value: 25.000_000_001 } }],
	])('does not mind %s', (_what, found) => {
		expect(differencesOf(ASKED, { ...FOUND, ...found })).toEqual([]);
	});

	it.each<[string, ToldOrder]>([
		['nothing', {}],
		[
			'empty texts, as Tango sends for unset fields',
			{ utid: '', accountIdentifier: '', recipient: { email: '' } },
		],
		['an amount without a value', { denomination: {} }],
	])('counts %s in the answer as equal: what is missing proves nothing', (_what, found) => {
		expect(differencesOf(ASKED, found)).toEqual([]);
	});

	it('does not hold a recipient against an order that was asked for without one', () => {
		expect(differencesOf({ ...ASKED, recipient: undefined }, FOUND)).toEqual([]);
	});

	it('counts an amount of 0 in the answer as an amount', () => {
		expect(differencesOf(ASKED, { denomination: { value: 0 } })).toMatchObject([
			{ field: 'amount', found: '0.00' },
		]);
	});

	it('names all differences at once', () => {
		const other = {
			accountIdentifier: 'other-usd',
			utid: 'U1',
			denomination: { value: 1 },
			recipient: { email: 'x@y.z' },
		};
		expect(differencesOf(ASKED, other).map(({ field }) => field)).toEqual([
			'utid',
			'amount',
			'accountIdentifier',
			'recipientEmail',
		]);
	});

	it('finds every other amount of whole cents', () => {
		const cents = fc.integer({ min: 1, max: 99_999_999 });
		fc.assert(
			fc.property(cents, cents, (asked, found) => {
				const differences = differencesOf(
					{ ...ASKED, amount: asked / 100 },
					{ denomination: { value: found / 100 } },
				);
				expect(differences.length).toBe(asked === found ? 0 : 1);
			}),
		);
	});
});
