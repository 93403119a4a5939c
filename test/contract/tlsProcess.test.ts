import { describe, expect, it } from 'vitest';
import { stall } from '../support/badServer/behaviours.ts';
import { HOST } from '../support/badServer/loopback.ts';
import { ca, serve, serveTcp } from '../support/badServer/site.ts';
import { compileTransport } from '../support/tls/childTransport.ts';

const compiled = compileTransport();

describe('the process around it', () => {
	it('ends by itself after close: no timer and no socket is left, not even one that was stuck', async () => {
		const server = await serve();
		const stuck = await serveTcp(stall);
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
		const server = await serve();
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
