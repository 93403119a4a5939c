import { beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../sandbox/server.ts';
import { forThisFile } from '../support/lifetime.ts';
import { ask, askMany, NOT_FRESH_MS, oauthStage, placeOrder } from '../support/oauthStage.ts';
import { until } from '../support/timing.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const TOKEN_PATH = { path: '/oauth/token' };
const API = { path: /^\/raas\// };

const sandbox = await forThisFile(startSandbox());
beforeEach(() => sandbox.reset());

const bearer = (number: number) => `Bearer ${sandbox.state.tokensIssued[number]?.token}`;

describe('the life of a token', () => {
	it.each([
		['https://api.tangocard.com/', 24 * HOUR_MS, 23 * HOUR_MS + 49 * MINUTE_MS, 2 * MINUTE_MS],
		['tango-api.bhn.com/fiveminute', 5 * MINUTE_MS, 4 * MINUTE_MS + 29_000, 2_000],
	])(
		'for the audience %s is used to its last tenth or ten minutes, then renewed in the background',
		async (audience, lifeMs, almostMs, moreMs) => {
			const { clock, open, tokenRequests, apiRequests } = oauthStage(sandbox);
			const tango = open({ audience });
			expect(await ask(tango)).toBe('ok');
			const [issued] = sandbox.state.tokensIssued;
			expect((issued?.expiresAt ?? 0) - (issued?.issuedAt ?? 0)).toBe(lifeMs);

			clock.skip(almostMs);
			expect(await ask(tango)).toBe('ok');
			expect(tokenRequests()).toHaveLength(1);

			// The renewal stalls, and nobody waits for it.
			sandbox.faults.next({ kind: 'drip', match: TOKEN_PATH, ms: 1 });
			clock.skip(moreMs);
			expect(await askMany(tango, 20)).toEqual(['ok']);
			expect(apiRequests().every(({ headers }) => headers.authorization === bearer(0))).toBe(true);

			await until(() => tokenRequests()[1]?.status !== undefined);
			await until(() => sandbox.state.tokensIssued.length === 2);
			while (apiRequests().at(-1)?.headers.authorization !== bearer(1)) await ask(tango);
			expect(tokenRequests()).toHaveLength(2);
		},
	);

	it('is over after a suspend in which only the wall clock went on', async () => {
		const { clock, open, tokenRequests } = oauthStage(sandbox);
		const tango = open();
		await ask(tango);
		sandbox.state.expireTokens();
		clock.setWallClock(48 * HOUR_MS);
		expect(await ask(tango)).toBe('ok');
		expect(tokenRequests()).toHaveLength(2);
		// Never tried with the dead token.
		expect(sandbox.log.map(({ status }) => status)).not.toContain(401);
	});

	it('goes on when the wall clock is set back by years', async () => {
		const { clock, open, tokenRequests } = oauthStage(sandbox);
		const tango = open();
		await ask(tango);
		clock.setWallClock(-10 * 365 * 24 * HOUR_MS);
		expect(await ask(tango)).toBe('ok');
		clock.skip(24 * HOUR_MS);
		expect(await ask(tango)).toBe('ok');
		expect(tokenRequests()).toHaveLength(2);
	});
});

describe('one token', () => {
	it('serves 500 items, as many of them at the same time as a run may have', async () => {
		const { open, tokenRequests, apiRequests } = oauthStage(sandbox);
		// All at once, the handshakes of a busy machine would take longer than connecting may.
		expect(await askMany(open(), 500, 50)).toEqual(['ok']);
		expect(tokenRequests()).toHaveLength(1);
		expect(apiRequests()).toHaveLength(500);
	});

	it('serves executions that run in parallel, also over connections that differ in what the token host does not see', async () => {
		const { open, tokenRequests } = oauthStage(sandbox);
		const runs = [open(), open(), open({}, { forwardedFor: '203.0.113.42' })];
		await Promise.all(runs.map(async (tango) => await askMany(tango, 20)));
		expect(tokenRequests()).toHaveLength(1);
	});

	it('is replaced by one renewal for 100 calls that were refused with it', async () => {
		const { clock, open, tokenRequests } = oauthStage(sandbox);
		const tango = open();
		await ask(tango);
		sandbox.state.expireTokens();
		clock.skip(NOT_FRESH_MS);
		expect(await askMany(tango, 100)).toEqual(['ok']);
		expect(tokenRequests()).toHaveLength(2);
	});

	it('that dies between two orders costs neither of them: each is placed once', async () => {
		const { clock, open } = oauthStage(sandbox);
		const tango = open();
		expect(await placeOrder(tango, 'before')).toBe('ok');
		sandbox.state.expireTokens();
		clock.skip(NOT_FRESH_MS);
		expect(await placeOrder(tango, 'after')).toBe('ok');
		expect(sandbox.state.orders).toHaveLength(2);
		const bodies = sandbox.log.filter(({ reference }) => reference === 'after').map(({ body }) => body);
		expect([bodies.length, new Set(bodies).size]).toEqual([2, 1]);
	});

	it('is not asked for again and again while Tango refuses every one: 500 items, one token in five seconds', async () => {
		const { clock, open, tokenRequests, apiRequests } = oauthStage(sandbox);
		const tango = open();
		await ask(tango);
		clock.skip(NOT_FRESH_MS);
		sandbox.faults.random({ seed: 1, rate: 1, kinds: ['unauthorized'], match: API });
		const startedAt = clock.now();
		expect(await askMany(tango, 500, 20)).toEqual(['AUTHENTICATION_REFUSED']);
		const renewals = tokenRequests().length - 1;
		expect(renewals).toBeGreaterThan(0);
		expect(renewals).toBeLessThanOrEqual(1 + (clock.now() - startedAt) / 5_000);
		// No call goes round more than once.
		expect(apiRequests().length).toBeLessThanOrEqual(1 + 2 * 500);
	});
});

describe('two credentials', () => {
	it('of one client, one of them with the service account, have a token each', async () => {
		const { open, tokenRequests } = oauthStage(sandbox);
		const plain = open();
		const account = open({ grantType: 'serviceAccount' });
		for (const tango of [plain, account, plain, account]) expect(await ask(tango)).toBe('ok');
		expect(sandbox.state.tokensIssued.map(({ grant }) => grant)).toEqual(['client_credentials', 'password']);
		expect(tokenRequests()).toHaveLength(2);
	});

	it('before and after the secret was replaced do not share a token', async () => {
		const { open, apiRequests } = oauthStage(sandbox);
		expect(await ask(open())).toBe('ok');
		const clientSecret = sandbox.state.rotateSecret();
		expect(await ask(open({ clientSecret }))).toBe('ok');
		expect(apiRequests().map(({ headers }) => headers.authorization)).toEqual([bearer(0), bearer(1)]);
	});

	it('do not stand in each other’s way: a wrong secret is refused while the right one works', async () => {
		const { open } = oauthStage(sandbox);
		expect(await ask(open({ clientSecret: 'wrong-not-a-secret' }))).toMatchObject({ code: 'TOKEN_REFUSED' });
		expect(await ask(open())).toBe('ok');
	});
});

describe('the token host', () => {
	it('does not learn the forwarded address, which is for the API’s load balancer alone', async () => {
		const { open, tokenRequests, apiRequests } = oauthStage(sandbox);
		expect(await ask(open({}, { forwardedFor: '203.0.113.42' }))).toBe('ok');
		expect(tokenRequests()[0]?.headers).not.toHaveProperty('x-forwarded-for');
		expect(apiRequests()[0]?.headers['x-forwarded-for']).toBe('203.0.113.42');
	});

	it.each([
		['a wrong secret', { clientSecret: 'wrong-not-a-secret' }, 401, 'access_denied'],
		['a wrong audience', { audience: 'https://api.example.test/' }, 403, 'access_denied'],
		['a wrong scope', { scope: 'raas.none' }, 403, 'access_denied'],
		[
			'a wrong service account',
			{ grantType: 'serviceAccount', password: 'wrong-not-a-secret' },
			403,
			'invalid_grant',
		],
	] as const)('refuses %s: 500 items fail by one token request', async (_what, auth, status, detail) => {
		const { clock, open, tokenRequests, apiRequests } = oauthStage(sandbox);
		const tango = open(auth);
		expect(await askMany(tango, 500)).toEqual(['TOKEN_REFUSED']);
		expect(await ask(tango)).toMatchObject({ facts: { status, detail } });
		expect(tokenRequests()).toHaveLength(1);
		expect(apiRequests()).toEqual([]);
		clock.skip(31_000);
		await ask(tango);
		expect(tokenRequests()).toHaveLength(2);
	});

	it('refuses a client without service account by a code of its own', async () => {
		sandbox.state.allowedGrants.delete('client_credentials');
		const { open } = oauthStage(sandbox);
		expect(await ask(open())).toMatchObject({ facts: { status: 403, detail: 'unauthorized_client' } });
		expect(await ask(open({ grantType: 'serviceAccount' }))).toBe('ok');
	});

	it('may refuse with an empty text, as Tango documents it', async () => {
		sandbox.state.tokenErrorStyle = 'empty-text';
		const { open } = oauthStage(sandbox);
		for (const [auth, status] of [
			[{ clientSecret: 'wrong-not-a-secret' }, 401],
			[{ scope: '' }, 400],
		] as const) {
			const error = await ask(open(auth));
			expect(error).toMatchObject({ code: 'TOKEN_REFUSED', facts: { status } });
		}
	});

	it.each(['redirect-301', 'redirect-307'] as const)(
		'is not followed elsewhere with the secret: %s',
		async (kind) => {
			sandbox.faults.random({ seed: 1, rate: 1, kinds: [kind], match: TOKEN_PATH });
			const { open } = oauthStage(sandbox);
			expect(await ask(open())).toMatchObject({ code: 'PROXY', facts: { status: Number(kind.slice(-3)) } });
			expect(new Set(sandbox.log.map(({ path }) => path))).toEqual(new Set(['/oauth/token']));
		},
	);

	it.each([
		['status-503-before', 'UNAVAILABLE'],
		['reset-before', 'UNAVAILABLE'],
		['html-200', 'PROXY'],
		['rate-limited', 'RATE_LIMITED'],
	] as const)(
		'is asked three times by 500 items while it fails with %s, and again when a second is over',
		async (kind, code) => {
			sandbox.faults.random({ seed: 1, rate: 1, kinds: [kind], match: TOKEN_PATH });
			const { clock, open, tokenRequests, apiRequests } = oauthStage(sandbox);
			const tango = open();
			expect(await askMany(tango, 250)).toEqual([code]);
			expect(await askMany(tango, 250)).toEqual([code]);
			expect(tokenRequests()).toHaveLength(3);
			expect(apiRequests()).toEqual([]);
			sandbox.faults.clear();
			clock.skip(1_000);
			expect(await ask(tango)).toBe('ok');
		},
	);

	it('that fails once costs nobody anything', async () => {
		sandbox.faults.next({ kind: 'truncated-body', match: TOKEN_PATH });
		const { open, tokenRequests } = oauthStage(sandbox);
		expect(await askMany(open(), 50)).toEqual(['ok']);
		expect(tokenRequests()).toHaveLength(2);
	});
});
