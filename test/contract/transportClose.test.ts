import { beforeAll, describe, expect, it } from 'vitest';
import { answerOk, startFaultServer } from '../support/faultServer.ts';
import { forThisTest, HOST, order, QUICK, timed, transportFor, until } from '../support/faultServerSetup.ts';
import { createTestCa, type ServerIdentity } from '../support/tls/testCa.ts';

let caPem: string;
let identity: ServerIdentity;

beforeAll(async () => {
	const ca = await createTestCa();
	caPem = ca.pem;
	identity = await ca.issue({ dnsNames: [HOST] });
});

describe('close', () => {
	it('leaves no socket open', async () => {
		const server = await forThisTest(startFaultServer(identity, answerOk()));
		const transport = transportFor(caPem);
		await Promise.all(
			Array.from({ length: 3 }, async () => await transport.exchange(order(server.port), QUICK)),
		);
		expect(server.open).toBe(3);
		await transport.close();
		await server.idle();
		expect(server.open).toBe(0);
	});

	it('lets a request on its way come to its end, because cutting it would leave a payment open', async () => {
		const server = await forThisTest(
			startFaultServer(identity, (socket, request, index) =>
				setTimeout(() => answerOk()(socket, request, index), 200),
			),
		);
		const transport = transportFor(caPem);
		const running = transport.exchange(order(server.port), QUICK);
		await until(() => server.requests.length === 1);
		const { ms } = await timed(async () => await transport.close().then(async () => await running));
		expect(await running).toMatchObject({ kind: 'answer', status: 200 });
		expect(ms).toBeGreaterThan(80);
		expect(server.requests.length).toBe(1);
	});

	it('waits no longer than the limits of what is running', async () => {
		const server = await forThisTest(startFaultServer(identity, () => {}));
		const transport = transportFor(caPem);
		const running = transport.exchange(order(server.port), { ...QUICK, responseTimeoutMs: 200 });
		await until(() => server.requests.length === 1);
		const { ms } = await timed(async () => await transport.close().then(async () => await running));
		expect(ms).toBeLessThan(2000);
	});

	it('refuses what comes after it, and may be called twice', async () => {
		const server = await forThisTest(startFaultServer(identity, answerOk()));
		const transport = transportFor(caPem);
		await transport.close();
		await transport.close();
		expect(await transport.exchange(order(server.port), QUICK)).toEqual({
			kind: 'failure',
			phase: 'notSent',
			cause: 'cancelled',
			detail: 'CLOSED',
		});
		expect(server.connections).toBe(0);
	});
});
