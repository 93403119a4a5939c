import { describe, expect, it } from 'vitest';

import { searchFor } from '../../../../nodes/Tango/core/index.ts';
import {
	brandRow,
	categoryRow,
	choiceProductRow,
	countryRow,
	currencyRow,
	rewardRow,
} from '../../../../nodes/Tango/n8n/node/catalogRows.ts';
import {
	accountRow,
	alertRow,
	bulkOrderRow,
	creditCardRow,
	customerRow,
	foreignAccountRow,
	lineItemRow,
	orderRow,
	standardTemplateRow,
	templateRow,
	told,
} from '../../../../nodes/Tango/n8n/node/listRows.ts';

const AMAZON = {
	reward: {
		utid: 'U666425',
		rewardName: 'Amazon.com Gift Card',
		currencyCode: 'USD',
		minValue: 0.01,
		maxValue: 2_000,
		countries: ['US'],
	},
	brand: {
		brandKey: 'B916708',
		brandName: 'Amazon.com',
		status: 'active',
		categories: [],
		rewards: [],
		raw: {},
	},
};

describe('a row', () => {
	it('of a line item and of its order shows what people know of it, and a status that is not the usual one', () => {
		const entry = {
			referenceLineItemID: 'RA1-1',
			referenceOrderID: 'RA1',
			rewardName: 'Reward Link',
			amountIssued: { value: 25, currencyCode: 'USD' },
			recipient: { firstName: 'Jane', lastName: 'Doe' },
			dateIssued: '2026-11-25T09:00:00Z',
			status: 'CANCELLED',
		};
		const label = 'Reward Link · Jane Doe · 25.00 USD · 2026-11-25 · CANCELLED';
		expect(lineItemRow(entry)).toMatchObject({ label, value: 'RA1-1' });
		expect(orderRow({ ...entry, status: 'COMPLETE' })).toMatchObject({
			label: 'Reward Link · Jane Doe · 25.00 USD · 2026-11-25',
			value: 'RA1',
		});
		expect(lineItemRow({ referenceLineItemID: 'RA1-1', recipient: 7 }).label).toBe('RA1-1');
	});

	it.each([
		[{ etid: 'E1', name: 'Thanks' }, 'Thanks · E1'],
		[{ etid: 'E1', name: 'Thanks', defaults: [] }, 'Thanks · E1'],
		[
			{ etid: 'E1', name: 'Thanks', defaults: [{ type: 'PLATFORM' }, { type: 'ACCOUNT', identifier: 'a' }] },
			'Thanks · default of the platform, a · E1',
		],
		[{ etid: 'E1', name: null, defaults: 'none' }, 'E1'],
	])('of a template says its name and whose default it is: %#', (template, label) => {
		expect(templateRow(template)).toMatchObject({ label, value: 'E1' });
	});

	it.each([
		[
			{ totalLineItemsRows: 1000, amountCharged: { total: 25_000, currencyCode: 'USD' }, campaign: 'Spring' },
			'2026-11-25 · 1000 rewards · 25,000.00 USD · Spring',
		],
		[{ totalLineItemsRows: 1, orderStatus: 'COMPLETE' }, '2026-11-25 · 1 reward'],
		[{ amountCharged: 'none', orderStatus: 'PARTIAL' }, '2026-11-25 · PARTIAL'],
	])('of a bulk order says when it was placed and how much it is: %#', (entry, label) => {
		const order = { externalRefID: 't1', createdAt: '2026-11-25T09:00:00Z', ...entry };
		expect(bulkOrderRow(order)).toMatchObject({ label, value: 't1' });
	});

	it('of a template that is Tango’s own, and of an account of another customer, says so', () => {
		expect(standardTemplateRow()).toMatchObject({
			label: 'Tango’s own template · E000000',
			value: 'E000000',
		});
		expect(foreignAccountRow('acme-usd').label).toBe('acme-usd · not an account of this customer');
	});

	it('of an account shows its balance', () => {
		const account = {
			accountIdentifier: 'acme-usd',
			displayName: 'Acme US Dollar',
			currencyCode: 'USD',
			currentBalance: 998_070,
		};
		expect(accountRow(account)).toMatchObject({
			label: 'Acme US Dollar · 998,070.00 USD',
			value: 'acme-usd',
		});
	});

	it.each([
		[{ accountIdentifier: 'a', displayName: 'Acme' }, 'Acme'],
		[{ accountIdentifier: 'a' }, 'a'],
		[{ accountIdentifier: 'a', displayName: null, currencyCode: 'USD' }, 'a · USD'],
	])('of an account leaves out what Tango leaves out: %j', (account, label) => {
		expect(accountRow(account).label).toBe(label);
	});

	it('of a reward shows country, range and currency', () => {
		expect(rewardRow(AMAZON)).toMatchObject({
			label: 'Amazon.com Gift Card · US · 0.01–2,000 USD',
			value: 'U666425',
		});
	});

	it('of a reward with one value or many countries shows both shortly', () => {
		const { label } = rewardRow({
			...AMAZON,
			reward: { utid: 'U1', currencyCode: 'EUR', faceValue: 15, countries: ['AT', 'DE', 'FR', 'IT', 'NL'] },
		});
		expect(label).toBe('Amazon.com · AT, DE, FR and 2 more · 15 EUR');
	});

	it('of a customer or a card shows its ID, and never says undefined', () => {
		expect(customerRow({ customerIdentifier: 'acme', displayName: 'Acme' }).label).toBe('Acme · acme');
		expect(customerRow({ customerIdentifier: 'acme' }).label).toBe('acme');
		expect(creditCardRow({ token: 't-1' }).label).toBe('t-1');
		expect(creditCardRow({ token: 't-1', label: 'Visa', lastFourDigits: '1111' }).label).toBe(
			'Visa (…1111) · t-1',
		);
	});

	it.each([
		[
			alertRow({ balanceAlertID: 'a1', balanceAlertDisplayName: 'Low', balanceAlertThreshold: 1500 }),
			'Low · below 1,500.00',
		],
		[alertRow({ balanceAlertID: 'a1' }), 'a1'],
		[brandRow({ ...AMAZON.brand, categories: [{ description: 'Retail' }] }), 'Amazon.com · Retail · B916708'],
		[categoryRow({ identifier: 'c1', description: 'Retail' }), 'Retail'],
		[choiceProductRow({ utid: 'U1', rewardName: 'Reward Link', countries: ['US'] }), 'Reward Link · US'],
		[
			countryRow({ twoLetterCode: 'GB', countryName: 'United Kingdom', preferredCurrency: 'GBP' }),
			'United Kingdom · GB · GBP',
		],
		[currencyRow('EUR'), 'Euro · EUR'],
		[currencyRow('points'), 'points'],
	])('says what a person knows it by: %#', ({ label }, words) => {
		expect(label).toBe(words);
	});

	it('that looks like another is told apart by its ID', () => {
		const rows = ['a', 'b'].map((accountIdentifier) =>
			accountRow({ accountIdentifier, displayName: 'Acme' }),
		);
		expect(told(rows).map(({ label }) => label)).toEqual(['Acme · a', 'Acme · b']);
	});
});

describe('the search', () => {
	it.each([
		'amazon 25',
		'gift amazon',
		'usa',
		'united states gift',
		'U666425',
		'b916708',
		'$ amazon',
		'2,000',
	])('finds the reward by %j', (wanted) => {
		expect(searchFor(wanted)(rewardRow(AMAZON))).toBe(true);
	});

	it.each(['amazon 2500', 'amazon eur', 'france'])('does not find it by %j', (wanted) => {
		expect(searchFor(wanted)(rewardRow(AMAZON))).toBe(false);
	});

	it('finds an account by its ID and its currency’s sign', () => {
		const account = { accountIdentifier: 'main-7', displayName: 'Acme', currencyCode: 'EUR' };
		expect(['main-7', '€ acme'].every((wanted) => searchFor(wanted)(accountRow(account)))).toBe(true);
	});
});
