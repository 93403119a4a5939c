import { beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../sandbox/server.ts';
import { answerOk } from '../support/badServer/behaviours.ts';
import { HOST } from '../support/badServer/loopback.ts';
import { closedPort } from '../support/badServer/server.ts';
import { ca, serve } from '../support/badServer/site.ts';
import { forThisFile } from '../support/lifetime.ts';
import { ask, oauthStage } from '../support/oauthStage.ts';

/* The API is the sandbox, the token host is another server, which answers whatever it likes. */

const SECOND_MS = 1_000;
const DAY_MS = 86_400 * SECOND_MS;
/** For the pauses between three attempts; their lengths have their own tests. */
const HASTE = 10;

const sandbox = await forThisFile(startSandbox());
beforeEach(() => sandbox.reset());

/** A token that the sandbox accepts. */
const goodToken = () =>
	sandbox.state.access.issueToken('client_credentials', sandbox.oauth.audience, 86_400).token;

async function connect(body: string) {
	const tokenHost = await serve(answerOk(body));
	const stage = oauthStage(sandbox, { moreCas: [ca.pem], haste: HASTE });
	const tango = stage.open({ tokenUrl: `https://${HOST}:${tokenHost.port}/oauth/token` });
	return { ...stage, tango, tokenHost };
}

const withToken = (fields: object) =>
	JSON.stringify({ access_token: goodToken(), token_type: 'Bearer', ...fields });

describe('a life that makes no sense', () => {
	it.each([
		['missing', {}, DAY_MS],
		['0', { expires_in: 0 }, 60 * SECOND_MS],
		['a fraction of a second', { expires_in: 0.001 }, 60 * SECOND_MS],
		['a number as text', { expires_in: '7200' }, 7_200 * SECOND_MS],
		['larger than any clock', { expires_in: 1e99 }, DAY_MS],
	])('such as %s is counted as one that does', async (_what, fields, lifeMs) => {
		const { tango, clock, tokenHost } = await connect(withToken(fields));
		expect(await ask(tango)).toBe('ok');
		expect(await ask(tango)).toBe('ok');
		expect(tokenHost.requests).toHaveLength(1);
		clock.skip(lifeMs);
		expect(await ask(tango)).toBe('ok');
		expect(tokenHost.requests).toHaveLength(2);
	});

	it.each([
		['negative', { expires_in: -1 }],
		['a word', { expires_in: 'soon' }],
		['null', { expires_in: null }],
		['a list', { expires_in: [] }],
	])('such as %s makes the token useless', async (_what, fields) => {
		const { tango, apiRequests } = await connect(withToken(fields));
		expect(await ask(tango)).toMatchObject({ code: 'UNAVAILABLE', facts: { reason: 'unusableAnswer' } });
		expect(apiRequests()).toEqual([]);
	});

	it('such as 1e999, which JSON reads as infinite, makes the token useless', async () => {
		const { tango, apiRequests } = await connect(withToken({ expires_in: 7 }).replace(':7', ':1e999'));
		expect(await ask(tango)).toMatchObject({ code: 'UNAVAILABLE' });
		expect(apiRequests()).toEqual([]);
	});
});

describe('the type of a token', () => {
	it.each(['Bearer', 'bearer', 'BEARER'])('may be written %s', async (token_type) => {
		const { tango, apiRequests } = await connect(withToken({ token_type }));
		expect(await ask(tango)).toBe('ok');
		expect(apiRequests()[0]?.headers.authorization).toMatch(/^Bearer /);
	});

	it.each([['DPoP'], ['mac'], [''], [null], [undefined]])(
		'is not sent as a bearer token when it is %j',
		async (token_type) => {
			const { tango, apiRequests } = await connect(withToken({ token_type }));
			expect(await ask(tango)).toMatchObject({ code: 'UNAVAILABLE' });
			expect(apiRequests()).toEqual([]);
		},
	);
});

describe('a token that cannot stand in a header', () => {
	it.each([
		['a line break and a header', 'abc\r\nX-Forwarded-For: 203.0.113.66'],
		['a line feed at its end', 'abc\n'],
		['a blank', 'abc def'],
		['a null', 'abc\u0000'],
		['letters beyond ASCII', 'abcé🎁'],
		['nothing at all', ''],
	])('because it holds %s is not sent anywhere', async (_what, access_token) => {
		const { tango, apiRequests } = await connect(withToken({ access_token }));
		const error = await ask(tango);
		expect(error).toMatchObject({ code: 'UNAVAILABLE' });
		expect(apiRequests()).toEqual([]);
		expect(JSON.stringify(error)).not.toContain('abc');
	});
});

describe('an answer that is no token', () => {
	it.each([
		['nothing', ''],
		['a page', '<html>Sign in to this network</html>'],
		['half a token', '{"access_token":"abc'],
		['a list', '[]'],
		['a token for somebody else’s prototype', '{"__proto__":{"access_token":"abc","token_type":"Bearer"}}'],
	])('such as %s does not end as a request to Tango', async (_what, body) => {
		const { tango, apiRequests } = await connect(body);
		expect(await ask(tango)).toMatchObject({ code: 'UNAVAILABLE' });
		expect(apiRequests()).toEqual([]);
	});
});

describe('a token host that cannot be reached safely', () => {
	it('gets neither the secret nor a second try when its certificate is not trusted', async () => {
		const tokenHost = await serve(answerOk(withToken({})));
		const { open, apiRequests } = oauthStage(sandbox);
		const tango = open({ tokenUrl: `https://${HOST}:${tokenHost.port}/oauth/token` });
		expect(await ask(tango)).toMatchObject({ code: 'CERTIFICATE' });
		expect([tokenHost.connections, tokenHost.requests]).toEqual([1, []]);
		expect(apiRequests()).toEqual([]);
	});

	it('is named as not reached when nothing listens there', async () => {
		const { open } = oauthStage(sandbox, { moreCas: [ca.pem], haste: HASTE });
		const tango = open({ tokenUrl: `https://${HOST}:${await closedPort()}/oauth/token` });
		expect(await ask(tango)).toMatchObject({ code: 'NOT_SENT', facts: { reason: 'refused' } });
	});
});
