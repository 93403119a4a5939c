import { beforeEach, describe, expect, it } from 'vitest';
import { type LoggedRequest, startSandbox } from '../sandbox/server.ts';
import { forThisFile } from '../support/lifetime.ts';
import { ask, askMany, NOT_FRESH_MS, oauthStage, placeOrder } from '../support/oauthStage.ts';

/* The sandbox checks every proof with node:crypto; sandbox/tests/dpop.test.ts shows that it does. */

const ORDERS = { method: 'POST', path: '/orders' };
const TWO_MINUTES_MS = 120_000;

/** Set by a test that wants to do something after each request. */
let afterEachRequest: (request: LoggedRequest) => void = () => {};
const sandbox = await forThisFile(startSandbox({ onRequest: (request) => afterEachRequest(request) }));
beforeEach(() => {
	afterEachRequest = () => {};
	sandbox.reset();
	sandbox.state.dpop.mode = 'strict';
});

function claimsOf({ headers }: LoggedRequest): Record<string, unknown> {
	const [, claims = ''] = String(headers.dpop).split('.');
	return JSON.parse(Buffer.from(claims, 'base64url').toString());
}

const statuses = () => sandbox.log.map(({ path, status }) => `${path.split('/').at(-1)} ${status}`);

describe('with DPoP', () => {
	it('an order is placed with a bound token and a proof of its own for every attempt', async () => {
		sandbox.faults.next('status-503-before', 'reset-after', { match: ORDERS });
		const { open, apiRequests } = oauthStage(sandbox);
		expect(await placeOrder(open({ dpop: true }), 'survey-1')).toBe('ok');
		expect(sandbox.state.ordersFor('survey-1')).toHaveLength(1);
		expect(apiRequests()).toHaveLength(3);
		expect(new Set(sandbox.log.map((request) => claimsOf(request).jti)).size).toBe(4);
		expect(new Set(apiRequests().map(({ body }) => body)).size).toBe(1);
		expect(apiRequests().every(({ headers }) => headers.authorization?.startsWith('DPoP '))).toBe(true);
		expect(sandbox.violations).toEqual([]);
	});

	it('a hundred calls at the same time share one key and one token', async () => {
		const { open, tokenRequests } = oauthStage(sandbox);
		expect(await askMany(open({ dpop: true }), 100, 20)).toEqual(['ok']);
		expect(tokenRequests()).toHaveLength(1);
	});

	it('connections that share a token share its key', async () => {
		const { open, tokenRequests } = oauthStage(sandbox);
		expect(await ask(open({ dpop: true }))).toBe('ok');
		expect(await ask(open({ dpop: true }, { forwardedFor: '203.0.113.42' }))).toBe('ok');
		expect(tokenRequests()).toHaveLength(1);
	});

	it('another process has another key: a token and its proof are of no use to it', async () => {
		await ask(oauthStage(sandbox).open({ dpop: true }));
		await ask(oauthStage(sandbox).open({ dpop: true }));
		const keys = sandbox.state.tokensIssued.map(({ jkt }) => jkt);
		expect(new Set(keys).size).toBe(2);
		expect(keys).not.toContain(undefined);
	});

	it('a token that ended is renewed for the same key', async () => {
		const { clock, open } = oauthStage(sandbox);
		const tango = open({ dpop: true });
		expect(await ask(tango)).toBe('ok');
		sandbox.state.expireTokens();
		clock.skip(NOT_FRESH_MS);
		expect(await placeOrder(tango, 'survey-1')).toBe('ok');
		expect(statuses()).toEqual(['token 200', 'customers 200', 'orders 401', 'token 200', 'orders 201']);
		expect(new Set(sandbox.state.tokensIssued.map(({ jkt }) => jkt)).size).toBe(1);
	});

	it('off, nothing of it is sent', async () => {
		sandbox.state.dpop.mode = 'opportunistic';
		expect(await ask(oauthStage(sandbox).open())).toBe('ok');
		expect(sandbox.log.filter(({ headers }) => 'dpop' in headers)).toEqual([]);
		expect(sandbox.log.at(-1)?.headers.authorization).toMatch(/^Bearer /);
	});
});

describe('a nonce', () => {
	it('that token host and API want costs one more request each, and then none', async () => {
		sandbox.state.dpop.rotateNonce();
		const { open } = oauthStage(sandbox);
		const tango = open({ dpop: true });
		expect(await ask(tango)).toBe('ok');
		expect(statuses()).toEqual(['token 400', 'token 200', 'customers 200']);
		expect(await ask(tango)).toBe('ok');
		expect(sandbox.log).toHaveLength(4);
	});

	it('that is asked for in the middle of an order is given with the same bytes, and the token stays', async () => {
		const { open, apiRequests, tokenRequests } = oauthStage(sandbox);
		const tango = open({ dpop: true });
		await ask(tango);
		const nonce = sandbox.state.dpop.rotateNonce();
		expect(await placeOrder(tango, 'survey-1')).toBe('ok');
		const [refused, placed] = apiRequests().slice(1);
		expect([refused?.status, placed?.status]).toEqual([401, 201]);
		expect(placed?.body).toBe(refused?.body);
		expect(placed && claimsOf(placed).nonce).toBe(nonce);
		expect(tokenRequests()).toHaveLength(1);
		expect(sandbox.state.ordersFor('survey-1')).toHaveLength(1);
	});

	it('and a token that ended at the same time cost one round each', async () => {
		const { clock, open } = oauthStage(sandbox);
		const tango = open({ dpop: true });
		await ask(tango);
		clock.skip(NOT_FRESH_MS);
		afterEachRequest = ({ path }) => {
			// First the nonce is asked for, then the token is over as well.
			if (path.endsWith('/orders')) sandbox.state.expireTokens();
			afterEachRequest = () => {};
		};
		sandbox.state.dpop.rotateNonce();
		expect(await placeOrder(tango, 'survey-1')).toBe('ok');
		expect(statuses().slice(2)).toEqual(['orders 401', 'orders 401', 'token 200', 'orders 201']);
		expect(sandbox.state.ordersFor('survey-1')).toHaveLength(1);
	});

	it('that changes with every request ends in an error after three, and nothing is ordered', async () => {
		const { open, apiRequests } = oauthStage(sandbox);
		const tango = open({ dpop: true });
		await ask(tango);
		sandbox.state.dpop.rotateNonce();
		afterEachRequest = () => void sandbox.state.dpop.rotateNonce();
		const error = await placeOrder(tango, 'survey-1');
		expect(error).toMatchObject({
			code: 'AUTHENTICATION_REFUSED',
			facts: { reason: 'proofRefused', attempts: 3 },
		});
		expect(
			apiRequests()
				.slice(1)
				.map(({ status }) => status),
		).toEqual([401, 401, 401]);
		expect(sandbox.state.orders).toEqual([]);
	});

	it('wanted after a lost answer settles the order and loses nothing', async () => {
		const { open } = oauthStage(sandbox);
		const tango = open({ dpop: true });
		await ask(tango);
		sandbox.faults.next('reset-after', { match: ORDERS });
		afterEachRequest = ({ path }) => {
			if (path.endsWith('/orders')) sandbox.state.dpop.rotateNonce();
			afterEachRequest = () => {};
		};
		expect(await placeOrder(tango, 'survey-1')).toBe('ok');
		expect(statuses().slice(2)).toEqual(['orders undefined', 'orders 401', 'orders 200']);
		expect(sandbox.state.ordersFor('survey-1')).toHaveLength(1);
	});
});

describe('what stands against DPoP', () => {
	it('a token host that gives an ordinary token is refused, once, and Tango gets no request', async () => {
		sandbox.state.dpop.mode = 'off';
		const { open } = oauthStage(sandbox);
		const error = await ask(open({ dpop: true }));
		expect(error).toMatchObject({ code: 'TOKEN_REFUSED', facts: { detail: 'dpop_not_bound' } });
		expect(statuses()).toEqual(['token 200']);
	});

	it('a clock two minutes off is told by the token host, which is asked once', async () => {
		const { clock, open } = oauthStage(sandbox);
		clock.setWallClock(TWO_MINUTES_MS);
		const error = await ask(open({ dpop: true }));
		expect(error).toMatchObject({ code: 'TOKEN_REFUSED', facts: { detail: 'invalid_dpop_proof' } });
		expect(statuses()).toEqual(['token 400']);
	});

	it('a clock that was set wrong later is told by the API; the token stays and no order is placed', async () => {
		const { clock, open } = oauthStage(sandbox);
		const tango = open({ dpop: true });
		await ask(tango);
		clock.setWallClock(TWO_MINUTES_MS);
		const error = await placeOrder(tango, 'survey-1');
		expect(error).toMatchObject({ code: 'AUTHENTICATION_REFUSED', facts: { reason: 'proofRefused' } });
		expect(statuses()).toEqual(['token 200', 'customers 200', 'orders 401']);
		clock.setWallClock(-TWO_MINUTES_MS);
		expect(await placeOrder(tango, 'survey-1')).toBe('ok');
		expect(sandbox.state.ordersFor('survey-1')).toHaveLength(1);
	});

	it('a platform that insists on DPoP tells a credential without it at the token host', async () => {
		const error = await ask(oauthStage(sandbox).open());
		expect(error).toMatchObject({ code: 'TOKEN_REFUSED', facts: { detail: 'invalid_dpop_proof' } });
	});

	it('a platform that begins to insist tells a credential with an older token at the API', async () => {
		sandbox.state.dpop.mode = 'opportunistic';
		const { open } = oauthStage(sandbox);
		const tango = open();
		expect(await ask(tango)).toBe('ok');
		sandbox.state.dpop.mode = 'strict';
		expect(await ask(tango)).toMatchObject({
			code: 'AUTHENTICATION_REFUSED',
			facts: { reason: 'proofWanted' },
		});
	});
});
