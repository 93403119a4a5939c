import type {
	AttemptLimits,
	HttpRequest,
	Transport,
} from '../../../nodes/Tango/core/foundation/transport.ts';
import {
	createUndiciTransport,
	type UndiciTransportOptions,
} from '../../../nodes/Tango/core/http/undiciTransport.ts';
import { onTestFinished } from 'vitest';
import { forThisTest } from '../lifetime.ts';
import { createTestCa } from '../tls/testCa.ts';
import { answerOk } from './behaviours.ts';
import { type ConnectProxy, type ProxyBehaviour, startConnectProxy } from './connectProxy.ts';
import { HOST, loopbackLookup } from './loopback.ts';
import {
	type Behaviour,
	startTcpServer,
	startTlsServer,
	type TestServer,
	type TlsServerOptions,
} from './server.ts';

/* What most tests against a bad server share: its certificate, the client that trusts it, and an end with the test. */

/** The root that the client trusts, and a leaf of it that nothing is wrong with; made anew for each test file. */
export const ca = await createTestCa();
export const identity = await ca.issue({
	dnsNames: [HOST, 'second.good.test', 'localhost'],
	ipAddresses: ['127.0.0.1'],
});

export const QUICK: AttemptLimits = { connectTimeoutMs: 5000, responseTimeoutMs: 5000 };

/** A TLS server for this test; unless told otherwise, nothing is wrong with it. */
export async function serve(
	behaviour: Behaviour = answerOk(),
	options: TlsServerOptions = {},
): Promise<TestServer> {
	return await forThisTest(startTlsServer({ ...identity, ...options }, behaviour));
}

export async function serveTcp(...onConnection: Parameters<typeof startTcpServer>): Promise<TestServer> {
	return await forThisTest(startTcpServer(...onConnection));
}

export async function proxyThat(behaviour: ProxyBehaviour): Promise<ConnectProxy> {
	return await forThisTest(startConnectProxy(behaviour));
}

/** A transport that trusts the root, sees every name on the loopback address, no proxy, and ends with the test. */
export function openTransport(options: Partial<UndiciTransportOptions> = {}): Transport {
	const transport = createUndiciTransport({
		caCertificates: [ca.pem],
		env: {},
		lookup: loopbackLookup,
		...options,
	});
	onTestFinished(async () => await transport.close());
	return transport;
}

export function order(port: number, more: Partial<HttpRequest> = {}): HttpRequest {
	return {
		method: 'POST',
		url: `https://${HOST}:${port}/raas/v2/orders?dry=1`,
		headers: { 'content-type': 'application/json', authorization: 'Bearer secret-token' },
		body: '{"amount":5}',
		...more,
	};
}
