import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUndiciTransport } from '../../nodes/Tango/core/http/undiciTransport.ts';
import type { Failure, Outcome } from '../../nodes/Tango/core/outcome.ts';
import {
	answerOk,
	type FaultServer,
	loopbackLookup,
	startFaultServer,
	startTcpServer,
} from '../support/faultServer.ts';
import { startTestProxy, type TestProxy } from '../support/faultServerProxy.ts';
import {
	createSelfSigned,
	createTestCa,
	daysFromNow,
	type LeafOptions,
	type ServerIdentity,
	type TestCa,
} from '../support/tls/testCa.ts';

const HOST = 'api.good.test';
const LIMITS = { connectTimeoutMs: 3000, responseTimeoutMs: 3000 };
const GOOD: LeafOptions = { dnsNames: [HOST] };
const LEGACY = { ciphers: 'DEFAULT@SECLEVEL=0', minVersion: 'TLSv1' } as const;

/** Every case has its own server, so they are all started once and asked in turn. */
interface Case {
	readonly server: () => Promise<FaultServer>;
	readonly host?: string;
	/** Absent: the server is to be trusted. */
	readonly failure?: Pick<Failure, 'phase' | 'cause' | 'detail'>;
}

let root: TestCa;
let rsaRoot: TestCa;
let stranger: TestCa;
let intermediate: TestCa;
let proxy: TestProxy;
const toClose: Array<{ close(): Promise<void> }> = [];

beforeAll(async () => {
	[root, rsaRoot, stranger] = await Promise.all([
		createTestCa(),
		createTestCa({ name: 'RSA root', rsaBits: 2048 }),
		createTestCa({ name: 'Stranger' }),
	]);
	intermediate = await root.issueCa({ pathLength: 0 });
	proxy = await startTestProxy('tunnel');
});
afterAll(async () => {
	await Promise.all([proxy, ...toClose].map(async (server) => await server.close()));
});

const serve = async (identity: ServerIdentity, options: tls.TlsOptions = {}) =>
	await startFaultServer({ ...identity, ...options }, answerOk());

const leafOf =
	(ca: () => TestCa | Promise<TestCa>, options: LeafOptions, serverOptions: tls.TlsOptions = {}) =>
	async () =>
		await serve(await (await ca()).issue(options), serverOptions);

const untrusted = (detail: string) => ({ phase: 'notSent', cause: 'certificate', detail }) as const;
const noTls = (detail: string) => ({ phase: 'notSent', cause: 'tlsProtocol', detail }) as const;

const wrongName = untrusted('ERR_TLS_CERT_ALTNAME_INVALID');

const CASES: Readonly<Record<string, Case>> = {
	'a leaf below an intermediate that is sent along': { server: leafOf(() => intermediate, GOOD) },
	'a leaf for *.good.test': { server: leafOf(() => root, { dnsNames: ['*.good.test'] }) },
	'an IP address named as IP in subjectAltName': {
		server: leafOf(() => root, { ipAddresses: ['127.0.0.1'] }),
		host: '127.0.0.1',
	},
	'a thousand names, one of them right': {
		server: leafOf(() => root, {
			dnsNames: [...Array.from({ length: 999 }, (_, index) => `h${index}.good.test`), HOST],
		}),
	},
	'a chain in the wrong order': {
		server: async () => {
			const below = await root.issueCa({ name: 'Upper' });
			const lower = await below.issueCa({ name: 'Lower' });
			const { key, cert } = await lower.issue(GOOD);
			const [leaf = '', first = '', second = ''] = cert.split(/(?<=-----END CERTIFICATE-----\n)/);
			return await serve({ key, cert: leaf + second + first });
		},
	},
	'an expired leaf': {
		server: leafOf(() => root, { ...GOOD, notBefore: daysFromNow(-9), notAfter: daysFromNow(-1) }),
		failure: untrusted('CERT_HAS_EXPIRED'),
	},
	'an expired intermediate': {
		server: leafOf(
			async () => await root.issueCa({ notBefore: daysFromNow(-9), notAfter: daysFromNow(-1) }),
			GOOD,
		),
		failure: untrusted('CERT_HAS_EXPIRED'),
	},
	'a leaf of tomorrow': {
		server: leafOf(() => root, { ...GOOD, notBefore: daysFromNow(1) }),
		failure: untrusted('CERT_NOT_YET_VALID'),
	},
	'another host': { server: leafOf(() => root, { dnsNames: ['other.test'] }), failure: wrongName },
	'a wildcard one label too short': {
		server: leafOf(() => root, { dnsNames: ['*.test'] }),
		host: 'api.deep.test',
		failure: wrongName,
	},
	'an IP address without an IP in subjectAltName': {
		server: leafOf(() => root, GOOD),
		host: '127.0.0.1',
		failure: wrongName,
	},
	'an IP address named only as DNS': {
		server: leafOf(() => root, { dnsNames: ['127.0.0.1'] }),
		host: '127.0.0.1',
		failure: wrongName,
	},
	'a self-signed leaf': {
		server: async () => await serve(await createSelfSigned(GOOD)),
		failure: untrusted('DEPTH_ZERO_SELF_SIGNED_CERT'),
	},
	'an unknown root that is not sent': {
		server: leafOf(() => stranger, GOOD),
		failure: untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
	},
	'a missing intermediate': {
		server: async () => {
			const { key, cert } = await intermediate.issue(GOOD);
			return await serve({ key, cert: cert.slice(0, cert.indexOf('-----END CERTIFICATE-----') + 26) });
		},
		failure: untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
	},
	'an unknown root that is sent': {
		server: async () => {
			const { key, cert } = await stranger.issue(GOOD);
			return await serve({ key, cert: cert + stranger.pem });
		},
		failure: untrusted('SELF_SIGNED_CERT_IN_CHAIN'),
	},
	'an intermediate that is no authority': {
		server: leafOf(async () => await root.issueCa({ ca: false }), GOOD),
		failure: untrusted('INVALID_PURPOSE'),
	},
	'a leaf for clients only': {
		server: leafOf(() => root, { ...GOOD, usage: 'client' }),
		failure: untrusted('INVALID_PURPOSE'),
	},
	'one intermediate more than pathLen allows': {
		server: leafOf(async () => await intermediate.issueCa({ name: 'Too deep' }), GOOD),
		failure: untrusted('PATH_LENGTH_EXCEEDED'),
	},
	'a leaf signed with SHA-1': {
		server: leafOf(() => root, { ...GOOD, hash: 'SHA-1' }, LEGACY),
		failure: untrusted('UNSPECIFIED'),
	},
	'a leaf with RSA-1024': {
		server: leafOf(() => rsaRoot, { ...GOOD, rsaBits: 1024 }, LEGACY),
		failure: untrusted('UNSPECIFIED'),
	},
	'the host as CN and no subjectAltName': {
		server: leafOf(() => root, { commonName: HOST }),
		failure: untrusted('ERR_TLS_CERT_NO_SAN'),
	},
	'the host as CN beside a subjectAltName without DNS names': {
		server: leafOf(() => root, { commonName: HOST, emails: ['a@good.test'] }),
		failure: wrongName,
	},
	'TLS 1.1 at most': {
		server: leafOf(() => rsaRoot, { ...GOOD, rsaBits: 2048 }, { ...LEGACY, maxVersion: 'TLSv1.1' }),
		failure: noTls('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'),
	},
	'anonymous ciphers only': {
		server: async () =>
			await serve({ key: '', cert: '' }, { ciphers: 'aNULL:@SECLEVEL=0', maxVersion: 'TLSv1.2' }),
		failure: noTls('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'),
	},
	'plain HTTP': {
		server: async () =>
			await startTcpServer((socket) =>
				socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
			),
		failure: noTls('ERR_SSL_WRONG_VERSION_NUMBER'),
	},
	'an end at ClientHello': {
		server: async () => await startTcpServer((socket) => socket.once('data', () => socket.end())),
		failure: { phase: 'notSent', cause: 'reset', detail: 'ECONNRESET' },
	},
	'a reset at ClientHello': {
		server: async () => await startTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
		failure: { phase: 'notSent', cause: 'reset', detail: 'ECONNRESET' },
	},
};

describe.each([
	['directly', () => ({})],
	['inside a proxy tunnel', () => ({ https_proxy: proxy.url })],
] as const)('what a server may show %s', (_way, env) => {
	it.each(Object.entries(CASES))('judges %s', async (_name, { server, host = HOST, failure }) => {
		const running = await server();
		const transport = createUndiciTransport({
			caCertificates: [root.pem, rsaRoot.pem],
			env: env(),
			lookup: loopbackLookup,
		});
		try {
			const url = `https://${host}:${running.port}/`;
			const outcome = await transport.exchange({ method: 'POST', url, headers: {}, body: '{}' }, LIMITS);
			expect(summary(outcome)).toEqual(
				failure ? { kind: 'failure', ...failure } : { kind: 'answer', status: 200 },
			);
			expect(running.requests.length).toBe(failure ? 0 : 1);
		} finally {
			await Promise.all([transport.close(), running.close()]);
		}
	});
});

function summary(outcome: Outcome): object {
	if (outcome.kind === 'answer') return { kind: outcome.kind, status: outcome.status };
	return outcome;
}
