import { X509Certificate } from 'node:crypto';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../server.ts';
import { makeCertificates } from '../tls.ts';
import { openClient } from './support/client.ts';
import { orderBody } from './support/samples.ts';
import type { Sandbox } from '../types.ts';

/** Busy machines start a process or open a connection late; that is no failure. */
const PATIENT = { timeout: 15_000, interval: 5 };

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

function handshake(options: ConnectionOptions): Promise<TLSSocket> {
	return new Promise((resolve, reject) => {
		const port = Number(new URL(sandbox.origin).port);
		const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ...options });
		socket.once('secureConnect', () => resolve(socket));
		socket.once('error', reject);
	});
}

describe('TLS of the sandbox', () => {
	it('verifies with its own CA, under all three of its names', async () => {
		const ca = sandbox.caCertificate;
		for (const servername of ['localhost', 'api.tango.test']) {
			const socket = await handshake({ ca, servername });
			expect(socket.authorized).toBe(true);
			socket.destroy();
		}
		const byAddress = await handshake({ ca, servername: '' });
		expect(byAddress.authorized).toBe(true);
		byAddress.destroy();
	});

	it('does not verify without its CA', async () => {
		await expect(handshake({})).rejects.toMatchObject({
			code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		});
	});

	it('does not verify under a name it does not have', async () => {
		const attempt = handshake({ ca: sandbox.caCertificate, servername: 'other.test' });
		await expect(attempt).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
	});

	it('does not verify with the CA of another sandbox', async () => {
		const other = await startSandbox();
		await other.close();
		await expect(handshake({ ca: other.caCertificate })).rejects.toThrow();
	});

	it('sends leaf and intermediate, and keeps the root for the client', async () => {
		const socket = await handshake({ ca: sandbox.caCertificate });
		const leaf = socket.getPeerX509Certificate();
		const root = new X509Certificate(sandbox.caCertificate);
		socket.destroy();
		expect(leaf?.subjectAltName).toContain('IP Address:127.0.0.1');
		expect(leaf?.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
		expect(root.ca).toBe(true);
		expect(leaf?.issuer).not.toBe(root.subject);
	});

	it('refuses TLS 1.1', async () => {
		const old = {
			ca: sandbox.caCertificate,
			minVersion: 'TLSv1.1',
			maxVersion: 'TLSv1.1',
		} as const;
		await expect(handshake({ ...old, ciphers: 'DEFAULT@SECLEVEL=0' })).rejects.toMatchObject({
			code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
		});
	});
});

describe('life of the sandbox', () => {
	it('serves several requests over one connection and counts it once', async () => {
		sandbox.reset();
		const client = openClient(sandbox);
		await client.get('/accounts');
		await client.get('/accounts');
		client.close();
		expect(sandbox.connectionsOpened).toBe(1);
		expect(sandbox.log.map(({ connection }) => connection)).toEqual([
			sandbox.log[0]?.connection,
			sandbox.log[0]?.connection,
		]);
	});

	it('closes at once although a request is stalled and a connection is kept alive', async () => {
		const own = await startSandbox();
		const client = openClient(own);
		await client.get('/accounts');
		own.faults.next('stall-before');
		const stalled = client.get('/accounts');
		const failed = expect(stalled).rejects.toMatchObject({ code: 'ECONNRESET' });
		await expect.poll(() => own.log.length, PATIENT).toBe(2);
		const before = performance.now();
		await own.close();
		await failed;
		expect(performance.now() - before).toBeLessThan(1000);
		client.close();
	});

	it('takes orders still in process with it when it closes', async () => {
		const own = await startSandbox();
		const client = openClient(own);
		own.state.processingMs = 400;
		const failed = expect(client.post('/orders', orderBody())).rejects.toThrow();
		await expect.poll(() => own.log.length, PATIENT).toBe(1);
		await own.close();
		await failed;
		await new Promise((resolve) => setTimeout(resolve, 450));
		expect(own.state.orders).toEqual([]);
		client.close();
	});

	it('leaves its port free after closing', async () => {
		const first = await startSandbox();
		const port = Number(new URL(first.origin).port);
		await first.close();
		const second = await startSandbox({ port });
		expect(new URL(second.origin).port).toBe(String(port));
		await second.close();
	});

	it('can be followed by one with its certificates, which its clients trust', async () => {
		const certificates = await makeCertificates();
		const first = await startSandbox({ certificates });
		await first.close();
		const second = await startSandbox({ certificates });
		expect(second.caCertificate).toBe(first.caCertificate);
		const client = openClient({ ...second, caCertificate: first.caCertificate });
		expect((await client.get('/accounts')).status).toBe(200);
		client.close();
		await second.close();
	});

	it('shows a certificate of another root once it is renewed, and ends connections', async () => {
		const renewing = await startSandbox();
		const before = openClient({ ...renewing });
		expect((await before.get('/accounts')).status).toBe(200);
		await renewing.renewCertificates();
		await expect(before.get('/accounts')).rejects.toThrow();
		const after = openClient(renewing);
		expect((await after.get('/accounts')).status).toBe(200);
		before.close();
		after.close();
		await renewing.close();
	});

	it('resets to the seed data but keeps port and CA', async () => {
		const client = openClient(sandbox);
		const { origin, caCertificate } = sandbox;
		await client.post('/orders', orderBody({ accountIdentifier: 'acme-usd' }));
		await client.get('/catalogs?nonsense=1');
		sandbox.faults.next('gzip');
		sandbox.state.revokeKey(sandbox.basic.apiKey);
		sandbox.reset();
		expect(sandbox.state.orders).toEqual([]);
		expect(sandbox.log).toEqual([]);
		expect(sandbox.violations).toEqual([]);
		expect(sandbox.faults.pending).toBe(0);
		expect(sandbox.state.balance('acme-usd')).toBe(1_000_000);
		expect((await client.get('/accounts')).status).toBe(200);
		expect(sandbox).toMatchObject({ origin, caCertificate });
		client.close();
	});

	it('keeps no log when told so', async () => {
		const quiet = await startSandbox({ keepRequestLog: false });
		const client = openClient(quiet);
		await client.post('/orders', orderBody());
		expect(quiet.log).toEqual([]);
		expect(quiet.state.orders).toHaveLength(1);
		client.close();
		await quiet.close();
	});
});
