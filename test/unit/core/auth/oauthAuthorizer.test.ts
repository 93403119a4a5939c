import { describe, expect, it } from 'vitest';

import type { AuthorizationSession, Authorizer } from '../../../../nodes/Tango/core/auth/authorizer.ts';
import { createOAuthAuthorizer } from '../../../../nodes/Tango/core/auth/oauthAuthorizer.ts';
import type { Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import {
	answer,
	failure,
	GRANT,
	held,
	minting,
	REQUEST,
	scripted,
	SERVICE_ACCOUNT,
	settle,
	stage,
	type ScriptedTransport,
} from './fakes.ts';

/** Longer than a token counts as fresh. */
const A_WHILE_MS = 10_000;

function setUp(transport: ScriptedTransport) {
	const { clock, manager, source } = stage(transport);
	return { clock, transport, authorizer: createOAuthAuthorizer(source, { manager, clock }) };
}

/** An authorizer whose cached token is no longer fresh. */
async function withOldToken() {
	const all = setUp(minting());
	await all.authorizer.begin().authorization(REQUEST);
	await all.clock.advance(A_WHILE_MS);
	return all;
}

async function headerOf(session: AuthorizationSession): Promise<string> {
	const authorization = await session.authorization(REQUEST);
	return authorization.kind === 'header' ? authorization.value.reveal() : authorization.kind;
}

async function errorOf(authorizer: Authorizer) {
	const authorization = await authorizer.begin().authorization(REQUEST);
	return authorization.kind === 'error'
		? { code: authorization.error.code, ...authorization.error.facts }
		: authorization;
}

describe('createOAuthAuthorizer', () => {
	it('sends the token as a bearer token, the same in every call', async () => {
		const { authorizer, transport } = setUp(minting());
		expect(await headerOf(authorizer.begin())).toBe('Bearer token-1');
		expect(await headerOf(authorizer.begin())).toBe('Bearer token-1');
		expect(transport.requests).toHaveLength(1);
	});

	it('renews a refused token once per call', async () => {
		const { authorizer, clock } = await withOldToken();
		const session = authorizer.begin();
		expect(await headerOf(session)).toBe('Bearer token-1');
		expect(session.refused()).toBe('retry');
		expect(await headerOf(session)).toBe('Bearer token-2');
		await clock.advance(A_WHILE_MS);
		await session.authorization(REQUEST);
		expect(session.refused()).toBe('giveUp');
	});

	it('gives up when a token is refused that had just been minted', async () => {
		const { authorizer, transport } = setUp(minting());
		const session = authorizer.begin();
		await session.authorization(REQUEST);
		expect(session.refused()).toBe('giveUp');
		await authorizer.begin().authorization(REQUEST);
		expect(transport.requests).toHaveLength(1);
	});

	it.each([
		[2, 1_000],
		[10, 2_000],
		[60, 5_000],
	])('renews a refused token of %i s that was used after %i ms: that may be its age', async (seconds, ms) => {
		const { authorizer, clock } = setUp(minting({ expires_in: seconds }));
		await authorizer.begin().authorization(REQUEST);
		await clock.advance(ms);
		const session = authorizer.begin();
		await session.authorization(REQUEST);
		expect(session.refused()).toBe('retry');
		expect(await headerOf(session)).toBe('Bearer token-2');
	});

	it('takes a token that lives for seconds as fresh in its first second', async () => {
		const { authorizer, clock } = setUp(minting({ expires_in: 2 }));
		await authorizer.begin().authorization(REQUEST);
		await clock.advance(999);
		const session = authorizer.begin();
		await session.authorization(REQUEST);
		expect(session.refused()).toBe('giveUp');
	});

	it('counts the freshness of a token from its use, not from the refusal', async () => {
		const { authorizer, clock } = setUp(minting());
		const session = authorizer.begin();
		await session.authorization(REQUEST);
		await clock.advance(A_WHILE_MS);
		expect(session.refused()).toBe('giveUp');
	});

	it('mints one new token for 100 calls that were refused with the old one', async () => {
		const { authorizer, transport } = await withOldToken();
		const sessions = Array.from({ length: 100 }, () => authorizer.begin());
		for (const session of sessions) await session.authorization(REQUEST);
		const headers: string[] = [];
		for (const session of sessions) {
			expect(session.refused()).toBe('retry');
			headers.push(await headerOf(session));
		}
		expect(new Set(headers)).toEqual(new Set(['Bearer token-2']));
		expect(transport.requests).toHaveLength(2);
	});

	it('is cancelled at once when the caller is', async () => {
		const { authorizer } = setUp(scripted(held().step));
		const controller = new AbortController();
		const pending = authorizer.begin().authorization(REQUEST, controller.signal);
		await settle();
		controller.abort();
		expect(await pending).toEqual({ kind: 'cancelled' });
	});

	it('says that the token was accepted only after it was', async () => {
		const { authorizer } = setUp(minting());
		const session = authorizer.begin();
		await session.authorization(REQUEST);
		expect(authorizer.lastAccepted()).toBeUndefined();
		session.accepted();
		expect(authorizer.lastAccepted()).toBe('token');
	});

	it.each([
		['tokenUrl', { tokenUrl: 'http://auth.example.test/' }],
		['tokenUrl', { tokenUrl: 'auth.example.test' }],
		['clientId', { clientId: '' }],
		['clientSecret', { clientSecret: '' }],
		['username', { username: '' }],
		['password', { password: undefined }],
	])('refuses a grant whose %s cannot be sent: %j', (field, edit) => {
		const { clock, manager, source } = stage(minting());
		const grant = { ...SERVICE_ACCOUNT, ...edit };
		expect(() => createOAuthAuthorizer({ ...source, grant }, { manager, clock })).toThrow(
			expect.objectContaining({
				code: 'INVALID_CREDENTIALS_FIELD',
				facts: expect.objectContaining({ field }),
			}),
		);
	});

	it('wants no service account for client credentials', () => {
		const { clock, manager, source } = stage(minting());
		expect(() => createOAuthAuthorizer({ ...source, grant: GRANT }, { manager, clock })).not.toThrow();
	});
});

describe('without a token the error', () => {
	it('says what the endpoint said', async () => {
		const body = { error: 'unauthorized_client', error_description: 'Not allowed.' };
		const { authorizer } = setUp(scripted(answer(403, body, { 'x-request-id': 'r' })));
		expect(await errorOf(authorizer)).toEqual({
			code: 'TOKEN_REFUSED',
			status: 403,
			detail: 'unauthorized_client',
			apiMessage: 'Not allowed.',
			requestId: 'r',
		});
	});

	it('uses the OAuth code as message when there are no words', async () => {
		const { authorizer } = setUp(scripted(answer(400, { error: 'invalid_grant' })));
		expect(await errorOf(authorizer)).toMatchObject({ apiMessage: 'invalid_grant' });
	});

	it('is TOKEN_REFUSED with the status alone for an empty text/plain 401', async () => {
		const { authorizer } = setUp(scripted(answer(401)));
		expect(await errorOf(authorizer)).toEqual({ code: 'TOKEN_REFUSED', status: 401 });
	});

	it.each<[string, string, Outcome]>([
		['CERTIFICATE', 'an untrusted certificate', failure('certificate', 'notSent')],
		['CERTIFICATE', 'no common TLS version', failure('tlsProtocol', 'notSent')],
		['PROXY', 'a proxy that refuses', failure('proxy', 'notSent')],
		['PROXY', 'a proxy that wants a password', failure('proxyAuthentication', 'notSent')],
		['NOT_SENT', 'an unknown host', failure('dns', 'notSent')],
		['NOT_SENT', 'a connect timeout', failure('connectTimeout', 'notSent')],
		['UNAVAILABLE', 'a reset after the request went out', failure('reset', 'maybeProcessed')],
		['UNAVAILABLE', 'half an answer', failure('brokenAnswer', 'answerBegun')],
		['UNAVAILABLE', 'a 503', answer(503)],
		['UNAVAILABLE', 'a page with status 200 that calls itself text', answer(200, '<html>')],
		['PROXY', 'a block page', answer(403, '<html>', { 'content-type': 'text/html' })],
		['PROXY', 'a redirect', answer(302)],
		['NOT_SENT', 'an address that n8n does not allow', failure('addressNotAllowed', 'notSent')],
		['RATE_LIMITED', 'a 429', answer(429)],
	])('is %s for %s', async (code, _what, outcome) => {
		const { authorizer, clock } = setUp(scripted(outcome));
		const pending = errorOf(authorizer);
		await clock.runAll();
		expect(await pending).toMatchObject({ code });
	});

	it('carries the cause of the layer below and the number of attempts', async () => {
		const { authorizer, clock } = setUp(scripted(failure('dns', 'notSent', 'ENOTFOUND')));
		const pending = errorOf(authorizer);
		await clock.runAll();
		expect(await pending).toMatchObject({ reason: 'dns', detail: 'ENOTFOUND', attempts: 3 });
	});

	it('is a new one for every call, though the endpoint was asked once', async () => {
		const { authorizer, transport } = setUp(scripted(answer(401)));
		const [first, second] = [
			await authorizer.begin().authorization(REQUEST),
			await authorizer.begin().authorization(REQUEST),
		];
		expect(first.kind === 'error' && second.kind === 'error' && first.error !== second.error).toBe(true);
		expect(transport.requests).toHaveLength(1);
	});
});
