import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { HOST } from '../support/badServer/loopback.ts';
import { openTransport, order, proxyThat, QUICK, serve } from '../support/badServer/site.ts';
import { testFilter, Refused, type TestFilter } from '../support/egressFilter.ts';
import { timed } from '../support/timing.ts';

const filteredBy = (egress: TestFilter, env = {}) => openTransport({ egress, env, lookup: undefined });
const coded = (code: string) => Object.assign(new Error(code), { code });

const NOT_ALLOWED = {
	kind: 'failure',
	phase: 'notSent',
	cause: 'addressNotAllowed',
	detail: 'ERR_ADDRESS_NOT_ALLOWED',
};

describe('n8n’s filter for outgoing connections', () => {
	it('is asked before each request, resolves the name, and lets what it allows through', async () => {
		const [server, filter] = [await serve(), testFilter()];
		const transport = filteredBy(filter);
		for (let count = 0; count < 2; count++) {
			expect(await transport.exchange(order(server.port), QUICK)).toMatchObject({ kind: 'answer' });
		}
		expect(filter.asked).toEqual(Array.from({ length: 2 }, () => order(server.port).url));
		expect(filter.lookedUp).toEqual([HOST]);
		expect(server.connections).toBe(1);
	});

	it('keeps a refused address from being connected to', async () => {
		const server = await serve();
		const filter = testFilter({ validate: async () => ({ ok: false }) });
		expect(await filteredBy(filter).exchange(order(server.port), QUICK)).toEqual(NOT_ALLOWED);
		expect(filter.lookedUp).toEqual([]);
		expect(server.connections).toBe(0);
	});

	it('keeps an address in digits from being connected to, for which no name is looked up', async () => {
		const server = await serve();
		const filter = testFilter({ validate: async (url) => ({ ok: !url.includes('127.0.0.1') }) });
		const url = `https://127.0.0.1:${server.port}/raas/v2/orders`;
		expect(await filteredBy(filter).exchange(order(server.port, { url }), QUICK)).toEqual(NOT_ALLOWED);
		expect(server.connections).toBe(0);
	});

	it('catches a name that leads elsewhere by the time of the connection', async () => {
		const server = await serve();
		const filter = testFilter({ lookupError: new Refused() });
		expect(await filteredBy(filter).exchange(order(server.port), QUICK)).toEqual(NOT_ALLOWED);
		expect(server.connections).toBe(0);
	});

	it.each([
		['its check', testFilter({ validate: async () => await Promise.reject(coded('ENOTFOUND')) })],
		['its lookup', testFilter({ lookupError: coded('ENOTFOUND') })],
	])('leaves a name that %s cannot resolve a matter of DNS, which is tried again', async (_where, filter) => {
		const server = await serve();
		expect(await filteredBy(filter).exchange(order(server.port), QUICK)).toMatchObject({
			phase: 'notSent',
			cause: 'dns',
			detail: 'ENOTFOUND',
		});
	});

	it('is asked behind a proxy as well, where no name is looked up here', async () => {
		const [server, proxy] = [await serve(), await proxyThat('tunnel')];
		const env = { https_proxy: proxy.url };
		const refusing = testFilter({ validate: async () => ({ ok: false }) });
		expect(await filteredBy(refusing, env).exchange(order(server.port), QUICK)).toEqual(NOT_ALLOWED);
		expect(proxy.connections).toBe(0);

		const allowing = testFilter();
		expect(await filteredBy(allowing, env).exchange(order(server.port), QUICK)).toMatchObject({
			kind: 'answer',
		});
		expect(allowing.lookedUp).toEqual([]);
	});

	it('that does not come to an end is ended by the connect limit, and nothing is sent afterwards', async () => {
		const server = await serve();
		let allow: (verdict: { ok: boolean }) => void = () => {};
		const filter = testFilter({
			validate: async () => await new Promise((resolve) => (allow = resolve)),
		});
		const limits = { connectTimeoutMs: 100, responseTimeoutMs: 5_000 };
		const { outcome, ms } = await timed(
			async () => await filteredBy(filter).exchange(order(server.port), limits),
		);
		expect(outcome).toMatchObject({ phase: 'notSent', cause: 'connectTimeout' });
		expect(ms).toBeLessThan(2_000);
		allow({ ok: true });
		await pause(100);
		expect(server.connections).toBe(0);
	});

	it('that does not come to an end can be cancelled', async () => {
		const filter = testFilter({ validate: async () => await new Promise(() => {}) });
		const outcome = await filteredBy(filter).exchange(order(443), QUICK, AbortSignal.timeout(50));
		expect(outcome).toMatchObject({ phase: 'notSent', cause: 'cancelled' });
	});
});
