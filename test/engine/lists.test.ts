import type { INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { searchList } from './support/editor.ts';
import { byId, order, rows, runTango } from './support/tango.ts';
import { prepare } from './support/walk/prepared.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** A credential of its own for each test, as lists are kept for a minute. */
let number = 0;
const fresh = () => ({ secondaryApiKey: `fake-key-${++number}` });

const names = async (list: string, filter?: string) =>
	(await searchList(sandbox, list, filter, undefined, fresh())).results.map(({ name }) => name);

test.each([
	['amazon 25', 'Amazon.com Gift Card · US · 0.01–2,000 USD'],
	['theatres AMC 25', 'AMC® Gift Card $25.00 · US · 25 USD'],
	['united kingdom', 'Amazon.co.uk Gift Card · GB · 0.01–1,000 GBP'],
	['u561593', 'Reward Link · US · 0.01–10,000 USD'],
])('a reward is found by what people type: %s', async (typed, name) => {
	expect(await names('searchRewards', typed)).toContain(name);
});

test.each([
	['searchBrands', 'amazon.com', 'Amazon.com · Retail · B916708'],
	['searchCategories', 'food', 'Food & Drink'],
	['searchChoiceProducts', 'germany', 'Reward Link EUR · DE, FR, IT · EUR'],
	['searchCountries', 'uk', 'United Kingdom · GB · GBP'],
	['searchCurrencies', 'pound', 'British Pound · GBP'],
])('%s lists what people know by its name, such as %s', async (list, typed, name) => {
	expect(await names(list, typed)).toEqual([name]);
});

/** What is listed while the form holds these values. */
async function namesWith(list: string, parameters: INodeParameters): Promise<string[]> {
	const found = await searchList(sandbox, list, undefined, undefined, fresh(), parameters);
	return found.results.map(({ name }) => name);
}

test('alerts are listed for the account that was chosen, and none without one', async () => {
	const accountIdentifier = byId('acme-usd');
	expect(await namesWith('searchAlerts', { accountIdentifier })).toEqual([]);
	expect(
		await namesWith('searchAlerts', { customerIdentifier: byId('acme-rewards'), accountIdentifier }),
	).toEqual(['Time to add funds · below 500.00']);
});

test('bulk orders are listed for the account that was chosen, and their line items apart from others', async () => {
	const item = await prepare(sandbox);
	const day = new Date().toISOString().slice(0, 10);
	const accountIdentifier = byId('acme-usd');
	expect(await namesWith('searchBulkOrders', { accountIdentifier })).toEqual([]);
	const chosen = { customerIdentifier: byId('acme-rewards'), accountIdentifier };
	expect(await namesWith('searchBulkOrders', chosen)).toEqual([`${day} · 2 rewards · 25.00 USD · PARTIAL`]);
	const { results } = await searchList(sandbox, 'searchBulkLineItems', undefined, undefined, fresh());
	expect(results).toEqual([
		{ name: `Amazon.com Gift Card · jane@example.com · 25.00 USD · ${day}`, value: item.bulkLineItemID },
	]);
});

test('an account that does not belong to the customer that is chosen is marked', async () => {
	const of = async (accountIdentifier: string, customerIdentifier = 'globex-hr') =>
		await namesWith('searchAccounts', {
			customerIdentifier: byId(customerIdentifier),
			accountIdentifier: byId(accountIdentifier),
		});
	expect(await of('acme-usd')).toEqual([
		'acme-usd · not an account of this customer',
		'Globex US Dollar · 20.00 USD',
	]);
	expect(await of('={{ $json.account }}')).toEqual(['Globex US Dollar · 20.00 USD']);
	expect(await of('GLOBEX-usd')).toEqual(['Globex US Dollar · 20.00 USD']);
});

test('a list within the filters goes by the other filters', async () => {
	const filters = { customerIdentifier: byId('globex-hr') };
	expect(await namesWith('searchAccounts', { filters })).toEqual(['Globex US Dollar · 20.00 USD']);
});

test('an account shows what it holds, and is found by its ID', async () => {
	expect(await names('searchAccounts', 'acme-usd')).toEqual(['Acme US Dollar · 1,000,000.00 USD']);
});

test('a long list comes in pages, and the search goes over all of it', async () => {
	for (let id = 0; id < 450; id += 1) {
		const customerIdentifier = `customer-${id}`;
		const displayName = `Café ${id}`;
		const createdAt = '2026-01-05T09:30:00.000Z';
		sandbox.state.customers.set(customerIdentifier, {
			customerIdentifier,
			displayName,
			status: 'active',
			createdAt,
		});
	}
	const credential = fresh();
	const seen = new Set<unknown>();
	const sizes: number[] = [];
	let token: string | undefined;
	do {
		const page = await searchList(sandbox, 'searchCustomers', 'cafe', token, credential);
		for (const { value } of page.results) seen.add(value);
		sizes.push(page.results.length);
		token = page.paginationToken;
	} while (token);
	expect(sizes).toEqual([200, 200, 50]);
	expect(seen.size).toBe(450);
	const found = await searchList(sandbox, 'searchCustomers', 'customer-449', undefined, credential);
	expect(found.results).toHaveLength(1);
});

test('the key strokes of a minute read the customers once', async () => {
	const credential = fresh();
	const before = sandbox.log.length;
	for (const typed of ['a', 'ac', 'acm', 'acme'])
		expect((await searchList(sandbox, 'searchCustomers', typed, undefined, credential)).results).toHaveLength(
			1,
		);
	expect(sandbox.log.slice(before).filter(({ path }) => path.endsWith('/customers'))).toHaveLength(1);
});

test.each([
	['tangoOrders', 'order', { campaign: 'no such campaign' }],
	['tangoCatalog', 'reward', { brandKey: 'B000000' }],
] as const)('%s, %s: filters that find nothing are told of in a hint', async (type, resource, filters) => {
	const many = { resource, operation: 'getMany', limit: 1, simplify: true };
	await runTango(sandbox, { items: rows(1), parameters: order() });
	const found = await runTango(sandbox, { type, parameters: { ...many, filters: {} } });
	expect(found.hints).toEqual([]);
	const { done, error, hints } = await runTango(sandbox, { type, parameters: { ...many, filters } });
	expect([done, error]).toEqual([[], undefined]);
	expect(hints).toEqual([expect.stringMatching(/^Tango has nothing that fits.*Filters/)]);
});
