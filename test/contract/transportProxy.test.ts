import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ProxyBehaviour, startConnectProxy } from '../support/badServer/connectProxy.ts';
import { HOST } from '../support/badServer/loopback.ts';
import { closedPort } from '../support/badServer/server.ts';
import { identity, openTransport, order, proxyThat, QUICK, serve } from '../support/badServer/site.ts';
import { forThisTest } from '../support/lifetime.ts';
import { timed } from '../support/timing.ts';
import { createTestCa } from '../support/tls/testCa.ts';

const behind = (proxy: string, noProxy = '') =>
	openTransport({ env: { https_proxy: proxy, no_proxy: noProxy } });

describe('through a proxy', () => {
	it('a request travels in a tunnel that the proxy cannot look into', async () => {
		const [server, proxy] = [await serve(), await proxyThat('tunnel')];
		const outcome = await behind(proxy.url).exchange(order(server.port), QUICK);
		expect(outcome).toMatchObject({ kind: 'answer', status: 200 });
		expect(proxy.connects.length).toBe(1);
		expect(proxy.connects[0]).toMatch(new RegExp(`^CONNECT ${HOST}:${server.port} HTTP/1.1\r\n`));
		expect(proxy.connects[0]).not.toContain('secret-token');
		expect(server.requests[0]?.head).not.toMatch(/x-forwarded-for|proxy-|via:/i);
	});

	it('requests one after the other share one tunnel', async () => {
		const [server, proxy] = [await serve(), await proxyThat('tunnel')];
		const transport = behind(proxy.url);
		for (let count = 0; count < 5; count++) await transport.exchange(order(server.port), QUICK);
		expect(proxy.connects.length).toBe(1);
		expect(server.connections).toBe(1);
	});

	it('its user and password go to the proxy only', async () => {
		const [server, proxy] = [await serve(), await proxyThat('tunnel')];
		await behind(proxy.url.replace('://', '://user:pa%40ss@')).exchange(order(server.port), QUICK);
		expect(proxy.connects[0]).toContain(
			`proxy-authorization: Basic ${Buffer.from('user:pa@ss').toString('base64')}`,
		);
		expect(server.requests[0]?.head).not.toContain('proxy-authorization');
	});

	it('without a scheme in its URL it is taken as http', async () => {
		const [server, proxy] = [await serve(), await proxyThat('tunnel')];
		expect(await behind(proxy.url.replace('http://', '')).exchange(order(server.port), QUICK)).toMatchObject({
			kind: 'answer',
		});
		expect(proxy.connects.length).toBe(1);
	});

	it('that itself speaks TLS its certificate is verified with the same trust', async () => {
		const server = await serve();
		const good = await forThisTest(startConnectProxy('tunnel', identity));
		expect(await behind(good.url).exchange(order(server.port), QUICK)).toMatchObject({
			kind: 'answer',
		});

		const stranger = await (await createTestCa({ name: 'Stranger' })).issue({ ipAddresses: ['127.0.0.1'] });
		const bad = await forThisTest(startConnectProxy('tunnel', stranger));
		expect(await behind(bad.url).exchange(order(server.port), QUICK)).toEqual({
			kind: 'failure',
			phase: 'notSent',
			cause: 'certificate',
			detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		});
		expect(bad.connects).toEqual([]);
	});

	it.each(['localhost,good.test', `.good.test`, '*', `${HOST}:PORT`])(
		'is not gone when NO_PROXY is %s',
		async (noProxy) => {
			const [server, proxy] = [await serve(), await proxyThat('tunnel')];
			const transport = behind(proxy.url, noProxy.replace('PORT', String(server.port)));
			expect(await transport.exchange(order(server.port), QUICK)).toMatchObject({ kind: 'answer' });
			expect(proxy.connections).toBe(0);
		},
	);

	it('is gone only as the environment said when the transport was made', async () => {
		const [server, proxy] = [await serve(), await proxyThat('tunnel')];
		const transport = openTransport({ env: {} });
		process.env.https_proxy = proxy.url;
		onTestFinished(() => {
			delete process.env.https_proxy;
		});
		expect(await transport.exchange(order(server.port), QUICK)).toMatchObject({ kind: 'answer' });
		expect(proxy.connections).toBe(0);
	});
});

describe('a proxy that stands in the way', () => {
	it.each<[string, ProxyBehaviour, string, string]>([
		['wants other credentials', { status: 407 }, 'proxyAuthentication', 'PROXY_STATUS_407'],
		['refuses the password with 401', { status: 401 }, 'proxyAuthentication', 'PROXY_STATUS_401'],
		['refuses', { status: 403 }, 'proxy', 'PROXY_STATUS_403'],
		['cannot reach the target', { status: 502 }, 'proxy', 'PROXY_STATUS_502'],
		['ends the connection', 'drop', 'proxy', 'UND_ERR_SOCKET'],
		['resets the connection', 'reset', 'proxy', 'ECONNRESET'],
	])('and %s is told as such, after one try', async (_name, behaviour, cause, detail) => {
		const proxy = await proxyThat(behaviour);
		const { outcome, ms } = await timed(async () => await behind(proxy.url).exchange(order(443), QUICK));
		expect(outcome).toEqual({ kind: 'failure', phase: 'notSent', cause, detail });
		expect(ms).toBeLessThan(2500);
		await pause(100);
		// undici 7 alone would connect thousands of times a second here, see nodejs/undici#3897.
		expect(proxy.connections).toBe(1);
	});

	it('and never answers CONNECT ends with the connect limit and leaves no connection', async () => {
		const proxy = await proxyThat('stall');
		const limits = { connectTimeoutMs: 200, responseTimeoutMs: 5000 };
		const { outcome, ms } = await timed(async () => await behind(proxy.url).exchange(order(443), limits));
		expect(outcome).toEqual({
			kind: 'failure',
			phase: 'notSent',
			cause: 'connectTimeout',
			detail: 'CONNECT_LIMIT',
		});
		expect(ms).toBeLessThan(2000);
		await proxy.idle();
		expect(proxy.open).toBe(0);
		expect(proxy.connections).toBe(1);
	});

	it('and never answers CONNECT can be cancelled', async () => {
		const proxy = await proxyThat('stall');
		const outcome = await behind(proxy.url).exchange(order(443), QUICK, AbortSignal.timeout(100));
		expect(outcome).toMatchObject({ phase: 'notSent', cause: 'cancelled' });
		await proxy.idle();
		expect(proxy.open).toBe(0);
	});

	it('and is not running is a matter of the proxy, not of the server', async () => {
		const outcome = await behind(`http://127.0.0.1:${await closedPort()}`).exchange(order(443), QUICK);
		expect(outcome).toEqual({ kind: 'failure', phase: 'notSent', cause: 'proxy', detail: 'ECONNREFUSED' });
	});

	it.each([
		['http://user:hunter2@:bad', 'ERR_PROXY_URL'],
		['http://user:100%fake@127.0.0.1:1', 'ERR_PROXY_URL'],
		['socks5://127.0.0.1:1080', 'ERR_PROXY_PROTOCOL'],
	])('and cannot be used as %s keeps requests from leaving around it', async (proxy, detail) => {
		const server = await serve();
		const outcome = await behind(proxy).exchange(order(server.port), QUICK);
		expect(outcome).toEqual({ kind: 'failure', phase: 'notSent', cause: 'proxy', detail });
		expect(server.connections).toBe(0);
	});

	it('recovers: the next request after a stall gets through', async () => {
		const [server, proxy] = [await serve(), await proxyThat('tunnel')];
		const transport = behind(proxy.url);
		expect(
			await transport.exchange(order(server.port), { connectTimeoutMs: 0, responseTimeoutMs: 50 }),
		).toMatchObject({
			phase: 'notSent',
		});
		expect(await transport.exchange(order(server.port), QUICK)).toMatchObject({ kind: 'answer' });
		expect(server.requests.length).toBe(1);
	});
});
