import { describe, expect, it } from 'vitest';
import { createNetworkProbe } from '../../nodes/Tango/core/http/networkProbe.ts';
import { answerOk, stall } from '../support/badServer/behaviours.ts';
import type { ProxyBehaviour } from '../support/badServer/connectProxy.ts';
import { HOST, loopbackLookup } from '../support/badServer/loopback.ts';
import { closedPort } from '../support/badServer/server.ts';
import { ca, proxyThat, serve, serveTcp } from '../support/badServer/site.ts';
import { Refused, testFilter, type TestFilter } from '../support/egressFilter.ts';
import { createTestCa, daysFromNow, type ServerIdentity } from '../support/tls/testCa.ts';

const stranger = await createTestCa({ name: 'Corp Inspection CA' });
const intermediate = await ca.issueCa({ name: 'Test intermediate' });
/** A chain worth telling. */
const chained = await intermediate.issue({ dnsNames: [HOST] });

const urlOf = ({ port }: { readonly port: number }) => new URL(`https://${HOST}:${port}/raas/v2`);
const probeFor = (env: Record<string, string> = {}, timeoutMs = 3_000) =>
	createNetworkProbe({ caCertificates: [ca.pem], env, lookup: loopbackLookup, timeoutMs });

describe('a look at a server', () => {
	it('tells protocol, cipher, chain and times, sends no request and leaves no connection', async () => {
		const server = await serve(answerOk(), chained);
		const seen = await probeFor().connect(urlOf(server));
		expect(seen).toMatchObject({
			kind: 'connected',
			protocol: 'TLSv1.3',
			cipher: expect.stringContaining('TLS_'),
			connectMs: expect.any(Number),
			tlsMs: expect.any(Number),
		});
		expect(seen.chain.map(({ subject, issuer }) => [subject, issuer])).toEqual([
			['leaf', 'Test intermediate'],
			['Test intermediate', 'Test root'],
			['Test root', 'Test root'],
		]);
		expect(seen.chain[0]?.names).toBe(`DNS:${HOST}`);
		await server.idle();
		expect([server.connections, server.open, server.requests.length]).toEqual([1, 0, 0]);
	});

	it.each<[string, () => Promise<ServerIdentity>, string, string]>([
		[
			'of an unknown authority',
			async () => await stranger.issue({ dnsNames: [HOST] }),
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			'Corp Inspection CA',
		],
		[
			'that has expired',
			async () => await ca.issue({ dnsNames: [HOST], notBefore: daysFromNow(-9), notAfter: daysFromNow(-1) }),
			'CERT_HAS_EXPIRED',
			'Test root',
		],
		[
			'for another host',
			async () => await ca.issue({ dnsNames: ['other.test'] }),
			'ERR_TLS_CERT_ALTNAME_INVALID',
			'Test root',
		],
	])('turns down a certificate %s, and tells what it said', async (_name, issue, detail, issuer) => {
		const server = await serve(answerOk(), await issue());
		const seen = await probeFor().connect(urlOf(server));
		expect(seen).toMatchObject({
			kind: 'failed',
			failure: { phase: 'notSent', cause: 'certificate', detail },
			chain: expect.arrayContaining([expect.objectContaining({ subject: 'leaf', issuer })]),
		});
		await server.idle();
		expect(server.open).toBe(0);
	});

	it('with nothing behind the port is refused', async () => {
		const seen = await probeFor().connect(urlOf({ port: await closedPort() }));
		expect(seen).toMatchObject({ kind: 'failed', failure: { cause: 'refused' }, chain: [] });
	});

	it('that speaks no TLS says so', async () => {
		const server = await serveTcp((socket) =>
			socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
		);
		expect(await probeFor().connect(urlOf(server))).toMatchObject({ failure: { cause: 'tlsProtocol' } });
	});

	it.each([
		['ends', (socket: { end(): unknown }) => void socket.end()],
		['resets', (socket: { resetAndDestroy(): unknown }) => void socket.resetAndDestroy()],
	])('that %s the connection in the handshake is told as a cut', async (_name, cut) => {
		const server = await serveTcp((socket) => socket.once('data', () => cut(socket)));
		expect(await probeFor().connect(urlOf(server))).toMatchObject({ failure: { cause: 'reset' } });
	});

	it('that says nothing ends at the limit, without a connection left', async () => {
		const server = await serveTcp(stall);
		const seen = await probeFor({}, 150).connect(urlOf(server));
		expect(seen).toMatchObject({ failure: { cause: 'connectTimeout', detail: 'CONNECT_LIMIT' } });
		await server.idle();
		expect(server.open).toBe(0);
	});
});

describe('a look at an address that n8n’s filter for outgoing connections refuses', () => {
	it.each<[string, () => TestFilter]>([
		['before it is connected to', () => testFilter({ validate: async () => ({ ok: false }) })],
		['when its name is resolved', () => testFilter({ lookupError: new Refused() })],
	])('ends %s, without a connection', async (_when, filter) => {
		const server = await serve();
		const probe = createNetworkProbe({ caCertificates: [ca.pem], env: {}, egress: filter() });
		expect(await probe.connect(urlOf(server))).toMatchObject({
			kind: 'failed',
			failure: { cause: 'addressNotAllowed' },
		});
		expect(server.connections).toBe(0);
	});
});

describe('a look through a proxy', () => {
	const withPassword = (url: string) => url.replace('://', '://user:fake%40pass@');

	it('opens the tunnel that requests use, and gives the password to the proxy alone', async () => {
		const [server, proxy] = [await serve(), await proxyThat('tunnel')];
		const probe = probeFor({ https_proxy: withPassword(proxy.url) });
		expect(await probe.connect(urlOf(server))).toMatchObject({ kind: 'connected', protocol: 'TLSv1.3' });
		expect(proxy.connects).toHaveLength(1);
		expect(proxy.connects[0]).toMatch(new RegExp(`^CONNECT ${HOST}:${server.port} HTTP/1.1\r\n`));
		expect(proxy.connects[0]?.toLowerCase()).toContain(
			`proxy-authorization: basic ${Buffer.from('user:fake@pass').toString('base64')}`.toLowerCase(),
		);
		expect(server.requests).toEqual([]);
		await Promise.all([server.idle(), proxy.idle()]);
		expect([server.open, proxy.open]).toEqual([0, 0]);
	});

	it('verifies the server inside the tunnel', async () => {
		const server = await serve(answerOk(), await stranger.issue({ dnsNames: [HOST] }));
		const proxy = await proxyThat('tunnel');
		expect(await probeFor({ https_proxy: proxy.url }).connect(urlOf(server))).toMatchObject({
			failure: { cause: 'certificate', detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
			chain: [expect.objectContaining({ issuer: 'Corp Inspection CA' })],
		});
	});

	it.each<[ProxyBehaviour, string, string]>([
		[{ status: 407 }, 'proxyAuthentication', 'PROXY_STATUS_407'],
		[{ status: 403 }, 'proxy', 'PROXY_STATUS_403'],
		['drop', 'proxy', 'ECONNRESET'],
	])('that answers with %j is told as the proxy’s', async (behaviour, cause, detail) => {
		const proxy = await proxyThat(behaviour);
		const seen = await probeFor({ https_proxy: proxy.url }).connect(urlOf({ port: 443 }));
		expect(seen).toMatchObject({ failure: { phase: 'notSent', cause, detail } });
		await proxy.idle();
		expect(proxy.open).toBe(0);
	});

	it('that is not running is told as the proxy’s', async () => {
		const probe = probeFor({ https_proxy: `http://127.0.0.1:${await closedPort()}` });
		expect(await probe.connect(urlOf({ port: 443 }))).toMatchObject({
			failure: { cause: 'proxy', detail: 'ECONNREFUSED' },
		});
	});

	it('that never answers ends at the limit, without a connection left', async () => {
		const proxy = await proxyThat('stall');
		const seen = await probeFor({ https_proxy: proxy.url }, 150).connect(urlOf({ port: 443 }));
		expect(seen).toMatchObject({ failure: { cause: 'connectTimeout' } });
		await proxy.idle();
		expect(proxy.open).toBe(0);
	});
});

describe('what the proxy variables say', () => {
	const url = new URL('https://api.good.test/raas/v2');

	it.each<[Record<string, string>, object]>([
		[{}, { kind: 'none' }],
		[
			{ HTTPS_PROXY: 'http://user:fake-pass@proxy.corp:3128' },
			{ kind: 'used', address: 'proxy.corp:3128', hostname: 'proxy.corp' },
		],
		[
			{ https_proxy: 'proxy.corp:3128', no_proxy: 'good.test' },
			{ kind: 'exempt', address: 'proxy.corp:3128' },
		],
		[
			{ https_proxy: 'socks5://user:fake-pass@proxy.corp' },
			{ kind: 'unusable', detail: 'ERR_PROXY_PROTOCOL' },
		],
		[{ https_proxy: 'socks5://proxy.corp', no_proxy: '*' }, { kind: 'none' }],
	])('%j', (env, facts) => {
		expect(probeFor(env).proxyFor(url)).toEqual(facts);
	});
});

describe('a look at a name', () => {
	it('gives its addresses', async () => {
		expect(await probeFor().lookUp('api.good.test')).toEqual({ kind: 'addresses', addresses: ['127.0.0.1'] });
	});

	it('says that it is unknown', async () => {
		const unknown = Object.assign(new Error('nobody by that name'), { code: 'ENOTFOUND' });
		const probe = createNetworkProbe({
			caCertificates: [],
			env: {},
			lookup: (_host, _options, callback) => callback(unknown, ''),
		});
		expect(await probe.lookUp('nowhere.test')).toEqual({
			kind: 'failure',
			phase: 'notSent',
			cause: 'dns',
			detail: 'ENOTFOUND',
		});
	});

	it('ends at the limit when nobody answers', async () => {
		const probe = createNetworkProbe({ caCertificates: [], env: {}, lookup: () => {}, timeoutMs: 50 });
		expect(await probe.lookUp('silent.test')).toMatchObject({ cause: 'dns', detail: 'LOOKUP_LIMIT' });
	});
});
