import { describe, expect, it } from 'vitest';
import { stall } from '../support/badServer/behaviours.ts';
import { HOST } from '../support/badServer/loopback.ts';
import { ca, serve } from '../support/badServer/site.ts';
import { startTcpProxy } from '../support/badServer/tcpProxy.ts';
import { forThisTest } from '../support/lifetime.ts';
import { compileTransport } from '../support/tls/childTransport.ts';

const compiled = compileTransport();

describe('the end of connections', () => {
	// Node aborts the process for a TLS socket that is made with an aborted signal: no handler would help there.
	it('leaves the process alive and opens no connection after it, although undici asks for one', async () => {
		const server = await serve(stall);
		// Refused, the first connection makes undici forget the pool in which the second one is.
		const proxy = await forThisTest(
			startTcpProxy(server.port, (connection) => {
				if (connection === 0) return { kind: 'breakAtConnect', how: 'RST' };
				if (connection > 1) setTimeout(() => proxy.dropAll('FIN'), 50);
				return undefined;
			}),
		);
		const { printed, stderr, exitCode } = await compiled.run(`
			const transport = createUndiciTransport({ caCertificates: [${JSON.stringify(ca.pem)}], env: {}, lookup });
			const request = { method: 'POST', url: 'https://${HOST}:${proxy.port}/', headers: {}, body: '{}' };
			const limits = { connectTimeoutMs: 5000, responseTimeoutMs: 5000 };
			const cancel = new AbortController();
			const refused = transport.exchange(request, limits);
			let cancelled;
			const started = new Promise((resolve) => {
				cancelled = transport.exchange(request, limits, cancel.signal, resolve);
			});
			Promise.all([refused, started]).then(async ([first]) => {
				cancel.abort();
				await transport.close();
				setTimeout(() => cancelled.then((second) => print([first.cause, second.cause])), 300);
			});
		`);
		expect(stderr).toBe('');
		expect(exitCode).toBe(0);
		expect(printed).toEqual(['reset', 'cancelled']);
		expect(proxy.traffic).toHaveLength(2);
	});
});
