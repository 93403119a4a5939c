import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../server.ts';
import { type Client, openClient } from './support/client.ts';

/* The proofs are made here with nothing but node:crypto, so that the sandbox is judged by the RFC and not by the client. */

let sandbox: Sandbox;
let client: Client;
beforeAll(async () => {
	sandbox = await startSandbox();
	client = openClient(sandbox);
});
beforeEach(() => {
	sandbox.reset();
	sandbox.state.dpop.mode = 'strict';
});
afterAll(async () => {
	client.close();
	await sandbox.close();
});

const OWN_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const OTHER_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' });

interface Forgery {
	readonly header?: object;
	readonly claims?: object;
	readonly signedWith?: typeof OWN_KEY;
	readonly key?: typeof OWN_KEY;
}

function proof(method: string, url: string, forgery: Forgery = {}): string {
	const { key = OWN_KEY, signedWith = key } = forgery;
	const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const jwk = key.publicKey.export({ format: 'jwk' });
	const header = { typ: 'dpop+jwt', alg: 'ES256', jwk, ...forgery.header };
	const iat = Math.floor(Date.now() / 1000);
	const claims = { htm: method, htu: url, iat, jti: randomUUID(), ...forgery.claims };
	const signed = `${encode(header)}.${encode(claims)}`;
	const options = { key: signedWith.privateKey, dsaEncoding: 'ieee-p1363' } as const;
	return `${signed}.${sign('sha256', Buffer.from(signed), options).toString('base64url')}`;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

async function askForToken(dpop?: string) {
	const { clientId, clientSecret, audience, scope } = sandbox.oauth;
	return await client.postForm(
		'/oauth/token',
		{ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, audience, scope },
		dpop === undefined ? {} : { dpop },
	);
}

async function boundToken(): Promise<string> {
	await askForToken(proof('POST', sandbox.tokenUrl));
	return sandbox.state.tokensIssued.at(-1)?.token ?? '';
}

/** Asks for a list with a query, which is no part of `htu`. */
async function useToken(token: string, forgery: Forgery = {}) {
	const claims = { ath: hashOf(token), ...forgery.claims };
	return await client.get('/customers?paginate=true&maxResults=1', {
		authorization: `DPoP ${token}`,
		dpop: proof('GET', `${sandbox.baseUrl}/customers`, { ...forgery, claims }),
	});
}

const SECOND = 1000;
const secondsAgo = (seconds: number) => Math.floor((Date.now() - seconds * SECOND) / 1000);

const FORGERIES: [string, Forgery][] = [
	['is of another type', { header: { typ: 'JWT' } }],
	['is signed with no algorithm', { header: { alg: 'none' } }],
	['is signed with a shared secret', { header: { alg: 'HS256' } }],
	['is signed with another key than it shows', { signedWith: OTHER_KEY }],
	['shows a private key', { header: { jwk: OWN_KEY.privateKey.export({ format: 'jwk' }) } }],
	['shows no key', { header: { jwk: undefined } }],
	['is for another method', { claims: { htm: 'DELETE' } }],
	['is for another address', { claims: { htu: 'https://api.example.test/raas/v2/customers' } }],
	['is more than a minute old', { claims: { iat: secondsAgo(70) } }],
	['is more than a minute early', { claims: { iat: secondsAgo(-70) } }],
	['has no time', { claims: { iat: undefined } }],
	['has no name of its own', { claims: { jti: undefined } }],
];

describe('a token request', () => {
	it('with a proof gets a token that is bound to the proof’s key', async () => {
		const { status, json } = await askForToken(proof('POST', sandbox.tokenUrl));
		expect([status, json]).toEqual([200, expect.objectContaining({ token_type: 'DPoP' })]);
		const [, claims = ''] = sandbox.state.tokensIssued[0]?.token.split('.') ?? [];
		expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
			cnf: { jkt: expect.stringMatching(/^[\w-]{43}$/) },
		});
	});

	it.each(FORGERIES)('is refused when its proof %s', async (_what, forgery) => {
		const { status, json } = await askForToken(proof('POST', sandbox.tokenUrl, forgery));
		expect([status, json]).toEqual([400, expect.objectContaining({ error: 'invalid_dpop_proof' })]);
	});

	it.each([
		['strict', 400],
		['opportunistic', 200],
		['off', 200],
	] as const)('without a proof meets a platform whose mode is %s with %i', async (mode, status) => {
		sandbox.state.dpop.mode = mode;
		expect((await askForToken()).status).toBe(status);
	});

	it('is asked to come again with a nonce when one is wanted', async () => {
		const nonce = sandbox.state.dpop.rotateNonce();
		const { status, json, headers } = await askForToken(proof('POST', sandbox.tokenUrl));
		expect([status, json]).toEqual([400, expect.objectContaining({ error: 'use_dpop_nonce' })]);
		expect(headers['dpop-nonce']).toBe(nonce);
		expect((await askForToken(proof('POST', sandbox.tokenUrl, { claims: { nonce } }))).status).toBe(200);
	});
});

describe('a bound token', () => {
	it('opens the API together with a proof', async () => {
		expect((await useToken(await boundToken())).status).toBe(200);
		expect(sandbox.violations).toEqual([]);
	});

	it.each([
		...FORGERIES,
		['belongs to another token', { claims: { ath: hashOf('another') } }],
		['belongs to no token', { claims: { ath: undefined } }],
	] satisfies [string, Forgery][])('opens nothing when its proof %s', async (_what, forgery) => {
		const { status, headers } = await useToken(await boundToken(), forgery);
		expect(status).toBe(401);
		expect(headers['www-authenticate']).toBe('DPoP error="invalid_dpop_proof", algs="ES256"');
	});

	it('opens nothing for whoever has the token and a key of their own', async () => {
		const { status, headers } = await useToken(await boundToken(), { key: OTHER_KEY });
		expect([status, headers['www-authenticate']]).toEqual([401, 'DPoP error="invalid_token", algs="ES256"']);
	});

	it('opens nothing as a bearer token', async () => {
		const authorization = `Bearer ${await boundToken()}`;
		sandbox.state.dpop.mode = 'opportunistic';
		expect((await client.get('/customers?paginate=true', { authorization })).status).toBe(401);
	});

	it('opens nothing with a proof that was used before', async () => {
		const claims = { jti: 'the-same' };
		const token = await boundToken();
		expect((await useToken(token, { claims })).status).toBe(200);
		expect((await useToken(token, { claims })).status).toBe(401);
	});

	it('is asked to come again with the nonce that is wanted now', async () => {
		const token = await boundToken();
		const nonce = sandbox.state.dpop.rotateNonce();
		const { status, headers } = await useToken(token);
		expect([status, headers['dpop-nonce']]).toEqual([401, nonce]);
		expect(headers['www-authenticate']).toBe('DPoP error="use_dpop_nonce", algs="ES256"');
		expect((await useToken(token, { claims: { nonce } })).status).toBe(200);
	});

	it('is measured by the server’s clock', async () => {
		const token = await boundToken();
		sandbox.state.dpop.clockOffsetMs = 61 * SECOND;
		expect((await useToken(token)).status).toBe(401);
	});
});
