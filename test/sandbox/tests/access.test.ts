import { describe, expect, it } from 'vitest';
import { brokenAnswerFacts } from '../facts/answerFacts.ts';
import { basicHeader, type Reply } from './support/client.ts';
import { client, inOwnSandbox, sandbox } from './support/ownSandbox.ts';

/** Busy machines start a process or open a connection late; that is no failure. */
const PATIENT = { timeout: 15_000, interval: 5 };

inOwnSandbox();

const withAuthorization = (authorization: string) => client.get('/accounts', { authorization });

function askToken(changes: Record<string, string> = {}): Promise<Reply> {
	const { clientId, clientSecret, username, password, audience, scope } = sandbox.oauth;
	return client.postForm('/oauth/token', {
		client_id: clientId,
		client_secret: clientSecret,
		username,
		password,
		audience,
		scope,
		grant_type: 'password',
		...changes,
	});
}

async function bearer(): Promise<string> {
	const { json } = await askToken();
	if (typeof json === 'object' && json && 'access_token' in json) return `Bearer ${json.access_token}`;
	throw new Error('no token');
}

describe('Basic authentication', () => {
	it('lets both keys of the platform in', async () => {
		const { platformName, apiKey, secondaryApiKey } = sandbox.basic;
		expect((await withAuthorization(basicHeader({ platformName, apiKey }))).status).toBe(200);
		expect((await withAuthorization(basicHeader({ platformName, apiKey: secondaryApiKey }))).status).toBe(
			200,
		);
	});

	it.each([
		['a wrong key', basicHeader({ platformName: 'SandboxPlatform', apiKey: 'wrong' }), '401.501'],
		[
			'a wrong platform',
			basicHeader({ platformName: 'other', apiKey: 'sandbox-key-not-a-secret' }),
			'401.501',
		],
		['text that is no pair', 'Basic bm9uZQ==', '401.002'],
		['another scheme', 'Digest x', '401.001'],
		['an unknown token', 'Bearer nope', '401.502'],
	])('refuses %s with 401 in the main error shape', async (_what, authorization, key) => {
		const reply = await withAuthorization(authorization);
		expect(reply).toMatchObject({
			status: 401,
			json: { httpPhrase: 'Unauthorized', i18nKey: key },
		});
		expect(brokenAnswerFacts('get', '/accounts', 401, reply.json)).toEqual([]);
	});

	it('refuses a revoked key at once, while the other one goes on', async () => {
		sandbox.state.revokeKey(sandbox.basic.apiKey);
		const { platformName, secondaryApiKey } = sandbox.basic;
		expect((await client.get('/accounts')).status).toBe(401);
		expect((await withAuthorization(basicHeader({ platformName, apiKey: secondaryApiKey }))).status).toBe(
			200,
		);
	});
});

describe('the token endpoint', () => {
	it.each(['password', 'client_credentials'])('issues a token for grant %s', async (grant) => {
		const reply = await askToken({ grant_type: grant });
		expect(reply).toMatchObject({
			status: 200,
			json: { token_type: 'Bearer', scope: 'raas.all', expires_in: 86_400 },
		});
		expect(brokenAnswerFacts('post', '/oauth/token', 200, reply.json, 'tango-auth-openapi.yaml')).toEqual([]);
		expect(sandbox.state.tokensIssued).toMatchObject([{ grant }]);
	});

	it('issues a token that opens the API until it expires', async () => {
		const token = await bearer();
		expect((await withAuthorization(token)).status).toBe(200);
		sandbox.state.expireTokens();
		expect(await withAuthorization(token)).toMatchObject({
			status: 401,
			json: { i18nKey: '401.502' },
		});
		expect((await withAuthorization(await bearer())).status).toBe(200);
	});

	it('expires tokens by the clock', async () => {
		sandbox.state.tokenLifetimeSeconds = 0.05;
		const token = await bearer();
		await expect.poll(async () => (await withAuthorization(token)).status, PATIENT).toBe(401);
	});

	it('gives five minutes for the five-minute audience', async () => {
		const reply = await askToken({ audience: 'tango-api.bhn.com/fiveminute' });
		expect(reply.json).toMatchObject({ expires_in: 300 });
	});

	it.each([
		['a wrong secret', { client_secret: 'wrong' }, 401, 'access_denied'],
		['a wrong client', { client_id: 'wrong' }, 401, 'access_denied'],
		['a wrong password', { password: 'wrong' }, 403, 'invalid_grant'],
		['a wrong audience', { audience: 'https://other.example/' }, 403, 'access_denied'],
		['a wrong scope', { scope: 'other' }, 403, 'access_denied'],
		['no scope', { scope: '' }, 400, 'invalid_request'],
		['an unknown grant', { grant_type: 'implicit' }, 403, 'unsupported_grant_type'],
	])('refuses %s', async (_what, changes, status, error) => {
		expect(await askToken(changes)).toMatchObject({ status, json: { error } });
		expect(sandbox.state.tokensIssued).toEqual([]);
	});

	it('refuses a grant the client may not use, in Auth0 wording', async () => {
		sandbox.state.allowedGrants.delete('password');
		expect(await askToken()).toMatchObject({
			status: 403,
			json: {
				error: 'unauthorized_client',
				error_description: "Grant type 'password' not allowed for the client.",
			},
		});
		expect((await askToken({ grant_type: 'client_credentials' })).status).toBe(200);
	});

	it('can refuse with an empty text body', async () => {
		sandbox.state.tokenErrorStyle = 'empty-text';
		const reply = await askToken({ client_secret: 'wrong' });
		expect(reply).toMatchObject({
			status: 401,
			text: '',
			headers: { 'content-type': 'text/plain' },
		});
	});

	it('refuses the old secret after a rotation', async () => {
		const secret = sandbox.state.rotateSecret();
		expect((await askToken()).status).toBe(401);
		expect((await askToken({ client_secret: secret })).status).toBe(200);
	});

	it('refuses a JSON body', async () => {
		expect((await client.post('/oauth/token', {})).status).toBe(400);
	});
});
