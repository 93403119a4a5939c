import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { answerOk, late, stall } from '../support/badServer/behaviours.ts';
import { loopbackLookup } from '../support/badServer/loopback.ts';
import { closedPort } from '../support/badServer/server.ts';
import { openTransport, order, QUICK, serve, serveTcp } from '../support/badServer/site.ts';
import { timed, until } from '../support/timing.ts';

describe('the connect limit', () => {
	it('ends an exchange whose TLS handshake stalls, soon after its time', async () => {
		const server = await serveTcp(stall);
		const limits = { connectTimeoutMs: 250, responseTimeoutMs: 5000 };
		const { outcome, ms } = await timed(
			async () => await openTransport().exchange(order(server.port), limits),
		);
		expect(outcome).toEqual({
			kind: 'failure',
			phase: 'notSent',
			cause: 'connectTimeout',
			detail: 'CONNECT_LIMIT',
		});
		expect(ms).toBeGreaterThanOrEqual(249);
		expect(ms).toBeLessThan(1500);
	});

	it('ends an exchange whose name is not resolved in time', async () => {
		const limits = { connectTimeoutMs: 100, responseTimeoutMs: 5000 };
		const outcome = await openTransport({ lookup: () => {} }).exchange(order(443), limits);
		expect(outcome).toMatchObject({ phase: 'notSent', cause: 'connectTimeout' });
	});

	it('means that the request is never sent, even when the connection stands later', async () => {
		const server = await serve(answerOk(), { handshakeAfterMs: 300 });
		const limits = { connectTimeoutMs: 100, responseTimeoutMs: 5000 };
		expect(await openTransport().exchange(order(server.port), limits)).toMatchObject({ phase: 'notSent' });
		await pause(500);
		expect(server.requests).toEqual([]);
		expect(server.open).toBe(0);
	});

	it('means so even while another request keeps the same connections alive', async () => {
		const tardy = await serve(answerOk(), { handshakeAfterMs: 400 });
		const slow = await serve(late(1200));
		const transport = openTransport();
		const other = transport.exchange(order(slow.port), QUICK);
		await until(() => slow.requests.length === 1);
		const limits = { connectTimeoutMs: 100, responseTimeoutMs: 5000 };
		expect(await transport.exchange(order(tardy.port), limits)).toMatchObject({ phase: 'notSent' });
		expect(await other).toMatchObject({ kind: 'answer' });
		expect(tardy.requests).toEqual([]);
	});

	it('does not hold for the answer', async () => {
		const { port } = await serve(late(1300));
		const limits = { connectTimeoutMs: 1000, responseTimeoutMs: 5000 };
		expect(await openTransport().exchange(order(port), limits)).toMatchObject({ kind: 'answer' });
	});

	it('drops what is stuck without cutting a request that is on its way', async () => {
		const stalling = await serveTcp(stall);
		const slow = await serve(late(500));
		const transport = openTransport();
		const onItsWay = transport.exchange(order(slow.port), QUICK);
		await until(() => slow.requests.length === 1);
		const stuck = await transport.exchange(order(stalling.port), {
			connectTimeoutMs: 100,
			responseTimeoutMs: 100,
		});
		expect(stuck).toMatchObject({ cause: 'connectTimeout' });
		expect(await onItsWay).toMatchObject({ kind: 'answer', status: 200 });
		await stalling.idle();
		expect(stalling.open).toBe(0);
	});
});

describe('the response limit', () => {
	it('starts when the request is on the wire, so that a slow connection does not eat into it', async () => {
		const { port } = await serve(late(0), { handshakeAfterMs: 1200 });
		const limits = { connectTimeoutMs: 5000, responseTimeoutMs: 1000 };
		const { outcome, ms } = await timed(async () => await openTransport().exchange(order(port), limits));
		expect(outcome).toMatchObject({ kind: 'answer', status: 200 });
		expect(ms).toBeGreaterThan(1000);
	});

	it('ends an exchange whose answer does not come, soon after its time', async () => {
		const server = await serve(() => {});
		const transport = openTransport();
		const { outcome, ms } = await timed(
			async () => await transport.exchange(order(server.port), { ...QUICK, responseTimeoutMs: 1200 }),
		);
		expect(outcome).toMatchObject({ phase: 'maybeProcessed', cause: 'responseTimeout' });
		expect(ms).toBeGreaterThanOrEqual(1199);
		expect(ms).toBeLessThan(2200);
	});

	it('closes the connection, so that a late answer meets nobody', async () => {
		const server = await serve(() => {});
		await openTransport().exchange(order(server.port), { ...QUICK, responseTimeoutMs: 100 });
		await server.idle();
		expect(server.open).toBe(0);
	});

	it('may be longer than a timer can hold', async () => {
		const server = await serve();
		const limits = {
			connectTimeoutMs: Number.POSITIVE_INFINITY,
			responseTimeoutMs: Number.POSITIVE_INFINITY,
		};
		expect(await openTransport().exchange(order(server.port), limits)).toMatchObject({ kind: 'answer' });
	});
});

describe('the caller’s signal', () => {
	const LONG = { connectTimeoutMs: 10_000, responseTimeoutMs: 10_000 };

	it('that fired before sends nothing', async () => {
		const server = await serve();
		const outcome = await openTransport().exchange(order(server.port), LONG, AbortSignal.abort());
		expect(outcome).toEqual({ kind: 'failure', phase: 'notSent', cause: 'cancelled', detail: 'CANCELLED' });
		expect(server.connections).toBe(0);
	});

	const HEADERS_AND_MORE = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{';

	it.each([
		[
			'while the name is resolved',
			{ phase: 'notSent' },
			async () => {
				let asked = false;
				return { port: 443, lookup: () => void (asked = true), isThere: () => asked };
			},
		],
		[
			'in the handshake',
			{ phase: 'notSent' },
			async () => {
				const server = await serveTcp(stall);
				return { port: server.port, lookup: loopbackLookup, isThere: () => server.open === 1 };
			},
		],
		[
			'while it waits for the answer',
			{ phase: 'maybeProcessed' },
			async () => {
				const server = await serve(() => {});
				return { port: server.port, lookup: loopbackLookup, isThere: () => server.requests.length === 1 };
			},
		],
		[
			'in the middle of the body',
			{ phase: 'answerBegun', status: 200 },
			async () => {
				let written = false;
				const server = await serve((socket) => {
					socket.write(HEADERS_AND_MORE);
					setTimeout(() => (written = true), 150); // on the wire is not yet read
				});
				return { port: server.port, lookup: loopbackLookup, isThere: () => written };
			},
		],
	])('ends it at once %s', async (_name, expected, start) => {
		const { port, lookup, isThere } = await start();
		const canceller = new AbortController();
		const running = timed(
			async () => await openTransport({ lookup }).exchange(order(port), LONG, canceller.signal),
		);
		await until(isThere);
		canceller.abort();
		const { outcome, ms } = await running;
		expect(outcome).toEqual({ kind: 'failure', cause: 'cancelled', detail: 'CANCELLED', ...expected });
		expect(ms).toBeLessThan(3000);
	});

	it('that fires after the answer changes nothing', async () => {
		const server = await serve();
		const canceller = new AbortController();
		const transport = openTransport();
		expect(await transport.exchange(order(server.port), LONG, canceller.signal)).toMatchObject({
			kind: 'answer',
		});
		canceller.abort();
		expect(await transport.exchange(order(server.port), LONG)).toMatchObject({ kind: 'answer' });
		expect(server.connections).toBe(1);
	});

	it('keeps no listener, however the exchange ended', async () => {
		const counting = new CountingSignal();
		const good = await serve();
		const silent = await serve(() => {});
		const transport = openTransport();
		await transport.exchange(order(good.port), QUICK, counting.signal);
		await transport.exchange(order(silent.port), { ...QUICK, responseTimeoutMs: 50 }, counting.signal);
		await transport.exchange(order(await closedPort()), QUICK, counting.signal);
		expect(counting.added).toBe(3);
		expect(counting.removed).toBe(3);
	});
});

class CountingSignal {
	readonly signal = new AbortController().signal;
	added = 0;
	removed = 0;

	constructor() {
		const add = this.signal.addEventListener.bind(this.signal);
		const remove = this.signal.removeEventListener.bind(this.signal);
		this.signal.addEventListener = (...args: Parameters<typeof add>) => {
			this.added++;
			add(...args);
		};
		this.signal.removeEventListener = (...args: Parameters<typeof remove>) => {
			this.removed++;
			remove(...args);
		};
	}
}
