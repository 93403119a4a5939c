import { onTestFinished } from 'vitest';
import {
	createUndiciTransport,
	type UndiciTransportOptions,
} from '../../nodes/Tango/core/http/undiciTransport.ts';
import type { AttemptLimits, HttpRequest, Transport } from '../../nodes/Tango/core/foundation/transport.ts';
import type { Outcome } from '../../nodes/Tango/core/foundation/outcome.ts';
import { loopbackLookup } from './faultServer.ts';

export const HOST = 'api.good.test';
export const QUICK: AttemptLimits = { connectTimeoutMs: 5000, responseTimeoutMs: 5000 };

/** A transport that sees every name on the loopback address, no proxy, and ends with the test. */
export function transportFor(caPem: string, options: Partial<UndiciTransportOptions> = {}): Transport {
	const transport = createUndiciTransport({
		caCertificates: [caPem],
		env: {},
		lookup: loopbackLookup,
		...options,
	});
	onTestFinished(async () => await transport.close());
	return transport;
}

/** Hands the resource over to the running test, which ends it. */
export async function forThisTest<T extends { close(): Promise<void> }>(resource: Promise<T>): Promise<T> {
	const ready = await resource;
	onTestFinished(async () => await ready.close());
	return ready;
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

/** An outcome with the milliseconds it took. */
export async function timed(run: () => Promise<Outcome>): Promise<{ outcome: Outcome; ms: number }> {
	const start = performance.now();
	return { outcome: await run(), ms: performance.now() - start };
}

/** Polls until it is so; a busy machine only makes it later. */
export async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await pause(5);
}

export const pause = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));
