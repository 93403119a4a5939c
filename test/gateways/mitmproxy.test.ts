import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { order, rows, runTango } from '../engine/support/tango.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import {
	ADD_ADDRESS_WITH_PORT,
	blockPage,
	startMitmproxy,
	type InspectingProxy,
} from './support/mitmproxy.ts';
import { ownConnection, proxyEnvironment } from './support/proxyEnvironment.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

async function inspectedBy(behaviour: readonly string[] = []): Promise<InspectingProxy> {
	const proxy = await startMitmproxy(sandbox, behaviour);
	onTestFinished(async () => await proxy.close());
	proxyEnvironment({ HTTPS_PROXY: proxy.url });
	return proxy;
}

async function orders(caCertificates: string, authentication: 'basicAuth' | 'oAuth2' = 'basicAuth') {
	return await runTango(sandbox, {
		items: rows(3),
		parameters: order({ options: { maxAttempts: 2 } }),
		credential: { caCertificates, ...ownConnection() },
		authentication,
	});
}

describe('Behind a proxy that inspects TLS (mitmproxy)', () => {
	test('nothing is sent while its root is not trusted, and the user reads which field mends it', async () => {
		await inspectedBy();
		const { error } = await orders(sandbox.caCertificate);
		expect(error?.message).toContain(
			'The connection is not safe: the server could not prove that it is Tango',
		);
		expect(error?.description).toMatch(/company proxy inspects TLS.*CA Certificates in the credential/);
		expect(sandbox.log).toEqual([]);
	});

	test.each(['basicAuth', 'oAuth2'] as const)(
		'orders are placed with %s once its root stands in CA Certificates',
		async (authentication) => {
			const { caCertificate } = await inspectedBy();
			const { done, error } = await orders(caCertificate, authentication);
			expect(error).toBeUndefined();
			expect(done).toHaveLength(3);
			expect(sandbox.state.orders).toHaveLength(3);
			expect(sandbox.violations).toEqual([]);
		},
	);

	test('an address with a port that it adds is explained as such', async () => {
		const { caCertificate } = await inspectedBy(ADD_ADDRESS_WITH_PORT);
		const { error } = await orders(caCertificate);
		expect(error?.message).toContain('Tango’s load balancer refused the request before Tango saw it');
		expect(error?.description).toMatch(/X-Forwarded-For with a port.*This node sent no such header/);
		expect(sandbox.state.orders).toEqual([]);
		expect(sandbox.log.at(-1)?.headers['x-forwarded-for']).toBe('203.0.113.7:51234');
	});

	test.each([200, 403])(
		'its block page with status %i is not taken for Tango’s answer, nor for the token endpoint’s',
		async (status) => {
			const { caCertificate } = await inspectedBy(blockPage(status));
			for (const authentication of ['basicAuth', 'oAuth2'] as const) {
				const { done, error } = await orders(caCertificate, authentication);
				expect(done).toEqual([]);
				expect(error?.message).toContain(
					'A proxy or firewall between n8n and Tango answered instead of Tango',
				);
				expect(error?.description).toMatch(/a web page, not Tango’s/);
				expect(error?.description).not.toContain('blocked by your organisation');
			}
			expect(sandbox.log).toEqual([]);
		},
	);
});
