import { createHash, createPublicKey, verify, type webcrypto } from 'node:crypto';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { createDpopKey, type DpopKey, type ProvenRequest } from '../../../../nodes/Tango/core/auth/dpop.ts';
import { createOAuthAuthorizer } from '../../../../nodes/Tango/core/auth/oauthAuthorizer.ts';
import { Secret } from '../../../../nodes/Tango/core/foundation/secret.ts';
import { requestToken } from '../../../../nodes/Tango/core/auth/tokenRequest.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { answer, GRANT, REQUEST, scripted, stage, tokenAnswer, type ScriptedTransport } from './fakes.ts';

const BOUND_GRANT = { ...GRANT, dpop: true };
const BOUND = { token_type: 'DPoP', expires_in: 86_400 };
const LIMITS = { responseTimeoutMs: 1, connectTimeoutMs: 1 };
const TOKEN = new Secret('token-1');
const API_NONCE = { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'api-nonce' };

function parts(proof: string) {
	const [header = '', claims = '', signature = ''] = proof.split('.');
	const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
	return { header: read(header), claims: read(claims), signed: `${header}.${claims}`, signature };
}

async function claimsOf(key: DpopKey, request: ProvenRequest = REQUEST) {
	return parts((await key.headersFor(request, TOKEN)).proof.reveal()).claims;
}

const sentProofs = ({ requests }: ScriptedTransport) =>
	requests.map(({ headers }) => parts(headers.dpop ?? '').claims);

describe('a DPoP proof', () => {
	it('is a JWT that its own key signed', async () => {
		const { value, proof } = await createDpopKey(createFakeClock()).headersFor(REQUEST, TOKEN);
		expect(value.reveal()).toBe('DPoP token-1');
		const { header, signed, signature } = parts(proof.reveal());
		expect(header).toMatchObject({ typ: 'dpop+jwt', alg: 'ES256' });
		expect(Object.keys(header.jwk).toSorted()).toEqual(['crv', 'kty', 'x', 'y']);
		const key = createPublicKey({ key: header.jwk, format: 'jwk' });
		const isSigned = verify(
			'sha256',
			Buffer.from(signed),
			{ key, dsaEncoding: 'ieee-p1363' },
			Buffer.from(signature, 'base64url'),
		);
		expect(isSigned).toBe(true);
	});

	it('names method, address without query, token and the time of the clock that it was given', async () => {
		const clock = createFakeClock(Date.UTC(2031, 0, 1));
		await clock.advance(1_999);
		expect(await claimsOf(createDpopKey(clock), { method: 'POST', url: `${REQUEST.url}&page=2` })).toEqual({
			htm: 'POST',
			htu: 'https://tango.example.test/raas/v2/catalogs',
			ath: createHash('sha256').update('token-1').digest('base64url'),
			iat: Date.UTC(2031, 0, 1) / 1000 + 1,
			jti: expect.stringMatching(/^[\w-]{20,}$/),
		});
	});

	it('is another one each time, with the same key', async () => {
		const key = createDpopKey(createFakeClock());
		const proofs = await Promise.all([1, 2, 3].map(async () => await key.headersFor(REQUEST, TOKEN)));
		const all = proofs.map(({ proof }) => parts(proof.reveal()));
		expect(new Set(all.map(({ claims }) => claims.jti)).size).toBe(3);
		expect(new Set(all.map(({ header }) => header.jwk.x)).size).toBe(1);
	});

	it('carries the latest nonce of its own origin', async () => {
		const key = createDpopKey(createFakeClock());
		key.remember('https://auth.example.test/oauth/token', { 'dpop-nonce': 'auth' });
		key.remember('https://tango.example.test/raas/v2/orders', { 'dpop-nonce': 'old' });
		key.remember('https://tango.example.test/raas/v2/customers', { 'dpop-nonce': 'new' });
		key.remember('https://tango.example.test/raas/v2/customers', {});
		expect(await claimsOf(key)).toMatchObject({ nonce: 'new' });
		expect(
			await claimsOf(key, { method: 'GET', url: 'https://tango.example.test:8443/' }),
		).not.toHaveProperty('nonce');
	});

	it('is made with a key that cannot be taken out of the process', async () => {
		const handle = await createDpopKey(createFakeClock()).handle();
		expect(JSON.stringify(handle)).toBe('{}');
		const generated: webcrypto.CryptoKeyPair[] = [];
		const { generateKey } = crypto.subtle;
		crypto.subtle.generateKey = new Proxy(generateKey, {
			apply: async (target, _self, given) => {
				const pair = await Reflect.apply(target, crypto.subtle, given);
				generated.push(pair);
				return pair;
			},
		});
		try {
			await createDpopKey(createFakeClock()).handle();
		} finally {
			crypto.subtle.generateKey = generateKey;
		}
		expect(generated.map(({ privateKey }) => privateKey.extractable)).toEqual([false]);
	});
});

describe('a token request with DPoP', () => {
	const ask = async (transport: ScriptedTransport) =>
		await requestToken(BOUND_GRANT, transport, LIMITS, undefined, createDpopKey(createFakeClock()));

	it('carries a proof for the token address, without a token', async () => {
		const transport = scripted(tokenAnswer('token-1', BOUND));
		expect(await ask(transport)).toMatchObject({ kind: 'token' });
		expect(sentProofs(transport)).toEqual([
			expect.objectContaining({ htm: 'POST', htu: BOUND_GRANT.tokenUrl }),
		]);
		expect(sentProofs(transport)[0]).not.toHaveProperty('ath');
	});

	it('is sent again, once, with the nonce that the endpoint wants', async () => {
		const wantsNonce = answer(400, { error: 'use_dpop_nonce' }, { 'dpop-nonce': 'n1' });
		const transport = scripted(wantsNonce, tokenAnswer('token-1', BOUND));
		expect(await ask(transport)).toMatchObject({ kind: 'token' });
		expect(sentProofs(transport).map(({ nonce }) => nonce)).toEqual([undefined, 'n1']);

		const insists = scripted(wantsNonce);
		expect(await ask(insists)).toMatchObject({ kind: 'refused', error: 'use_dpop_nonce' });
		expect(insists.requests).toHaveLength(2);
	});

	it('takes no token that is not bound: the user would believe in a protection that is not there', async () => {
		expect(await ask(scripted(tokenAnswer('token-1')))).toMatchObject({
			kind: 'refused',
			error: 'dpop_not_bound',
		});
	});

	it('does not exist without DPoP, and a bound token is then of no use', async () => {
		const transport = scripted(tokenAnswer('token-1', BOUND));
		expect(await requestToken(GRANT, transport, LIMITS)).toMatchObject({ detail: 'UNSUPPORTED_TOKEN_TYPE' });
		expect(transport.requests[0]?.headers).not.toHaveProperty('dpop');
	});
});

describe('a call with DPoP', () => {
	/** With a token that is old enough to be renewed. */
	async function begin(...outcomes: Parameters<typeof scripted>) {
		const { clock, manager, source } = stage(scripted(...outcomes));
		const authorizer = createOAuthAuthorizer({ ...source, grant: BOUND_GRANT }, { manager, clock });
		await authorizer.begin().authorization(REQUEST);
		await clock.advance(10_000);
		const session = authorizer.begin();
		const next = async () => {
			const given = await session.authorization(REQUEST);
			if (given.kind !== 'header') throw new Error(given.kind);
			return { value: given.value.reveal(), claims: parts(given.proof?.reveal() ?? '').claims };
		};
		const refusedWith = (headers: Record<string, string>) => {
			session.answered(headers);
			return session.refused();
		};
		return { authorizer, session, next, refusedWith };
	}

	const TWO_TOKENS: Parameters<typeof scripted> = [tokenAnswer('one', BOUND), tokenAnswer('two', BOUND)];

	it('goes round with the nonce of a 401, which costs neither the token nor the one renewal', async () => {
		const { next, refusedWith } = await begin(...TWO_TOKENS);
		await next();
		expect(refusedWith(API_NONCE)).toBe('retry');
		expect(await next()).toMatchObject({ value: 'DPoP one', claims: { nonce: 'api-nonce' } });
		expect(refusedWith({ 'www-authenticate': 'DPoP error="invalid_token"' })).toBe('retry');
		expect(await next()).toMatchObject({ value: 'DPoP two', claims: { nonce: 'api-nonce' } });
	});

	it('gives up when the nonces that it was given are refused three times in a row', async () => {
		const { next, refusedWith } = await begin(...TWO_TOKENS);
		for (const expected of ['retry', 'retry', 'proofRefused']) {
			await next();
			expect(refusedWith(API_NONCE)).toBe(expected);
		}
	});

	it('survives a late answer to another call that brings an older nonce', async () => {
		const { authorizer, next, refusedWith } = await begin(...TWO_TOKENS);
		const other = authorizer.begin();
		await other.authorization(REQUEST);
		await next();
		expect(refusedWith(API_NONCE)).toBe('retry');
		other.answered({ 'dpop-nonce': 'older' });
		expect(await next()).toMatchObject({ claims: { nonce: 'older' } });
		expect(refusedWith(API_NONCE)).toBe('retry');
		expect(await next()).toMatchObject({ claims: { nonce: 'api-nonce' } });
	});

	it('may learn a new nonce again after any other outcome, as a long wait outlives a nonce', async () => {
		const { session, next, refusedWith } = await begin(...TWO_TOKENS);
		await next();
		expect(refusedWith(API_NONCE)).toBe('retry');
		await next();
		session.answered({});
		await next();
		expect(refusedWith(API_NONCE)).toBe('retry');
	});

	it('learns nonces from answers of any kind', async () => {
		const { session, next } = await begin(...TWO_TOKENS);
		await next();
		session.answered({ 'dpop-nonce': 'from-a-200' });
		expect(await next()).toMatchObject({ claims: { nonce: 'from-a-200' } });
	});

	it('does not renew the token when the proof is what was refused', async () => {
		const { next, refusedWith } = await begin(...TWO_TOKENS);
		await next();
		expect(refusedWith({ 'www-authenticate': 'DPoP error="invalid_dpop_proof"' })).toBe('proofRefused');
		expect(await next()).toMatchObject({ value: 'DPoP one' });
	});

	it('is what a platform that insists on DPoP asks for, where it is off', async () => {
		const { clock, manager, source } = stage(scripted(tokenAnswer('one')));
		const session = createOAuthAuthorizer(source, { manager, clock }).begin();
		await session.authorization(REQUEST);
		session.answered({ 'www-authenticate': 'DPoP algs="ES256"' });
		expect(session.refused()).toBe('proofWanted');
	});
});

describe('a key that could not be made', () => {
	afterEach(() => void vi.restoreAllMocks());

	const failing = () => vi.spyOn(crypto.subtle, 'generateKey').mockRejectedValueOnce(new Error('no entropy'));

	it('is made anew when it is wanted again', async () => {
		failing();
		const key = createDpopKey(createFakeClock());
		await expect(key.handle()).rejects.toThrow('no entropy');
		expect((await claimsOf(key)).htm).toBe('GET');
	});

	it('costs one token request, not all that come after', async () => {
		failing();
		const transport = scripted(tokenAnswer('token-1', BOUND));
		const { manager, source, clock } = stage(transport);
		const bound = { ...source, grant: BOUND_GRANT };
		expect(await manager.getToken(bound)).toMatchObject({ kind: 'failed', phase: 'notSent' });
		await clock.advance(1_000);
		expect((await manager.getToken(bound)).kind).toBe('token');
	});

	it('and never will be is given up with the renewal that waits for it', async () => {
		vi.spyOn(crypto.subtle, 'generateKey').mockReturnValueOnce(new Promise(() => {}));
		const { manager, source, clock } = stage(scripted(tokenAnswer('token-1', BOUND)));
		const bound = { ...source, grant: BOUND_GRANT };
		const stuck = manager.getToken(bound);
		await clock.advance(45_000);
		expect(await stuck).toMatchObject({ kind: 'failed', detail: 'TOKEN_DEADLINE' });
		await clock.advance(1_000);
		const next = manager.getToken(bound);
		await vi.waitFor(async () => expect((await next).kind).toBe('token'));
	});
});

describe('a proof that cannot be made', () => {
	afterEach(() => void vi.restoreAllMocks());

	it('is an error that says that nothing was sent, and says nothing for the next request', async () => {
		const { manager, source, clock } = stage(scripted(tokenAnswer('token-1', BOUND)));
		const authorizer = createOAuthAuthorizer({ ...source, grant: BOUND_GRANT }, { manager, clock });
		await authorizer.begin().authorization(REQUEST);
		vi.spyOn(crypto.subtle, 'sign').mockRejectedValueOnce(new Error('token-1 cannot be signed'));
		const authorization = await authorizer.begin().authorization(REQUEST);
		expect(authorization).toMatchObject({
			kind: 'error',
			error: { code: 'NOT_SENT', facts: { reason: 'invalidRequest', detail: 'DPOP_PROOF' } },
		});
		expect(JSON.stringify(authorization)).not.toContain('token-1');
		expect((await authorizer.begin().authorization(REQUEST)).kind).toBe('header');
	});
});
