import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { answerOk } from '../support/badServer/behaviours.ts';
import { openTransport, order, QUICK, serve } from '../support/badServer/site.ts';
import { timed, until } from '../support/timing.ts';

describe('close', () => {
	it('leaves no socket open', async () => {
		const server = await serve();
		const transport = openTransport();
		await Promise.all(
			Array.from({ length: 3 }, async () => await transport.exchange(order(server.port), QUICK)),
		);
		expect(server.open).toBe(3);
		await transport.close();
		await server.idle();
		expect(server.open).toBe(0);
	});

	it('lets a request on its way come to its end, because cutting it would leave a payment open', async () => {
		let answer = () => {};
		const server = await serve((...args) => {
			answer = () => answerOk()(...args);
		});
		const transport = openTransport();
		const running = transport.exchange(order(server.port), { ...QUICK, responseTimeoutMs: 15_000 });
		await until(() => server.requests.length === 1);
		let isClosed = false;
		const closing = transport.close().then(() => (isClosed = true));
		await pause(50);
		expect(isClosed).toBe(false);
		answer();
		expect(await running).toMatchObject({ kind: 'answer', status: 200 });
		await closing;
		expect(server.requests.length).toBe(1);
	});

	it('waits no longer than the limits of what is running', async () => {
		const server = await serve(() => {});
		const transport = openTransport();
		const running = transport.exchange(order(server.port), { ...QUICK, responseTimeoutMs: 200 });
		await until(() => server.requests.length === 1);
		const { ms } = await timed(async () => await transport.close().then(async () => await running));
		expect(ms).toBeLessThan(2000);
	});

	it('refuses what comes after it, and may be called twice', async () => {
		const server = await serve();
		const transport = openTransport();
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
