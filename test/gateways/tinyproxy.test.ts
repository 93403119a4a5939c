import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { order, rows, runTango, type TangoResult } from '../engine/support/tango.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { ownConnection, proxyEnvironment } from './support/proxyEnvironment.ts';
import { startTinyproxy, type ForwardProxy, type ForwardProxyOptions } from './support/tinyproxy.ts';

const USER = 'acme';
/** tinyproxy takes letters, digits, ".", "-" and "_" only. */
const PASSWORD = 'fake-Pass.word';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

async function proxyForThisTest(options: ForwardProxyOptions = {}): Promise<ForwardProxy> {
	const proxy = await startTinyproxy(options);
	onTestFinished(async () => await proxy.close());
	return proxy;
}

async function orders(count: number, parameters = {}): Promise<TangoResult> {
	return await runTango(sandbox, {
		items: rows(count),
		parameters: order(parameters),
		credential: ownConnection(),
	});
}

/** The proxy's URL with user and password in it, the special characters in percent form. */
function withLogin(url: string, user: string, password: string): string {
	return url.replace('://', `://${inPercentForm(user)}:${inPercentForm(password)}@`);
}

function inPercentForm(text: string): string {
	return text.replace(/[^a-z0-9]/gi, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

/** Everything a user or a log could see of a run. */
function shown({ run }: TangoResult): string {
	return JSON.stringify(run, (_key, value: unknown) =>
		value instanceof Error ? { ...value, message: value.message, stack: value.stack } : value,
	);
}

describe('Behind a proxy for outgoing connections (tinyproxy)', () => {
	test('orders go through its tunnel, and it adds nothing to them', async () => {
		const proxy = await proxyForThisTest();
		proxyEnvironment({ HTTPS_PROXY: proxy.url });
		const { done, error } = await orders(5);
		expect(error).toBeUndefined();
		expect(done).toHaveLength(5);
		expect(sandbox.state.orders).toHaveLength(5);
		expect(sandbox.violations).toEqual([]);
		for (const { headers } of sandbox.log) {
			expect(Object.keys(headers).join()).not.toMatch(/forwarded|via|proxy/);
		}
		const target = new URL(sandbox.origin).host;
		expect(new Set(proxy.tunnels())).toEqual(new Set([target]));
	});

	test('NO_PROXY leads around it', async () => {
		const proxy = await proxyForThisTest();
		proxyEnvironment({ HTTPS_PROXY: proxy.url, NO_PROXY: 'localhost' });
		expect((await orders(1)).done).toHaveLength(1);
		expect(proxy.tunnels()).toEqual([]);
	});

	test('the right user and password open it', async () => {
		const proxy = await proxyForThisTest({ user: USER, password: PASSWORD });
		proxyEnvironment({ HTTPS_PROXY: withLogin(proxy.url, USER, PASSWORD) });
		const result = await orders(2);
		expect(result.done).toHaveLength(2);
		expect(shown(result)).not.toContain(PASSWORD);
		expect(JSON.stringify(sandbox.log)).not.toMatch(/proxy-authorization/i);
	});

	test.each([
		['a wrong password', USER, 'fake-other'],
		['a wrong user', 'fake-user', PASSWORD],
	])('%s is told in words that hold neither user nor password', async (_what, user, password) => {
		const proxy = await proxyForThisTest({ user: USER, password: PASSWORD });
		proxyEnvironment({ HTTPS_PROXY: withLogin(proxy.url, user, password) });
		const result = await orders(1);
		expect(result.error?.message).toBe('The proxy between n8n and Tango wants a user name and password');
		expect(result.error?.description).toMatch(/Nothing reached Tango.*HTTPS_PROXY/);
		const encoded = Buffer.from(`${user}:${password}`).toString('base64');
		for (const secret of [password, inPercentForm(password), encoded]) {
			expect(shown(result)).not.toContain(secret);
		}
		expect(sandbox.log).toEqual([]);
	});

	test('a missing password is told the same way, after one try', async () => {
		const proxy = await proxyForThisTest({ user: USER, password: PASSWORD });
		proxyEnvironment({ HTTPS_PROXY: proxy.url });
		const { error } = await orders(1);
		expect(error?.message).toContain('wants a user name and password');
		expect(error?.details).toMatchObject({ Attempts: 1 });
		expect(sandbox.log).toEqual([]);
	});

	test('a proxy that does not allow Tango’s host is told, with the hosts to ask for', async () => {
		const proxy = await proxyForThisTest({ allowedHosts: ['^allowed\\.example\\.test$'] });
		proxyEnvironment({ HTTPS_PROXY: proxy.url });
		const { error } = await orders(1, { options: { maxAttempts: 1 } });
		expect(error?.message).toBe('The proxy between n8n and Tango does not allow connections to Tango');
		expect(error?.description).toMatch(/api\.tangocard\.com.*port 443/);
		expect(sandbox.log).toEqual([]);
	});

	test('a proxy that allows it lets it through', async () => {
		const proxy = await proxyForThisTest({ allowedHosts: ['^localhost$'] });
		proxyEnvironment({ HTTPS_PROXY: proxy.url });
		expect((await orders(1)).done).toHaveLength(1);
	});

	test('a proxy that is not there is told as the proxy’s trouble, and nothing goes around it', async () => {
		const proxy = await proxyForThisTest();
		await proxy.kill();
		proxyEnvironment({ HTTPS_PROXY: proxy.url });
		const { error } = await orders(1, { options: { maxAttempts: 2 } });
		expect(error?.message).toBe('The proxy between n8n and Tango could not be used');
		expect(sandbox.log).toEqual([]);
		await proxy.restart();
	});

	test('a proxy that dies in mid-run and comes back costs nothing: each order exists once', async () => {
		const proxy = await proxyForThisTest();
		proxyEnvironment({ HTTPS_PROXY: proxy.url });
		sandbox.faults.random({
			seed: 1,
			rate: 1,
			kinds: [{ kind: 'slow-processing', ms: 120 }],
			match: { method: 'POST', path: '/orders' },
		});
		const run = orders(40, { options: { concurrency: 4 } });
		const posted = () => sandbox.log.filter(({ method }) => method === 'POST').length;
		while (posted() < 8) await pause(10);
		await proxy.kill();
		await pause(300);
		await proxy.restart();

		const { done, error } = await run;
		expect(error).toBeUndefined();
		expect(done).toHaveLength(40);
		expect(sandbox.state.orders).toHaveLength(40);
		expect(new Set(sandbox.state.orders.map(({ externalRefID }) => externalRefID)).size).toBe(40);
		// Those under way at the moment of death were sent again with the same reference.
		expect(posted()).toBeGreaterThan(40);
		expect(done.some(({ json }) => Number(json.attempts) > 1)).toBe(true);
	});
});

const pause = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));
