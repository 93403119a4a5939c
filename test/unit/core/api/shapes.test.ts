import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readCatalog } from '../../../../nodes/Tango/core/api/catalog.ts';
import { readOrder } from '../../../../nodes/Tango/core/api/order.ts';
import { isEmptyPage, readEntries, readPage, readRecord } from '../../../../nodes/Tango/core/api/page.ts';

const PAGE = { style: 'page', items: 'orders', maxPerRequest: 100 } as const;
const CURSOR = { style: 'cursor', items: 'items', maxPerRequest: 200 } as const;

describe('readOrder', () => {
	it('keeps what it does not know, as Tango may add fields at any time', () => {
		const order = {
			referenceOrderID: 'RA1',
			new: { a: [1] },
			reward: { redemptionInstructions: 'x' },
			denomination: { value: 1, fee: 2 },
		};
		expect(readOrder(order)).toEqual(order);
	});

	it('loses only the field that has another type than expected', () => {
		const order = {
			referenceOrderID: 7,
			status: 'COMPLETE',
			denomination: 'ten',
			amountCharged: { value: '1', total: 1 },
		};
		expect(readOrder(order)).toEqual({ status: 'COMPLETE', amountCharged: { total: 1 } });
	});

	it.each([undefined, null, 'text', 7, [], [{}]])('is empty for %j', (json) => {
		expect(readOrder(json)).toEqual({});
	});
});

describe('readCatalog', () => {
	const REWARD = { utid: 'U1', rewardName: 'Amazon', minValue: 1, maxValue: 5 };

	it('gives brands with their rewards, and the brand as Tango sent it', () => {
		const brand = { brandKey: 'B1', brandName: 'Amazon', status: 'active', terms: 'terms', items: [REWARD] };
		const rewards = [{ ...REWARD, raw: REWARD }];
		expect(readCatalog({ brands: [brand] })).toMatchObject([
			{ brandKey: 'B1', brandName: 'Amazon', status: 'active', categories: [], rewards, raw: brand },
		]);
	});

	it('leaves out what cannot be identified, and nothing else', () => {
		const brands = [
			null,
			{ brandName: 'nameless' },
			{ brandKey: 'B1', items: [{ rewardName: 'x' }, 'x', REWARD] },
			{ brandKey: 'B2' },
		];
		expect(readCatalog({ brands })).toMatchObject([
			{ brandKey: 'B1', rewards: [REWARD] },
			{ brandKey: 'B2', rewards: [] },
		]);
	});

	it('keeps a reward whose fields are of another type, without those fields but as they came', () => {
		const raw = { utid: 'U1', minValue: '1', countries: 'US' };
		const [brand] = readCatalog({ brands: [{ brandKey: 'B1', items: [raw] }] });
		expect(brand?.rewards).toEqual([{ utid: 'U1', minValue: undefined, countries: undefined, raw }]);
	});

	it.each([undefined, null, [], 'x', {}, { brands: 'x' }])('is empty for %j', (json) => {
		expect(readCatalog(json)).toEqual([]);
	});
});

describe('readPage', () => {
	it('reads entries and count of the page style', () => {
		expect(readPage({ page: { totalCount: 7 }, orders: [{ a: 1 }] }, PAGE)).toEqual({
			items: [{ a: 1 }],
			totalCount: 7,
		});
	});

	it.each([
		[{ items: [], nextCursor: 'x', nextPageAvailable: true }, 'x'],
		[{ items: [], nextCursor: 'x' }, 'x'],
		[{ items: [], nextCursor: 'x', nextPageAvailable: false }, undefined],
		[{ items: [], nextCursor: '', nextPageAvailable: true }, undefined],
		[{ items: [], nextCursor: null }, undefined],
		[{ items: [] }, undefined],
	])('of the cursor style %j goes on at %j', (json, nextCursor) => {
		expect(readPage(json, CURSOR)).toEqual({ items: [], nextCursor });
	});

	it('takes a bare array for the whole list', () => {
		expect(readPage([{ a: 1 }], PAGE)).toEqual({ items: [{ a: 1 }] });
	});

	it('leaves out entries that are no objects', () => {
		expect(readPage({ orders: [null, 'x', [], { a: 1 }] }, PAGE).items).toEqual([{ a: 1 }]);
	});

	it.each([undefined, null, 'x', {}, { orders: {} }])('has no entries in %j', (json) => {
		expect(readPage(json, PAGE).items).toEqual([]);
	});
});

describe('isEmptyPage', () => {
	it.each([{ orders: [] }, { orders: [], page: { totalCount: 0 } }, { orders: [], page: 'x' }])(
		'takes %j for a list with nothing in it',
		(json) => {
			expect(isEmptyPage(json, PAGE)).toBe(true);
		},
	);

	it.each<[unknown]>([
		[undefined],
		[null],
		[[]],
		['x'],
		[{}],
		[{ orders: {} }],
		[{ orders: [null] }],
		[{ orders: [{}] }],
		[{ items: [] }],
		[{ orders: [], page: { totalCount: 1 } }],
	])('does not take %j for one', (json) => {
		expect(isEmptyPage(json, PAGE)).toBe(false);
	});
});

describe('all of them', () => {
	it('never throw, whatever JSON they get', () => {
		const json = fc.oneof(
			fc.jsonValue(),
			fc.dictionary(
				fc.constantFrom('brands', 'items', 'orders', 'page', 'reward', '__proto__', 'nextCursor'),
				fc.jsonValue(),
			),
		);
		fc.assert(
			fc.property(json, (value) => {
				readOrder(value);
				readRecord(value);
				expect(Array.isArray(readCatalog(value))).toBe(true);
				expect(Array.isArray(readPage(value, PAGE).items)).toBe(true);
				expect(Array.isArray(readPage(value, CURSOR).items)).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('an answer whose wrapping is not known', () => {
	it.each([
		[[{ isoCode: 'US' }, 'odd'], [{ isoCode: 'US' }]],
		[{ maxResults: 1, mobileCountries: [{ isoCode: 'US' }] }, [{ isoCode: 'US' }]],
		[{ isoCode: 'US' }, [{ isoCode: 'US' }]],
		[{}, []],
		['odd', []],
	])('is read as it comes: %j', (json, entries) => {
		expect(readEntries(json)).toEqual(entries);
	});
});
