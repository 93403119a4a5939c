import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOk, stall, startFaultServer, startTcpServer } from '../support/faultServer.ts';
import { forThisTest, HOST } from '../support/faultServerSetup.ts';
import { type CompiledTransport, compileTransport } from '../support/tls/childTransport.ts';
import { createTestCa, type ServerIdentity, type TestCa } from '../support/tls/testCa.ts';

let compiled: CompiledTransport;
let ca: TestCa;
let extraCa: TestCa;
let identity: ServerIdentity;

beforeAll(async () => {
	compiled = compileTransport();
	[ca, extraCa] = await Promise.all([createTestCa(), createTestCa({ name: 'Extra root', rsaBits: 2048 })]);
	identity = await ca.issue({ dnsNames: [HOST] });
});
afterAll(() => compiled.remove());

const asks = (port: number, caPem: string) => `
const transport = createUndiciTransport({ caCertificates: parseCaCertificates(${JSON.stringify(caPem)}), env: {}, lookup });
const request = { method: 'POST', url: 'https://${HOST}:${port}/', headers: {}, body: '{}' };
transport.exchange(request, { connectTimeoutMs: 5000, responseTimeoutMs: 60000 }).then(async (outcome) => {
	await transport.close();
	print(outcome);
});
`;

describe('the process around it', () => {
	it('cannot turn verification off by NODE_TLS_REJECT_UNAUTHORIZED=0', async () => {
		const server = await forThisTest(startFaultServer(identity, answerOk()));
		const { printed } = await compiled.run(asks(server.port, ''), { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
		expect(printed).toMatchObject({
			phase: 'notSent',
			cause: 'certificate',
			detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		});
		expect(server.requests.length).toBe(0);
	});

	it('cannot turn the name check off by NODE_TLS_REJECT_UNAUTHORIZED=0', async () => {
		const other = await ca.issue({ dnsNames: ['other.test'] });
		const server = await forThisTest(startFaultServer(other, answerOk()));
		const { printed } = await compiled.run(asks(server.port, ca.pem), { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
		expect(printed).toMatchObject({ phase: 'notSent', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' });
	});

	it.each(['--tls-min-v1.0', '--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0'])(
		'cannot lower the TLS version by NODE_OPTIONS=%s',
		async (nodeOptions) => {
			const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
			const server = await forThisTest(startFaultServer({ ...identity, ...old }, answerOk()));
			const { printed } = await compiled.run(asks(server.port, ca.pem), { NODE_OPTIONS: nodeOptions });
			expect(printed).toMatchObject({ phase: 'notSent', cause: 'tlsProtocol' });
		},
	);

	it('cannot weaken keys by a cipher list with @SECLEVEL=0', async () => {
		const weak = await extraCa.issue({ dnsNames: [HOST], rsaBits: 1024 });
		const server = await forThisTest(
			startFaultServer({ ...weak, ciphers: 'DEFAULT@SECLEVEL=0' }, answerOk()),
		);
		const { printed } = await compiled.run(asks(server.port, extraCa.pem), {
			NODE_OPTIONS: '--tls-cipher-list=DEFAULT@SECLEVEL=0',
		});
		expect(printed).toMatchObject({ phase: 'notSent', cause: 'certificate' });
	});

	it.each([
		['without a custom certificate', () => ''],
		['together with a custom certificate', () => ca.pem],
	])('adds its NODE_EXTRA_CA_CERTS %s', async (_name, custom) => {
		const server = await forThisTest(startFaultServer(await extraCa.issue({ dnsNames: [HOST] }), answerOk()));
		const NODE_EXTRA_CA_CERTS = compiled.file('extra.pem', extraCa.pem);
		expect((await compiled.run(asks(server.port, custom()))).printed).toMatchObject({ cause: 'certificate' });
		const { printed } = await compiled.run(asks(server.port, custom()), { NODE_EXTRA_CA_CERTS });
		expect(printed).toMatchObject({ kind: 'answer', status: 200 });
	});

	it('keeps its public roots when a custom certificate is added', async () => {
		const { printed } = await compiled.run(`
			const custom = parseCaCertificates(${JSON.stringify(ca.pem)});
			const roots = trustedRoots(custom);
			const { rootCertificates } = require('node:tls');
			print({ custom: roots.includes(custom[0]), missing: rootCertificates.filter((root) => !roots.includes(root)).length });
		`);
		expect(printed).toEqual({ custom: true, missing: 0 });
	});

	it('goes on without an unreadable NODE_EXTRA_CA_CERTS, as Node does', async () => {
		const server = await forThisTest(startFaultServer(identity, answerOk()));
		const { printed } = await compiled.run(asks(server.port, ca.pem), {
			NODE_EXTRA_CA_CERTS: '/nowhere.pem',
		});
		expect(printed).toMatchObject({ kind: 'answer' });
	});

	it('ends by itself after close: no timer and no socket is left, not even one that was stuck', async () => {
		const server = await forThisTest(startFaultServer(identity, answerOk()));
		const stuck = await forThisTest(startTcpServer(stall));
		const { printed, ms, exitCode, stderr } = await compiled.run(`
			const transport = createUndiciTransport({ caCertificates: [${JSON.stringify(ca.pem)}], env: {}, lookup });
			const ask = (port, connectTimeoutMs) => transport.exchange(
				{ method: 'GET', url: 'https://${HOST}:' + port + '/', headers: {} },
				{ connectTimeoutMs, responseTimeoutMs: 60000 },
			);
			Promise.all([ask(${stuck.port}, 100), ask(${server.port}, 60000)]).then(async (outcomes) => {
				await transport.close();
				print(outcomes.map(({ kind }) => kind));
			});
		`);
		expect(printed).toEqual(['failure', 'answer']);
		expect(exitCode).toBe(0);
		expect(stderr).toBe('');
		expect(ms).toBeLessThan(10_000);
	});

	it('hears no warning about listeners when ten exchanges at a time share one signal', async () => {
		const server = await forThisTest(startFaultServer(identity, answerOk()));
		const { printed, stderr } = await compiled.run(`
			const transport = createUndiciTransport({ caCertificates: [${JSON.stringify(ca.pem)}], env: {}, lookup });
			const { signal } = new AbortController();
			const ask = () => transport.exchange(
				{ method: 'GET', url: 'https://${HOST}:${server.port}/', headers: {} },
				{ connectTimeoutMs: 5000, responseTimeoutMs: 5000 },
				signal,
			);
			(async () => {
				for (let round = 0; round < 20; round++) await ask();
				const outcomes = await Promise.all(Array.from({ length: 10 }, ask));
				await transport.close();
				print(outcomes.filter(({ kind }) => kind === 'answer').length);
			})();
		`);
		expect(printed).toBe(10);
		expect(stderr).toBe('');
	});
});
