import { beforeEach, describe, expect, it } from 'vitest';
import { createTokenManager } from '../../nodes/Tango/core/auth/tokenManager.ts';
import type { CheckName, CheckRow } from '../../nodes/Tango/core/check/row.ts';
import { systemClock } from '../../nodes/Tango/core/foundation/clock.ts';
import type { ConnectionSettings } from '../../nodes/Tango/core/connection/settings.ts';
import { checkWith } from '../../nodes/Tango/core/check/checkConnection.ts';
import type { Environment } from '../../nodes/Tango/core/http/proxySettings.ts';
import { createNetworkProbe } from '../../nodes/Tango/core/http/networkProbe.ts';
import { createUndiciTransport } from '../../nodes/Tango/core/http/undiciTransport.ts';
import { createRetryBudgets } from '../../nodes/Tango/core/retry/budget.ts';
import { callOptions } from '../../nodes/Tango/n8n/fields/requestOptions.ts';
import { explain } from '../../nodes/Tango/n8n/words/explain.ts';
import { startSandbox } from '../sandbox/server.ts';
import { answers, late } from '../support/badServer/behaviours.ts';
import { HOST, loopbackLookup } from '../support/badServer/loopback.ts';
import { type Behaviour, closedPort } from '../support/badServer/server.ts';
import { ca, proxyThat, serve } from '../support/badServer/site.ts';
import { forThisFile } from '../support/lifetime.ts';
import { createTestCa, daysFromNow, type LeafOptions, type TestCa } from '../support/tls/testCa.ts';
import { basicSettings, oauthSettings } from '../unit/support/settings.ts';

const sandbox = await forThisFile(startSandbox());
const stranger = await createTestCa({ name: 'Corp Inspection CA' });

beforeEach(() => sandbox.reset());

const random = () => 0;

/** The whole check on real sockets; only names and the proxy variables are the test's. */
async function check(
	settings: ConnectionSettings,
	env: Environment = {},
	lookup = loopbackLookup,
): Promise<CheckRow[]> {
	const call = { maxAttempts: 2, totalTimeout: 20, timeout: 5 };
	return await checkWith(
		settings,
		{ call: (tango) => callOptions(tango, call), explain },
		{
			clock: systemClock,
			random,
			tokenManager: createTokenManager({ clock: systemClock, random }),
			budgetFor: createRetryBudgets(),
			createTransport: (caCertificates) => createUndiciTransport({ caCertificates, env, lookup }),
			createProbe: (caCertificates) => createNetworkProbe({ caCertificates, env, lookup, timeoutMs: 3_000 }),
		},
	);
}

const connection = (overrides: Partial<ConnectionSettings> = {}): Partial<ConnectionSettings> => ({
	environment: 'custom',
	baseUrl: sandbox.baseUrl,
	caCertificates: sandbox.caCertificate,
	requestsPerSecond: 1_000,
	...overrides,
});

const KEYS = () => ({ ...sandbox.basic, secondaryApiKey: '' });
const basic = (overrides: Partial<ConnectionSettings> = {}, auth: object = {}) =>
	basicSettings(connection(overrides), { ...KEYS(), ...auth });
const oauth = (auth: object = {}) =>
	oauthSettings(connection(), { ...sandbox.oauth, tokenUrl: sandbox.tokenUrl, ...auth });

function row(rows: readonly CheckRow[], name: CheckName): CheckRow {
	const found = rows.find(({ check }) => check === name);
	if (!found) throw new Error(`no row ${name}`);
	return found;
}

const troubles = (rows: readonly CheckRow[]) =>
	rows.filter(({ status }) => status === 'failed' || status === 'warning').map(({ check }) => check);

/** A server of its own instead of the sandbox. */
async function serverWith(
	behaviour: Behaviour,
	leaf: LeafOptions = {},
	issuer = ca,
): Promise<ConnectionSettings> {
	return settingsFor(await serve(behaviour, await issuer.issue({ dnsNames: [HOST], ...leaf })));
}

const settingsFor = ({ port }: { readonly port: number }) =>
	basic({ baseUrl: `https://${HOST}:${port}/raas/v2`, caCertificates: ca.pem });

const EMPTY_LIST = answers(200, '{"items":[]}');
const refusal = (i18nKey: string) =>
	answers(403, JSON.stringify({ errors: [{ i18nKey, message: 'Forbidden' }] }));

describe('a connection without fault', () => {
	it.each([false, true])('with OAuth2 is all right (DPoP: %s)', async (dpop) => {
		sandbox.state.dpop.mode = dpop ? 'strict' : 'off';
		const rows = await check(oauth({ dpop }));
		expect(troubles(rows)).toEqual([]);
		expect(row(rows, 'Authentication').message).toContain('Tango accepts an access token');
	});

	it('with a platform key is all right, spends nothing and shows no key', async () => {
		const rows = await check(basic({ forwardedFor: '203.0.113.42:443' }));
		expect(troubles(rows)).toEqual([]);
		expect(row(rows, 'TLS').facts).toMatchObject({
			protocol: 'TLSv1.3',
			issuer: 'Tango sandbox throw-away intermediate',
			chain: ['localhost', 'Tango sandbox throw-away intermediate', 'Tango sandbox throw-away root'],
			daysLeft: 29,
		});
		expect(row(rows, 'X-Forwarded-For').facts.forwardedFor).toBe('203.0.113.42');
		expect(sandbox.log.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /raas/v2/customers']);
		expect(sandbox.log[0]?.headers['x-forwarded-for']).toBe('203.0.113.42');
		expect(JSON.stringify(rows)).not.toContain(sandbox.basic.apiKey);
		expect(sandbox.violations).toEqual([]);
	});

	it('with OAuth2 is all right, and tells the life of the token but not the token', async () => {
		const rows = await check(oauth());
		expect(troubles(rows)).toEqual([]);
		expect(row(rows, 'Authentication').facts).toMatchObject({
			accepted: 'token',
			tokenLifetimeSeconds: 86_400,
			scope: 'raas.all',
		});
		const shown = JSON.stringify(rows);
		for (const { token } of sandbox.state.access.tokens) expect(shown).not.toContain(token);
		for (const secret of [sandbox.oauth.clientSecret, sandbox.oauth.password]) {
			expect(shown).not.toContain(secret);
		}
	});

	it('measures how long the answer took', async () => {
		const { facts } = row(await check(await serverWith(late(300, EMPTY_LIST))), 'Latency');
		expect(facts.latencyMs).toBeGreaterThanOrEqual(290);
		expect(facts).toMatchObject({ connectMs: expect.any(Number), tlsMs: expect.any(Number) });
	});
});

describe('settings', () => {
	it('that cannot be used are the first row, and nothing is sent', async () => {
		const rows = await check(basic({ baseUrl: 'http://api.good.test/raas/v2' }));
		expect(rows[0]).toMatchObject({
			check: 'Environment',
			status: 'failed',
			message: 'Base URL in the Tango credential must start with https://',
		});
		expect(rows.slice(1).every(({ status }) => status === 'skipped')).toBe(true);
		expect(rows).toHaveLength(11);
	});

	it('with an expired CA certificate are warned of', async () => {
		const old = await createTestCa({ notBefore: daysFromNow(-9), notAfter: daysFromNow(-1) });
		const rows = await check(basic({ caCertificates: sandbox.caCertificate + old.pem }));
		expect(troubles(rows)).toEqual(['CA Certificates']);
		expect(row(rows, 'CA Certificates').message).toMatch(/certificate 2 expired on 20/);
	});
});

describe('the way', () => {
	it('to an unknown name ends at DNS', async () => {
		const unknown = Object.assign(new Error('nobody'), { code: 'ENOTFOUND' });
		const rows = await check(basic(), {}, (_host, _options, callback) => callback(unknown, ''));
		expect(troubles(rows)).toEqual(['DNS']);
		expect(row(rows, 'DNS').message).toContain('its address is not known to the network (DNS)');
		expect(sandbox.log).toEqual([]);
	});

	it.each<[string, LeafOptions, () => TestCa, RegExp, string]>([
		[
			'an expired certificate',
			{ notBefore: daysFromNow(-9), notAfter: daysFromNow(-1) },
			() => ca,
			/expired/,
			'Test root',
		],
		['a certificate of tomorrow', { notBefore: daysFromNow(1) }, () => ca, /not valid yet/, 'Test root'],
		['another host’s certificate', { dnsNames: ['other.test'] }, () => ca, /another host name/, 'Test root'],
		[
			'an unknown authority',
			{},
			() => stranger,
			/“Corp Inspection CA”.*CA Certificates/,
			'Corp Inspection CA',
		],
	])('to %s ends at TLS, with what the server showed', async (_name, leaf, issuer, mend, shownIssuer) => {
		const rows = await check(await serverWith(EMPTY_LIST, leaf, issuer()));
		expect(troubles(rows)).toEqual(['TLS']);
		const tls = row(rows, 'TLS');
		expect(tls.mend).toMatch(mend);
		expect(tls.facts.issuer).toBe(shownIssuer);
		expect(row(rows, 'Tango API').message).toBe('Not checked: mend “TLS” first');
	});

	it('through a proxy is told by host and port; its password is nowhere', async () => {
		const proxy = await proxyThat('tunnel');
		const rows = await check(basic(), { https_proxy: proxy.url.replace('://', '://user:fake-pass@') });
		expect(troubles(rows)).toEqual([]);
		expect(row(rows, 'Proxy').facts.proxy).toBe(`127.0.0.1:${proxy.port}`);
		expect(JSON.stringify(rows)).not.toMatch(/fake-pass|user:/);
	});

	it('through a proxy that is not running ends there', async () => {
		const port = await closedPort();
		const rows = await check(basic(), { https_proxy: `http://127.0.0.1:${port}` });
		expect(troubles(rows)).toEqual(['Proxy']);
		expect(row(rows, 'Proxy').message).toBe('The proxy between n8n and Tango could not be used');
		expect(row(rows, 'Proxy').mend).toContain(`The proxy is 127.0.0.1:${port}.`);
		expect(row(rows, 'TLS').message).toBe('Not checked: mend “Proxy” first');
		expect(sandbox.log).toEqual([]);
	});

	it('through a proxy that wants a password says so', async () => {
		const proxy = await proxyThat({ status: 407 });
		const rows = await check(basic(), { https_proxy: proxy.url });
		expect(row(rows, 'Proxy').message).toBe('The proxy between n8n and Tango wants a user name and password');
	});
});

describe('the clock', () => {
	it.each([
		[-3_600_000, '60 minutes ahead of'],
		[3_600_000, '60 minutes behind'],
	])('that differs from the server’s by %i ms is warned of', async (offset, words) => {
		const date = new Date(Date.now() + offset).toUTCString();
		const rows = await check(await serverWith(answers(200, '{"items":[]}', { Date: date })));
		expect(troubles(rows)).toEqual(['Clock']);
		expect(row(rows, 'Clock').message).toContain(words);
	});

	it('is compared even when Tango says no', async () => {
		const rows = await check(basic({}, { apiKey: 'wrong' }));
		expect(row(rows, 'Clock')).toMatchObject({ status: 'ok', facts: { host: new URL(sandbox.origin).host } });
	});
});

describe('the credential', () => {
	it('that Tango does not know fails the authentication', async () => {
		const rows = await check(basic({}, { apiKey: 'wrong' }));
		expect(troubles(rows)).toEqual(['Authentication']);
		expect(row(rows, 'Authentication')).toMatchObject({
			message: 'Tango does not accept the credential',
			facts: { httpStatus: 401, cause: 'credential' },
		});
	});

	it('whose second key alone is accepted is warned of', async () => {
		const { apiKey } = sandbox.basic;
		sandbox.state.access.revokeKey(apiKey);
		const rows = await check(basic({}, { secondaryApiKey: sandbox.basic.secondaryApiKey }));
		expect(troubles(rows)).toEqual(['Authentication']);
		expect(row(rows, 'Authentication').facts.accepted).toBe('secondaryApiKey');
	});

	it('that gets no token fails the authentication, and Tango is not asked', async () => {
		const rows = await check(oauth({ clientSecret: 'wrong-not-a-secret' }));
		expect(troubles(rows)).toEqual(['Authentication']);
		expect(row(rows, 'Authentication').message).toBe('Tango gave no access token for the credential');
		expect(sandbox.log.map(({ path }) => path)).toEqual(['/oauth/token']);
		expect(JSON.stringify(rows)).not.toContain('wrong-not-a-secret');
	});

	it('whose grant is not allowed is told which to choose', async () => {
		sandbox.state.allowedGrants.delete('client_credentials');
		const rows = await check(oauth({ grantType: 'clientCredentials' }));
		expect(row(rows, 'Authentication').mend).toContain('choose Service Account as the grant type');
	});
});

describe('a 403', () => {
	it('of the load balancer is told apart', async () => {
		sandbox.faults.next('alb-403');
		const rows = await check(basic({ forwardedFor: '203.0.113.42' }));
		expect(troubles(rows)).toEqual(['Tango API']);
		expect(row(rows, 'Tango API').facts).toMatchObject({ httpStatus: 403, cause: 'loadBalancer' });
		expect(row(rows, 'Tango API').mend).toContain('This node sent "203.0.113.42", which is well formed.');
	});

	it.each<[string, Behaviour]>([
		['This node sent no', answers(403, '', { Server: 'awselb/2.0' })],
		['web browser', refusal('403.001')],
		['follow', answers(302, '', { Location: 'https://login.corp.test/' })],
	])('or redirect is explained once, not by the check and the error both: %s', async (words, behaviour) => {
		const { mend = '' } = row(await check(await serverWith(behaviour)), 'Tango API');
		expect(mend.split(words), mend).toHaveLength(2);
	});

	it.each<[string, Behaviour, string]>([
		['an inspecting proxy', answers(403, '<p>no</p>', { 'Content-Type': 'text/html' }), 'webPage'],
		['browser-like headers', refusal('403.001'), 'browserLike'],
		['a rule of Tango', refusal('403.020'), 'permission'],
	])('of %s is told apart', async (_name, behaviour, cause) => {
		const rows = await check(await serverWith(behaviour));
		expect(troubles(rows)).toEqual(['Tango API']);
		expect(row(rows, 'Tango API').facts).toMatchObject({ httpStatus: 403, cause });
	});

	it('that calls the credential invalid is the authentication’s', async () => {
		const rows = await check(await serverWith(refusal('403.015')));
		expect(troubles(rows)).toEqual(['Authentication']);
	});
});

it('nothing stays open after a check', async () => {
	const server = await serve(EMPTY_LIST);
	await check(settingsFor(server));
	await server.idle();
	expect([server.connections, server.open]).toEqual([2, 0]);
});
