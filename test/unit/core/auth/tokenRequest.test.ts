import { describe, expect, it } from 'vitest';

import type { TokenGrant, TokenResult } from '../../../../nodes/Tango/core/auth/tokenGrant.ts';
import { requestToken } from '../../../../nodes/Tango/core/auth/tokenRequest.ts';
import type { Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { answer, failure, GRANT, scripted, SERVICE_ACCOUNT, tokenAnswer } from './fakes.ts';

const LIMITS = { responseTimeoutMs: 15_000, connectTimeoutMs: 10_000 };

async function ask(outcome: Outcome, grant: TokenGrant = GRANT): Promise<TokenResult> {
	return await requestToken(grant, scripted(outcome), LIMITS);
}

async function sent(grant: TokenGrant) {
	const transport = scripted(tokenAnswer('t'));
	await requestToken(grant, transport, LIMITS);
	expect(transport.requests).toHaveLength(1);
	return transport.requests[0];
}

describe('what requestToken sends', () => {
	it('is the client credentials grant with the secret in the form body, character by character', async () => {
		expect(await sent(GRANT)).toEqual({
			method: 'POST',
			url: 'https://auth.example.test/oauth/token',
			headers: {
				accept: 'application/json',
				'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
				'user-agent': 'n8n-nodes-tango',
			},
			body:
				'audience=https%3A%2F%2Fapi.tangocard.com%2F&scope=raas.all&grant_type=client_credentials' +
				'&client_id=client-1&client_secret=s3cret+%2B%26%3D%3F%C3%BC',
		});
	});

	it('is the password grant with the service account, character by character', async () => {
		const request = await sent(SERVICE_ACCOUNT);
		expect(request?.body).toBe(
			'audience=https%3A%2F%2Fapi.tangocard.com%2F&scope=raas.all&username=service%40example.test' +
				'&password=pa%3Ass+w%25rd&grant_type=password' +
				'&client_id=client-1&client_secret=s3cret+%2B%26%3D%3F%C3%BC',
		);
	});

	it('is nothing at all to an http address', async () => {
		const transport = scripted(tokenAnswer('t'));
		const result = await requestToken({ ...GRANT, tokenUrl: 'http://auth.example.test/' }, transport, LIMITS);
		expect(result).toMatchObject({
			kind: 'failed',
			phase: 'notSent',
			detail: 'OAUTH_HTTP_REQUEST_FORBIDDEN',
		});
		expect(transport.requests).toEqual([]);
	});

	it('is held to the limits and the signal of the caller', async () => {
		const { signal } = new AbortController();
		const given: unknown[] = [];
		const transport = {
			exchange: async (...args: unknown[]) => {
				given.push(...args.slice(1));
				return tokenAnswer('t');
			},
			close: async () => {},
		};
		await requestToken(GRANT, transport, LIMITS, signal);
		expect(given).toEqual([LIMITS, signal]);
	});
});

describe('a token answer', () => {
	it('gives the token and its life', async () => {
		const result = await ask(tokenAnswer('abc.def', { expires_in: 300 }));
		expect(result).toMatchObject({ kind: 'token', expiresInSeconds: 300 });
		expect(result.kind === 'token' && result.accessToken.reveal()).toBe('abc.def');
	});

	it.each([
		['missing', {}, 86_400],
		['shorter than a minute', { expires_in: 5 }, 60],
		['zero', { expires_in: 0 }, 60],
		['longer than a day', { expires_in: 1e9 }, 86_400],
		['a number in quotes', { expires_in: '3600' }, 3600],
	])('with a life that is %s counts %j as %i seconds', async (_what, extra, seconds) => {
		expect(await ask(tokenAnswer('t', extra))).toMatchObject({ kind: 'token', expiresInSeconds: seconds });
	});

	it.each(['Bearer', 'bearer', 'BEARER'])('is taken with the token type %s', async (token_type) => {
		expect((await ask(tokenAnswer('t', { token_type }))).kind).toBe('token');
	});

	it('is taken even if it calls itself text', async () => {
		const body = { access_token: 't', token_type: 'bearer' };
		expect((await ask(answer(200, body, { 'content-type': 'text/plain' }))).kind).toBe('token');
	});

	it.each([
		['a page that calls itself text', answer(200, '<html>Maintenance</html>')],
		['an empty body', answer(200, '')],
		['half a JSON', answer(200, '{"access_token":"t')],
		['a JSON list', answer(200, [])],
		['no access_token', answer(200, { token_type: 'bearer' })],
		['an empty access_token', tokenAnswer('')],
		['a line break in the access_token', tokenAnswer('a\r\nx-forwarded-for: 1')],
		['a DPoP token', tokenAnswer('t', { token_type: 'DPoP' })],
		['another token type', tokenAnswer('t', { token_type: 'mac' })],
		['no token type', answer(200, { access_token: 't' })],
		['a negative life', tokenAnswer('t', { expires_in: -1 })],
		['a life in words', tokenAnswer('t', { expires_in: 'soon' })],
		['the status 201', { ...tokenAnswer('t'), status: 201 }],
		['the status 204', answer(204)],
	])('with %s is unusable, which is worth another try', async (_what, outcome) => {
		expect(await ask(outcome)).toMatchObject({ kind: 'failed', reason: 'unusableAnswer' });
	});
});

describe('a refusal', () => {
	it('carries the OAuth error, the endpoint’s words and the request ID', async () => {
		const body = {
			error: 'unauthorized_client',
			error_description: "Grant type 'password' not allowed for the client.",
		};
		expect(await ask(answer(403, body, { 'x-request-id': 'req-1' }))).toEqual({
			kind: 'refused',
			status: 403,
			error: 'unauthorized_client',
			description: "Grant type 'password' not allowed for the client.",
			requestId: 'req-1',
		});
	});

	it.each([400, 401])(
		'with status %i and an empty text/plain body is a refusal without words',
		async (status) => {
			const result = await ask(answer(status, ''));
			expect(result).toEqual({ kind: 'refused', status });
		},
	);

	it('is read as OAuth even if it calls itself text', async () => {
		const outcome = answer(401, '{"error":"invalid_client"}');
		expect(await ask(outcome)).toEqual({ kind: 'refused', status: 401, error: 'invalid_client' });
	});

	it('is read although a WWW-Authenticate header came along', async () => {
		const headers = { 'www-authenticate': 'Basic realm="auth"' };
		const outcome = answer(401, { error: 'invalid_client' }, headers);
		expect(await ask(outcome)).toMatchObject({ kind: 'refused', error: 'invalid_client' });
	});

	it('keeps no page of text', async () => {
		expect(await ask(answer(403, '<html><h1>403 Forbidden</h1></html>'))).toEqual({
			kind: 'refused',
			status: 403,
		});
	});

	it.each([400, 401, 403, 429])(
		'names the daily limit, whatever its status (%i) and shape',
		async (status) => {
			const words = 'Client acme client-1 has exceeded the daily rate limit';
			const bodies = [words, { error: 'access_denied', error_description: words }];
			for (const body of bodies) {
				expect(await ask(answer(status, body))).toEqual({
					kind: 'refused',
					status,
					error: 'daily_rate_limit',
				});
			}
		},
	);

	it.each([200, 401, 403])(
		'is not what a web page with status %i means: somebody on the way sent it',
		async (status) => {
			const page = answer(status, '<html>Blocked</html>', { 'content-type': 'text/html; charset=utf-8' });
			expect(await ask(page)).toMatchObject({ kind: 'failed', reason: 'webPage', status });
		},
	);

	it('is not what a redirect means: nobody follows it with a secret', async () => {
		for (const status of [302, 307]) {
			expect(await ask(answer(status))).toMatchObject({ kind: 'failed', reason: 'webPage', status });
		}
	});

	it('is read from JSON even when the type says HTML', async () => {
		const outcome = answer(401, { error: 'invalid_client' }, { 'content-type': 'text/html' });
		expect(await ask(outcome)).toMatchObject({ kind: 'refused', error: 'invalid_client' });
	});

	it.each([404, 405])('is what status %i means', async (status) => {
		expect(await ask(answer(status))).toMatchObject({ kind: 'refused', status });
	});

	it('does not repeat the secrets that the endpoint quotes, in any escape', async () => {
		const quoted = [SERVICE_ACCOUNT.clientSecret, SERVICE_ACCOUNT.password ?? ''];
		const escaped = ['s3cret+%2B%26%3D%3F%C3%BC', 'pa%3Ass+w%25rd', 'pa%3Ass%20w%25rd'];
		const tokens = ['eyJhbGciOiJI.eyJzdWIi.sig', 'Bearer abcdefghijklmnopqrst'];
		const words = [...quoted, ...escaped, ...tokens].join(' | ');
		const outcome = answer(400, { error: `bad ${SERVICE_ACCOUNT.clientSecret}`, error_description: words });
		expect(await ask(outcome, SERVICE_ACCOUNT)).toMatchObject({
			error: 'bad [redacted]',
			description: [...Array(6).fill('[redacted]'), 'Bearer [redacted]'].join(' | '),
		});
	});

	it('leaves nothing of a secret that begins like another', async () => {
		const grant = { ...SERVICE_ACCOUNT, clientSecret: 'abcd', password: 'abcdefgh' };
		const outcome = answer(400, { error: 'x', error_description: 'abcdefgh' });
		expect(await ask(outcome, grant)).toMatchObject({ description: '[redacted]' });
	});

	it('is cut to one short line', async () => {
		const outcome = answer(400, { error: 'x', error_description: `a\nb\u0000${'c'.repeat(1000)}` });
		expect(await ask(outcome)).toMatchObject({ description: `a b ${'c'.repeat(296)}` });
	});

	it('does not mind words that are no text', async () => {
		const outcome = answer(400, { error: 'x', error_description: { a: 1 } });
		expect(await ask(outcome)).toEqual({ kind: 'refused', status: 400, error: 'x' });
	});
});

describe('a failure', () => {
	it('of the network comes back whole', async () => {
		expect(await ask(failure('certificate', 'notSent', 'CERT_HAS_EXPIRED'))).toEqual({
			kind: 'failed',
			reason: 'certificate',
			phase: 'notSent',
			detail: 'CERT_HAS_EXPIRED',
		});
	});

	it.each([500, 502, 503, 599, 408, 425])('is what status %i means', async (status) => {
		expect(await ask(answer(status, 'down'))).toMatchObject({
			kind: 'failed',
			reason: 'serverError',
			status,
		});
	});

	it('with status 429 tells how long to wait', async () => {
		const outcome = answer(429, '', { 'retry-after': '7' });
		expect(await ask(outcome)).toMatchObject({ kind: 'failed', reason: 'rateLimited', retryAfterMs: 7000 });
	});

	it('without a number of seconds in Retry-After tells no time', async () => {
		const outcome = answer(429, '', { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' });
		expect(await ask(outcome)).not.toHaveProperty('retryAfterMs', expect.anything());
	});

	it('is even a transport that throws, without its message', async () => {
		const transport = scripted(() => {
			throw new Error(GRANT.clientSecret);
		});
		const result = await requestToken(GRANT, transport, LIMITS);
		expect(result).toMatchObject({ kind: 'failed', detail: 'UNEXPECTED' });
		expect(JSON.stringify(result)).not.toContain('s3cret');
	});
});
