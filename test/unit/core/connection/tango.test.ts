import { lookup } from 'node:dns';
import { inspect } from 'node:util';

import { beforeEach, describe, expect, it } from 'vitest';

import { createTokenManager } from '../../../../nodes/Tango/core/auth/tokenManager.ts';
import type { ConnectionSettings } from '../../../../nodes/Tango/core/connection/settings.ts';
import type { LoadedCatalog } from '../../../../nodes/Tango/core/catalog/catalog.ts';
import { createShelf } from '../../../../nodes/Tango/core/foundation/kept.ts';
import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { openTango, type EgressFilter } from '../../../../nodes/Tango/core/index.ts';
import { forgetRateLimiters } from '../../../../nodes/Tango/core/limit/registry.ts';
import type { Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { createRetryBudgets } from '../../../../nodes/Tango/core/retry/budget.ts';
import { createTango, type TangoDeps } from '../../../../nodes/Tango/core/connection/tango.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { createTestCa } from '../../../support/tls/testCa.ts';
import { CALL, json, refusal, scripted, settle } from '../../support/core.ts';
import { basicSettings, oauthSettings } from '../../support/settings.ts';

beforeEach(forgetRateLimiters);

function setUp(...outcomes: Outcome[]) {
	const clock = createFakeClock();
	const transport = scripted(clock, outcomes);
	const certificates: Array<readonly string[]> = [];
	const random = () => 0.5;
	const deps: TangoDeps = {
		clock,
		random,
		tokenManager: createTokenManager({ clock, random }),
		budgetFor: createRetryBudgets(),
		createTransport: (caCertificates) => {
			certificates.push(caCertificates);
			return transport;
		},
	};
	return {
		clock,
		transport,
		deps,
		certificates,
		open: (settings: ConnectionSettings) => createTango(settings, deps),
	};
}

const token = (text: string) =>
	json(200, { access_token: text, token_type: 'Bearer', expires_in: 86_400, scope: 'raas.all' });

describe('a credential with a bad field', () => {
	it.each<[string, ConnectionSettings]>([
		['baseUrl', basicSettings({ environment: 'custom', baseUrl: 'http://gateway.example.test' })],
		[
			'tokenUrl',
			oauthSettings({ environment: 'custom', baseUrl: 'https://gateway.example.test' }, { tokenUrl: '' }),
		],
		['caCertificates', basicSettings({ caCertificates: 'garbage' })],
		['forwardedFor', basicSettings({ forwardedFor: 'gateway.example.test' })],
		['requestsPerSecond', basicSettings({ requestsPerSecond: 0 })],
		['requestsPerSecond', basicSettings({ requestsPerSecond: Number.NaN })],
		['requestsPerSecond', basicSettings({ requestsPerSecond: Infinity })],
		['readsPerSecond', basicSettings({ readsPerSecond: 0 })],
		['readsPerSecond', basicSettings({ readsPerSecond: Number.NaN })],
		['platformName', basicSettings({}, { platformName: '' })],
		['platformName', basicSettings({}, { platformName: 'acme:prod' })],
		['apiKey', basicSettings({}, { apiKey: '' })],
		['apiKey', basicSettings({}, { apiKey: 'fake\r\nX-Admin: 1' })],
		['secondaryApiKey', basicSettings({}, { secondaryApiKey: 'fake\n' })],
		['clientId', oauthSettings({}, { clientId: '' })],
		['clientSecret', oauthSettings({}, { clientSecret: '' })],
		['username', oauthSettings({}, { username: '' })],
		['password', oauthSettings({}, { password: '' })],
	])('is refused by that field’s name before anything is sent: %s', (field, settings) => {
		const { open, transport } = setUp(json(200, {}));
		expect(() => open(settings)).toThrow(
			expect.objectContaining({
				code: 'INVALID_CREDENTIALS_FIELD',
				facts: expect.objectContaining({ field }),
			}),
		);
		expect(transport.exchanges).toEqual([]);
	});

	it('is refused without repeating what is in the field', () => {
		const { open } = setUp(json(200, {}));
		expect(() => open(basicSettings({}, { apiKey: 'fake-key\n' }))).not.toThrow('fake-key');
	});
});

describe('a connection', () => {
	it('sends to the environment’s address with the platform’s key', async () => {
		const { open, clock, transport } = setUp(json(200, {}));
		const sent = open(basicSettings()).send(ENDPOINTS.getCatalog, {}, CALL);
		await clock.runAll();
		await sent;
		const { url, headers } = transport.exchanges[0]?.request ?? {};
		expect(url).toBe('https://integration-api.tangocard.com/raas/v2/catalogs');
		expect(headers?.authorization).toBe(`Basic ${btoa('acme:fake-key-1')}`);
	});

	it('gives the forwarded address as it is to be sent, and none when the field is empty', () => {
		const { open } = setUp(json(200, {}));
		expect(open(basicSettings({ forwardedFor: ' 203.0.113.42:443 ' })).forwardedFor).toBe('203.0.113.42');
		expect(open(basicSettings()).forwardedFor).toBeUndefined();
	});

	it('says which key Tango accepted', async () => {
		const { open, clock } = setUp(refusal(401), json(200, {}));
		const tango = open(basicSettings({}, { secondaryApiKey: 'fake-key-2' }));
		expect(tango.lastAccepted()).toBeUndefined();
		const sent = tango.send(ENDPOINTS.getCatalog, {}, CALL);
		await clock.runAll();
		await sent;
		expect(tango.lastAccepted()).toBe('secondaryApiKey');
	});

	it('warns of custom certificates by today’s date, whenever it is asked', async () => {
		const { open, clock } = setUp();
		const day = (days: number) => new Date(clock.unix() + days * 86_400_000);
		const good = await createTestCa({ notBefore: day(-9), notAfter: day(900) });
		const short = await createTestCa({ name: 'Short', notBefore: day(-9), notAfter: day(0.5) });
		const leaf = await good.issue({ notBefore: day(-9), notAfter: day(900) });
		const connectionWith = (...pems: string[]) => open(basicSettings({ caCertificates: pems.join('') }));
		expect(connectionWith().caCertificateWarnings()).toEqual([]);
		expect(connectionWith(good.pem).caCertificateWarnings()).toEqual([]);
		const tango = connectionWith(good.pem, short.pem, leaf.cert);
		expect(tango.caCertificateWarnings()).toEqual(['certificate 3 is not a certificate authority']);
		await clock.advance(86_400_000);
		expect(tango.caCertificateWarnings()).toEqual([
			`certificate 2 expired on ${day(-0.5).toISOString().slice(0, 10)}`,
			'certificate 3 is not a certificate authority',
		]);
	});

	it('shows none of its secrets', () => {
		const { open } = setUp(json(200, {}));
		for (const settings of [basicSettings({}, { secondaryApiKey: 'fake-key-2' }), oauthSettings()]) {
			const shown = inspect(open(settings), { depth: 20, showHidden: true }) + JSON.stringify(open(settings));
			expect(shown).not.toMatch(/fake-/);
		}
	});

	it.each([
		['fake-key-1', basicSettings()],
		['fake-key-2', basicSettings({}, { secondaryApiKey: 'fake-key-2' })],
		['fake-client-secret', oauthSettings()],
		['fake-password', oauthSettings()],
	])('takes the secret %s out of Tango’s words', async (secret, settings) => {
		const no = json(400, { message: `not with ${secret}` });
		const { open, clock } = setUp(...(settings.auth.kind === 'basic' ? [no] : [token('one'), no]));
		const sent = settle(open(settings).send(ENDPOINTS.getCatalog, {}, CALL));
		await clock.runAll();
		expect(await sent).toMatchObject({ facts: { apiMessage: 'not with [redacted]' } });
	});
});

describe('the catalog', () => {
	const BOOKS = json(200, { brands: [{ brandKey: 'B1', items: [{ utid: 'U1' }] }] });

	async function loadsOf(...settings: ConnectionSettings[]): Promise<number> {
		const { deps, clock, transport } = setUp(BOOKS);
		const catalogs = createShelf<LoadedCatalog>(clock, 10);
		for (const one of settings) {
			const found = createTango(one, { ...deps, catalogs }).catalog.find('U1', CALL);
			await clock.runAll();
			expect(await found).toMatchObject({ reward: { utid: 'U1' } });
		}
		return transport.exchanges.length;
	}

	it('is the platform’s: an edited credential loads it no second time', async () => {
		expect(await loadsOf(basicSettings(), basicSettings({}, { apiKey: 'fake-key-2' }))).toBe(1);
	});

	it('is another one for another platform or environment', async () => {
		const others = [
			basicSettings({}, { platformName: 'other' }),
			basicSettings({ environment: 'production' }),
		];
		expect(await loadsOf(basicSettings(), ...others)).toBe(3);
	});

	it('is loaded with the next credential when that of who asked first is refused', async () => {
		const { deps, clock } = setUp(refusal(401), BOOKS);
		const catalogs = createShelf<LoadedCatalog>(clock, 10);
		const [bad, good] = ['fake-key-1', 'fake-key-2'].map((apiKey) =>
			settle(createTango(basicSettings({}, { apiKey }), { ...deps, catalogs }).catalog.find('U1', CALL)),
		);
		await clock.runAll();
		expect(await bad).toMatchObject({ code: 'AUTHENTICATION_REFUSED' });
		expect(await good).toMatchObject({ reward: { utid: 'U1' } });
	});
});

describe('the pace', () => {
	async function startsWith(...settings: ConnectionSettings[]): Promise<number[]> {
		const { open, clock, transport } = setUp(json(200, {}));
		const sent = settings.map(async (one) => await open(one).send(ENDPOINTS.getCatalog, {}, CALL));
		await clock.runAll();
		await Promise.all(sent);
		return transport.exchanges.map(({ startedAt }) => startedAt);
	}

	it('is shared by all credentials of a platform: another key, another proxy certificate', async () => {
		expect(await startsWith(basicSettings(), basicSettings({}, { apiKey: 'fake-key-2' }))).toEqual([
			0, 1_050,
		]);
	});

	it('is each platform’s and each environment’s own', async () => {
		expect(
			await startsWith(
				basicSettings(),
				basicSettings({}, { platformName: 'other' }),
				basicSettings({ environment: 'production' }),
			),
		).toEqual([0, 0, 0]);
	});
});

describe('the token for n8n’s HTTP Request node', () => {
	it('does not exist with Basic', () => {
		expect(setUp(json(200, {})).open(basicSettings()).accessToken).toBeUndefined();
	});

	it('comes from the same cache as that of the nodes', async () => {
		const { open, clock, transport } = setUp(token('one'), json(200, {}));
		const tango = open(oauthSettings());
		const sent = tango.send(ENDPOINTS.getCatalog, {}, CALL);
		await clock.runAll();
		await sent;
		expect(await tango.accessToken?.(undefined)).toBe('one');
		expect(transport.exchanges).toHaveLength(2);
	});

	it('is a new one when Tango just refused the one that is kept, and only then', async () => {
		const { open, clock, transport } = setUp(token('one'), token('two'));
		const tango = open(oauthSettings());
		expect(await tango.accessToken?.(undefined)).toBe('one');
		expect(await tango.accessToken?.('older')).toBe('one');
		await clock.advance(5_000);
		expect(await tango.accessToken?.('one')).toBe('two');
		expect(transport.exchanges).toHaveLength(2);
	});

	it('stays the same when it was refused within five seconds of its making, as the next one would be', async () => {
		const { open, clock, transport } = setUp(token('one'), token('two'));
		const tango = open(oauthSettings());
		await tango.accessToken?.(undefined);
		await clock.advance(4_999);
		for (let refusals = 0; refusals < 3; refusals++) expect(await tango.accessToken?.('one')).toBe('one');
		expect(transport.exchanges).toHaveLength(1);
	});

	it('is a new one when one that lives for seconds only was refused after a second', async () => {
		const short = (text: string) =>
			json(200, { access_token: text, token_type: 'Bearer', expires_in: 2, scope: 'raas.all' });
		const { open, clock } = setUp(short('one'), short('two'));
		const tango = open(oauthSettings());
		expect(await tango.accessToken?.(undefined)).toBe('one');
		await clock.advance(1_000);
		expect(await tango.accessToken?.('one')).toBe('two');
	});

	it('does not exist with DPoP, as every request would need a signature of its own', async () => {
		const { open, transport } = setUp(token('one'));
		const asked = settle(
			open(oauthSettings({}, { dpop: true })).accessToken?.(undefined) ?? Promise.resolve(''),
		);
		expect(await asked).toMatchObject({ code: 'INVALID_CREDENTIALS_FIELD', facts: { field: 'dpop' } });
		expect(transport.exchanges).toEqual([]);
	});

	it('is an error in our words when there is none', async () => {
		const { open, clock } = setUp(json(401, { error: 'invalid_client' }));
		const asked = settle(open(oauthSettings()).accessToken?.(undefined) ?? Promise.resolve(''));
		await clock.runAll();
		expect(await asked).toMatchObject({ code: 'TOKEN_REFUSED', facts: { detail: 'invalid_client' } });
	});
});

describe('openTango', () => {
	it('gives the same connection for the same settings, so that sockets, token and catalog are kept', () => {
		expect(openTango(basicSettings())).toBe(openTango(basicSettings()));
	});

	it.each<[string, ConnectionSettings]>([
		['key', basicSettings({}, { apiKey: 'fake-key-9' })],
		['environment', basicSettings({ environment: 'production' })],
		['forwarded address', basicSettings({ forwardedFor: '203.0.113.42' })],
		['pace', basicSettings({ requestsPerSecond: 2 })],
	])('gives another one when the %s was edited', (_what, edited) => {
		expect(openTango(edited)).not.toBe(openTango(basicSettings()));
	});

	it('gives each egress filter connections of its own: what one lets through is nothing to another', () => {
		const filter = (): EgressFilter => ({
			validateUrl: async () => ({ ok: true }),
			createSecureLookup: () => lookup,
		});
		const one = filter();
		expect(openTango(basicSettings(), { egress: one })).toBe(openTango(basicSettings(), { egress: one }));
		expect(openTango(basicSettings(), { egress: filter() })).not.toBe(
			openTango(basicSettings(), { egress: one }),
		);
		expect(openTango(basicSettings())).not.toBe(openTango(basicSettings(), { egress: one }));
	});

	it('forgets the connection that was not asked for longest when there are more than fifty', () => {
		const first = openTango(basicSettings());
		for (let other = 0; other < 49; other++) openTango(basicSettings({}, { apiKey: `fake-${other}` }));
		expect(openTango(basicSettings())).toBe(first);
		for (let other = 100; other < 150; other++) openTango(basicSettings({}, { apiKey: `fake-${other}` }));
		expect(openTango(basicSettings())).not.toBe(first);
	});
});
