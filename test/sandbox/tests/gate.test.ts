import { describe, expect, it } from 'vitest';
import { Pace } from '../pace.ts';
import { basicHeader } from './support/client.ts';
import { orderBody } from './support/samples.ts';
import { client, inOwnSandbox, sandbox } from './support/ownSandbox.ts';

inOwnSandbox();

const forwarded = (value: string) => client.get('/accounts', { 'x-forwarded-for': value });

/** The only endpoint that is not played: card numbers do not belong here. */
const CARD = {
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	ipAddress: '127.0.0.1',
	label: 'Card',
	creditCard: { number: '4111111111111111', expiration: '2030-01', verificationNumber: '123' },
	billingAddress: {
		...{ firstName: 'Ada', lastName: 'Doe', addressLine1: 'Main Street 1', city: 'Seattle', state: 'WA' },
		...{ postalCode: '98116', country: 'US', emailAddress: 'ada@example.com' },
	},
};

describe('the load balancer', () => {
	it.each(['203.0.113.7', '203.0.113.7, 10.0.0.1', '2001:db8::1', '::ffff:10.1.2.3,10.0.0.1'])(
		'lets X-Forwarded-For %s through',
		async (value) => {
			expect((await forwarded(value)).status).toBe(200);
		},
	);

	it.each([
		'203.0.113.7:443',
		'203.0.113.7, 10.0.0.1:80',
		'[2001:db8::1]',
		'[2001:db8::1]:443',
		'unknown',
		'for=203.0.113.7',
		'fe80::1%eth0',
		'203.0.113.07',
		'203.0.113.7,',
		'',
	])('refuses X-Forwarded-For "%s" with its own page', async (value) => {
		const reply = await forwarded(value);
		expect(reply).toMatchObject({
			status: 403,
			headers: { server: 'awselb/2.0', 'content-type': 'text/html' },
		});
		expect(reply.text).toContain('<h1>403 Forbidden</h1>');
		expect(reply.headers['x-request-id']).toBeUndefined();
		expect(sandbox.violations).toHaveLength(1);
	});

	it('answers 463 to more than 30 addresses', async () => {
		const list = (length: number) => Array.from({ length }, () => '10.0.0.1').join(', ');
		expect((await forwarded(list(30))).status).toBe(200);
		expect((await forwarded(list(31))).status).toBe(463);
	});

	it('refuses before it looks at the order', async () => {
		await client.post('/orders', orderBody(), { 'x-forwarded-for': '10.0.0.1:80' });
		expect(sandbox.state.orders).toEqual([]);
	});
});

describe('headers', () => {
	it.each([
		['origin', 'https://shop.example'],
		['sec-fetch-mode', 'cors'],
	])('of a browser (%s) are refused with 403.001', async (name, value) => {
		const reply = await client.get('/accounts', { [name]: value });
		expect(reply).toMatchObject({ status: 403, json: { i18nKey: '403.001' } });
	});

	it('must accept JSON, if they say anything', async () => {
		expect((await client.get('/accounts', { accept: 'text/html' })).status).toBe(406);
		expect((await client.get('/accounts', { accept: 'text/html, */*' })).status).toBe(200);
		expect((await client.get('/accounts', { accept: 'application/json' })).status).toBe(200);
	});

	it('must name JSON as the content of a POST', async () => {
		const reply = await client.post('/orders', orderBody(), { 'content-type': 'text/plain' });
		expect(reply).toMatchObject({ status: 415, json: { i18nKey: '415.001' } });
		const utf8 = { 'content-type': 'application/json; charset=utf-8' };
		expect((await client.post('/orders', orderBody(), utf8)).status).toBe(201);
	});

	it('of every answer name the request, like the body of an error', async () => {
		const good = await client.get('/accounts');
		const bad = await client.get('/orders/none');
		expect(good.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
		expect(bad.json).toMatchObject({ requestId: bad.headers['x-request-id'] });
		expect(sandbox.log.map(({ requestId }) => requestId)).toEqual([
			good.headers['x-request-id'],
			bad.headers['x-request-id'],
		]);
	});
});

describe('the API facts', () => {
	it('are not broken by good requests', async () => {
		await client.post('/orders', orderBody({ externalRefID: 'ref-1' }));
		await client.get('/orders?externalRefID=ref-1&page=0&elementsPerBlock=5&sendEmail=true');
		await client.get('/accounts?currencyCode=USD&currencyCode=EUR&paginate=true&maxResults=2');
		await client.get('/catalogs?verbose=false&rewardType=gift%20card');
		expect(sandbox.violations).toEqual([]);
		expect(sandbox.log.every(({ status }) => status === 200 || status === 201)).toBe(true);
	});

	it.each([
		['/orders?reference=1', 'get /orders query: reference'],
		['/orders?page=first', 'get /orders query: page'],
		['/orders?status=DONE', 'get /orders query: status'],
		['/accounts?page=0', 'get /accounts query: page'],
		['/customers?paginate=maybe', 'get /customers query: paginate'],
		['/catalogs?rewardType=car', 'get /catalogs query: rewardType'],
	])('broken by GET %s are recorded and answered 400', async (path, fact) => {
		expect((await client.get(path)).status).toBe(400);
		expect(sandbox.violations).toEqual([expect.stringContaining(fact)]);
	});

	it('broken in a nested part of the body are recorded', async () => {
		const reply = await client.post(
			'/orders',
			orderBody({ recipient: { firstName: 'J', email: 'a@b.example', emailAddress: 'a@b.example' } }),
		);
		expect(reply).toMatchObject({
			status: 400,
			json: { errors: [{ path: 'recipient.emailAddress' }] },
		});
		expect(sandbox.violations).toEqual([expect.stringContaining('recipient.emailAddress')]);
	});

	it('broken by a body that is not JSON are recorded', async () => {
		expect(await client.post('/orders', '{')).toMatchObject({
			status: 400,
			json: { i18nKey: '400.501' },
		});
		expect(sandbox.violations).toHaveLength(1);
	});

	it('know which endpoints exist, played here or not', async () => {
		expect((await client.post('/creditCards', CARD)).status).toBe(404);
		expect(sandbox.violations).toEqual([]);
		expect((await client.get('/order/1')).status).toBe(404);
		expect(sandbox.violations).toEqual([expect.stringContaining('no such endpoint')]);
	});

	it('do not count a broken rule as a broken fact', async () => {
		expect((await client.post('/orders', orderBody({ amount: 5000 }))).status).toBe(400);
		expect(sandbox.violations).toEqual([]);
	});
});

describe('the rate limit', () => {
	it('is lifted by default', async () => {
		const replies = await Promise.all([1, 2, 3].map(() => client.get('/accounts')));
		expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
	});

	it('answers 429.008 to requests that come too close together', async () => {
		sandbox.setRateLimit(0.01);
		expect((await client.get('/accounts')).status).toBe(200);
		const soon = await client.post('/orders', orderBody());
		expect(soon).toMatchObject({
			status: 429,
			json: { i18nKey: '429.008', message: expect.stringContaining('TPS threshold reached') },
		});
		expect(sandbox.state).toMatchObject({ rateLimitHits: 1, orders: [] });
	});

	it('forgives 5 ms and measures from the last arrival, refused or not', () => {
		const pace = new Pace();
		pace.limit(1);
		const tooSoon = [0, 995, 1989, 2983, 3980].map((at) => pace.arrive('someone', at));
		expect(tooSoon).toEqual([false, false, true, true, false]);
	});

	it('counts both keys of a platform together, but not a token of the OAuth client', async () => {
		sandbox.setRateLimit(1);
		const { platformName, secondaryApiKey } = sandbox.basic;
		const second = basicHeader({ platformName, apiKey: secondaryApiKey });
		expect((await client.get('/accounts')).status).toBe(200);
		expect((await client.get('/accounts', { authorization: second })).status).toBe(429);
		const { token } = sandbox.state.access.issueToken('password', sandbox.oauth.audience, 60);
		expect((await client.get('/accounts', { authorization: `Bearer ${token}` })).status).toBe(200);
	});
});
