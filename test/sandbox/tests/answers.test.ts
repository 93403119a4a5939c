import { describe, expect, it } from 'vitest';
import type { Verb } from '../facts/document.ts';
import { SEEDED_ALERT } from '../seed.ts';
import { brokenAnswerFacts } from '../facts/answerFacts.ts';
import { type Reply } from './support/client.ts';
import { orderBody } from './support/samples.ts';
import { client, inOwnSandbox, sandbox } from './support/ownSandbox.ts';

inOwnSandbox();

const newAccount = {
	accountIdentifier: 'acme-gbp',
	displayName: 'Acme Pound',
	contactEmail: 'finance@example.com',
	currencyCode: 'GBP',
};
const newCustomer = { customerIdentifier: 'initech', displayName: 'Initech Rewards' };

const newAlert = { balanceAlertDisplayName: 'Running low', balanceAlertThreshold: 250 };
const ACCOUNT = '/customers/{customerIdentifier}/accounts/{accountIdentifier}';
const ALERTS = `${ACCOUNT}/lowbalance`;
const ONE_ALERT = `${ALERTS}/{balanceAlertID}`;

/** method, path as in the facts, request path, body, wanted status. */
const EXCHANGES: [Verb, string, string, unknown, number][] = [
	['get', '/customers', '/customers', undefined, 200],
	['get', '/customers', '/customers?paginate=true&maxResults=1', undefined, 200],
	['post', '/customers', '/customers', newCustomer, 201],
	['post', '/customers', '/customers', { ...newCustomer, displayName: 'x' }, 400],
	['post', '/customers', '/customers', { ...newCustomer, customerIdentifier: 'globex-hr' }, 409],
	['get', '/customers/{customerIdentifier}', '/customers/acme-rewards', undefined, 200],
	['get', '/customers/{customerIdentifier}', '/customers/nobody', undefined, 404],
	['get', '/customers/{customerIdentifier}/accounts', '/customers/acme-rewards/accounts', undefined, 200],
	['post', '/customers/{customerIdentifier}/accounts', '/customers/acme-rewards/accounts', newAccount, 201],
	[
		'post',
		'/customers/{customerIdentifier}/accounts',
		'/customers/acme-rewards/accounts',
		{ ...newAccount, accountIdentifier: 'acme-usd' },
		409,
	],
	['patch', ACCOUNT, '/customers/acme-rewards/accounts/acme-usd', { displayName: 'Acme Dollars' }, 200],
	['patch', ACCOUNT, '/customers/acme-rewards/accounts/globex-usd', { displayName: 'Globex' }, 404],
	['get', ALERTS, '/customers/acme-rewards/accounts/acme-usd/lowbalance', undefined, 200],
	['post', ALERTS, '/customers/acme-rewards/accounts/acme-usd/lowbalance', newAlert, 200],
	['get', ONE_ALERT, `/customers/acme-rewards/accounts/acme-usd/lowbalance/${SEEDED_ALERT}`, undefined, 200],
	['patch', ONE_ALERT, `/customers/acme-rewards/accounts/acme-usd/lowbalance/${SEEDED_ALERT}`, newAlert, 200],
	[
		'delete',
		ONE_ALERT,
		`/customers/acme-rewards/accounts/acme-usd/lowbalance/${SEEDED_ALERT}`,
		undefined,
		200,
	],
	['get', '/accounts', '/accounts', undefined, 200],
	['get', '/accounts', '/accounts?paginate=true', undefined, 200],
	['get', '/accounts/{accountIdentifier}', '/accounts/acme-usd', undefined, 200],
	['get', '/accounts/{accountIdentifier}', '/accounts/nowhere', undefined, 404],
	['get', '/catalogs', '/catalogs', undefined, 200],
	['get', '/catalogs', '/catalogs?verbose=false', undefined, 200],
	['get', '/choiceProducts', '/choiceProducts?currencyCode=USD', undefined, 200],
	['get', '/choiceProducts/{utid}', '/choiceProducts/u561593', undefined, 200],
	['get', '/choiceProducts/{utid}', '/choiceProducts/U666425', undefined, 400],
	['get', '/choiceProducts/{choiceProductUtid}/catalog', '/choiceProducts/U561594/catalog', undefined, 200],
	['get', '/brandCategories', '/brandCategories', undefined, 200],
	['get', '/credentialtypes', '/credentialtypes', undefined, 200],
	['get', '/mobileCountries', '/mobileCountries', undefined, 200],
	['get', '/rewardCountries', '/rewardCountries?countries=united&maxResults=1', undefined, 200],
	['get', '/exchangerates', '/exchangerates', undefined, 200],
	['get', '/exchangerates', '/exchangerates?paginate=true&baseCurrency=USD&maxResults=2', undefined, 200],
	['post', '/orders', '/orders', orderBody({ externalRefID: 'ref-1' }), 201],
	['post', '/orders', '/orders', orderBody({ externalRefID: 'known' }), 200],
	['post', '/orders', '/orders', orderBody({ utid: 'U468761' }), 201],
	['post', '/orders', '/orders', orderBody({ amount: 5000 }), 400],
	[
		'post',
		'/orders',
		'/orders',
		orderBody({ customerIdentifier: 'globex-hr', accountIdentifier: 'globex-usd' }),
		402,
	],
	['get', '/orders', '/orders', undefined, 200],
	['get', '/orders', '/orders?elementsPerBlock=1000', undefined, 400],
	['get', '/orders/{referenceOrderID}', '/orders/RA000000-0-0', undefined, 404],
];

function exchange(verb: Verb, path: string, body: unknown): Promise<Reply> {
	return verb === 'get' ? client.get(path) : client.send(verb.toUpperCase(), path, body);
}

describe('answers', () => {
	it.each(EXCHANGES)('to %s %s keep to the API facts (%s)', async (verb, template, path, body, status) => {
		await client.post('/orders', orderBody({ externalRefID: 'known' }));
		const reply = await exchange(verb, path, body);
		expect(reply.status).toBe(status);
		expect(brokenAnswerFacts(verb, template, status, reply.json)).toEqual([]);
	});

	it('show an order in detail with its reward', async () => {
		await client.post('/orders', orderBody());
		const id = sandbox.state.orders[0]?.referenceOrderID ?? '';
		const reply = await client.get(`/orders/${id}`);
		expect(brokenAnswerFacts('get', '/orders/{referenceOrderID}', 200, reply.json)).toEqual([]);
		expect(reply.json).toMatchObject({ referenceOrderID: id, accountNumber: 'A10000001' });
		expect(reply.text).toContain('FAKE-');
	});

	it('would be caught if they invented a field', () => {
		const invented = { accountIdentifier: 'a', invented: true };
		expect(brokenAnswerFacts('get', '/accounts/{accountIdentifier}', 200, invented)).toContainEqual(
			expect.stringContaining('invented'),
		);
	});
});

describe('customers and accounts', () => {
	it('refuse in the short error shape below /customers and in the main shape elsewhere', async () => {
		expect((await client.get('/customers/nobody')).json).toEqual({
			message: 'Customer not found',
			i18nKey: '404.002',
			i18nTokenReplacements: [],
		});
		expect((await client.get('/accounts/nowhere')).json).toMatchObject({
			httpCode: 404,
			httpPhrase: 'Not Found',
			path: '/raas/v2/accounts/nowhere',
			i18nKey: '404.003',
		});
	});

	it('remember what was created', async () => {
		await client.post('/customers', newCustomer);
		await client.post('/customers/initech/accounts', newAccount);
		expect((await client.get('/customers/initech')).json).toMatchObject({
			status: 'active',
			accounts: [{ accountIdentifier: 'acme-gbp', status: 'ACTIVE', currencyCode: 'GBP' }],
		});
		expect((await client.get('/accounts/acme-gbp')).json).toMatchObject({ currentBalance: 0 });
	});

	it('show the balance an order leaves', async () => {
		await client.post('/orders', orderBody({ amount: 0.1 }));
		await client.post('/orders', orderBody({ amount: 0.2 }));
		const reply = await client.get('/accounts/acme-usd');
		expect(reply.json).toMatchObject({ currentBalance: 999_999.7 });
	});

	it('can be filtered', async () => {
		const ids = async (query: string) => JSON.stringify((await client.get(`/accounts?${query}`)).json);
		expect(await ids('currencyCode=EUR')).not.toContain('acme-usd');
		expect(await ids('currencyCode=EUR&currencyCode=USD')).toContain('acme-usd');
		expect(await ids('maxBalance=100')).not.toContain('acme-usd');
		expect(await ids('status=FROZEN')).toBe('[]');
		const customers = await client.get('/customers?accountIdentifier=globex-usd');
		expect(customers.json).toMatchObject([{ customerIdentifier: 'globex-hr' }]);
	});

	it('are a bare list, or pages linked by cursors both ways', async () => {
		expect((await client.get('/accounts')).json).toHaveLength(3);
		const first = await client.get('/accounts?paginate=true&maxResults=2');
		expect(first.json).toMatchObject({
			numberOfElements: 2,
			maxResults: 2,
			prevPageAvailable: false,
			nextPageAvailable: true,
			items: [{ accountIdentifier: 'acme-usd' }, { accountIdentifier: 'acme-eur' }],
		});
		const cursor = /"nextCursor":"([^"]+)"/.exec(first.text)?.[1] ?? '';
		const second = await client.get(
			`/accounts?paginate=true&maxResults=2&nextCursor=${encodeURIComponent(cursor)}`,
		);
		expect(second.json).toMatchObject({
			prevPageAvailable: true,
			nextPageAvailable: false,
			items: [{ accountIdentifier: 'globex-usd' }],
		});
		const back = /"prevCursor":"([^"]+)"/.exec(second.text)?.[1] ?? '';
		const again = await client.get(
			`/accounts?paginate=true&maxResults=2&prevCursor=${encodeURIComponent(back)}`,
		);
		expect(again.json).toEqual(first.json);
	});

	it('refuse a foreign cursor and more than 200 results', async () => {
		expect((await client.get('/accounts?paginate=true&nextCursor=zzz')).status).toBe(400);
		expect((await client.get('/accounts?paginate=true&maxResults=201')).status).toBe(400);
	});
});

describe('the catalog', () => {
	it('offers fixed, variable, whole-amount, inactive and foreign rewards', async () => {
		const { text } = await client.get('/catalogs');
		for (const sign of [
			'"faceValue":10',
			'"minValue":0.01',
			'"isWholeAmountValueRequired":true',
			'"status":"inactive"',
			'"currencyCode":"EUR"',
			'"currencyCode":"GBP"',
		]) {
			expect(text).toContain(sign);
		}
		expect(text.match(/"utid"/g)?.length).toBeGreaterThan(12);
	});

	it('drops texts and images when not verbose', async () => {
		const full = await client.get('/catalogs?utid=U666425');
		const brief = await client.get('/catalogs?utid=U666425&verbose=false');
		expect(full.json).toMatchObject({ brands: [{ terms: expect.any(String), imageUrls: {} }] });
		for (const dropped of ['terms', 'imageUrls', 'disclaimer', 'brandRequirements']) {
			expect(brief.text).not.toContain(`"${dropped}"`);
		}
	});

	it.each([
		['brandKey=B725361', 3],
		['utid=U154092', 1],
		['currencyCode=GBP', 1],
		['country=IT', 3],
		['status=inactive', 1],
		['rewardType=reward%20link', 2],
		['rewardType=reward%20link&rewardType=payment-paypal', 3],
		['itemAttribute=ADDRESS', 1],
		['fulfillmentType=PHYSICAL', 1],
		['brandName=Nobody', 0],
	])('filters by %s', async (query, count) => {
		const { text } = await client.get(`/catalogs?${query}`);
		expect(text.match(/"utid"/g) ?? []).toHaveLength(count);
	});
});
