import type { INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { byId, order, rows, runTango } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

async function run(resource: string, operation: string, parameters: INodeParameters = {}) {
	return await runTango(sandbox, {
		type: 'tangoCatalog',
		parameters: { resource, operation, simplify: true, options: {}, ...parameters },
	});
}

test('rewards come one item each with their brand, and only those that can be ordered', async () => {
	const { done } = await run('reward', 'getMany', { returnAll: true, filters: {} });
	expect(done.map(({ json }) => json)).toContainEqual(
		expect.objectContaining({
			utid: 'U666425',
			rewardName: 'Amazon.com Gift Card',
			brandName: 'Amazon.com',
			brandKey: 'B916708',
			currencyCode: 'USD',
			minValue: 0.01,
			maxValue: 2000,
		}),
	);
	expect(done.every(({ json }) => json.status === 'active')).toBe(true);
});

test('rewards are filtered by country, currency and part of the name, whatever the case', async () => {
	const { done } = await run('reward', 'getMany', {
		returnAll: true,
		filters: { currencyCode: 'usd', rewardName: 'amc', country: 'us' },
	});
	expect(done.map(({ json }) => json.utid).sort()).toEqual(['U154092', 'U652361', 'U913336']);
});

test.each([
	[{ country: 'USA', brandName: 'theatres amc' }, ['U154092', 'U652361', 'U913336']],
	[{ country: 'United Kingdom', currencyCode: '£' }, ['U173016']],
	[{ currencyCode: '€', rewardName: 'books sandbox' }, ['U900102']],
])('rewards are filtered by what people write: %j', async (filters, utids) => {
	const { done } = await run('reward', 'getMany', { returnAll: true, filters });
	expect(done.map(({ json }) => json.utid).sort()).toEqual(utids);
});

test.each([
	[{ country: 'Narnia' }, 'Country is "Narnia", which is not a country: write its two letters, such as US'],
	[{ currencyCode: '%' }, 'Currency is "%", which is not a currency: write its three letters, such as USD'],
])('a filter that nobody can understand is an error instead of no rewards: %j', async (filters, words) => {
	const { error } = await run('reward', 'getMany', { returnAll: true, filters });
	expect(error?.message).toContain(words);
});

test('a limit is kept', async () => {
	expect((await run('reward', 'getMany', { returnAll: false, limit: 2, filters: {} })).done).toHaveLength(2);
});

test('one reward and one brand are got by their keys', async () => {
	const reward = await run('reward', 'get', { utid: byId('u666425') });
	const brand = await run('brand', 'get', { brandKey: 'B916708' });
	expect(reward.done[0]?.json).toMatchObject({ utid: 'U666425', brandName: 'Amazon.com' });
	expect(brand.done[0]?.json).toMatchObject({ brandKey: 'B916708', brandName: 'Amazon.com', rewardCount: 1 });
});

test('an unknown reward or brand is named', async () => {
	expect((await run('reward', 'get', { utid: byId('U999999') })).error?.description).toContain(
		'No reward U999999 in your Tango catalog',
	);
	expect((await run('brand', 'get', { brandKey: 'B000000' })).error?.description).toContain(
		'No brand B000000 in your Tango catalog',
	);
});

test('raw output keeps what Tango sends', async () => {
	const { done } = await run('brand', 'getMany', {
		returnAll: true,
		simplify: false,
		filters: { brandName: 'amazon.com' },
	});
	expect(done[0]?.json).toHaveProperty('items');
});

test('the catalog is asked for once, however many nodes and items need it', async () => {
	await runTango(sandbox, { items: rows(5), parameters: order() });
	expect(sandbox.log.filter(({ path }) => path.endsWith('/catalogs'))).toHaveLength(1);
});

test('an edited credential of the same platform loads no further catalog', async () => {
	for (const requestsPerSecond of [997, 998]) {
		const parameters = {
			resource: 'brand',
			operation: 'get',
			brandKey: 'B916708',
			simplify: true,
			options: {},
		};
		const credential = { requestsPerSecond };
		const { done } = await runTango(sandbox, { type: 'tangoCatalog', parameters, credential });
		expect(done).toHaveLength(1);
	}
	expect(sandbox.log.filter(({ path }) => path.endsWith('/catalogs'))).toHaveLength(1);
});

test.each([
	['category', {}, { description: 'Retail', identifier: '6b0f3c1e-0d5a-4d6e-9f0a-0c2a7a1f4b01' }],
	['credentialType', {}, { credentialType: 'pin' }],
	[
		'country',
		{ countriesFor: 'rewards', filters: { countries: 'united', preferredCurrencies: '£' } },
		{
			countryName: 'United Kingdom',
			twoLetterCode: 'GB',
			threeLetterCode: 'GBR',
			preferredCurrency: 'GBP',
		},
	],
	[
		'country',
		{ countriesFor: 'textMessages' },
		{ countryName: 'Canada', isoCode: 'CA', countryCode: '1', languageCode: 'en' },
	],
	[
		'exchangeRate',
		{ filters: { baseCurrency: 'usd', rewardCurrency: ['€', 'GBP'] } },
		expect.objectContaining({ baseCurrency: 'USD', rewardCurrency: 'EUR', baseFx: 0.92 }),
	],
	[
		'choiceProduct',
		{ filters: { countries: 'Germany', currencyCode: 'EUR' } },
		{ rewardName: 'Reward Link EUR', utid: 'U561594', currencyCode: 'EUR', countries: ['DE', 'FR', 'IT'] },
	],
])('a list of the resource %s: %j', async (resource, parameters, row) => {
	const { done } = await run(resource, 'getMany', { returnAll: true, filters: {}, ...parameters });
	expect(done.map(({ json }) => json)).toContainEqual(row);
	expect(sandbox.violations).toEqual([]);
});

test('a choice product is got, and what can be chosen comes one reward each, filtered as all rewards are', async () => {
	const { done } = await run('choiceProduct', 'get', { utid: byId('U561594') });
	expect(done[0]?.json).toMatchObject({ rewardName: 'Reward Link EUR' });
	const chosen = await run('choiceProduct', 'getCatalog', {
		choiceProductUtid: byId('U561594'),
		returnAll: true,
		filters: { country: 'Italy', rewardName: 'apple' },
	});
	expect(chosen.done.map(({ json }) => json.utid)).toEqual(['U468761']);
});

test.each([
	[{ itemAttribute: ['ADDRESS'] }, ['U900201']],
	[{ rewardType: 'Promo, cash equivalent' }, ['U420079', 'U900301']],
	[{ categoryIds: byId('6b0f3c1e-0d5a-4d6e-9f0a-0c2a7a1f4b03') }, ['U761382']],
	[{ status: 'inactive' }, ['U900101']],
	[{ brandKey: 'b468761', status: '' }, ['U468761']],
])('rewards are filtered by menus and lists: %j', async (filters, utids) => {
	const { done } = await run('reward', 'getMany', { returnAll: true, filters });
	expect(done.map(({ json }) => json.utid).sort()).toEqual(utids);
});
