import { once } from 'node:events';
import { connect } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { executes, FAULT_KINDS, type FaultKind, FaultPlan, type FaultSpec, FAULTS } from '../faults.ts';
import { startSandbox } from '../server.ts';
import { basicHeader, type Client, openClient } from './support/client.ts';
import { orderBody } from './support/samples.ts';
import type { Sandbox } from '../types.ts';

/** Busy machines start a process or open a connection late; that is no failure. */
const PATIENT = { timeout: 15_000, interval: 5 };

let sandbox: Sandbox;
let client: Client;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	client?.close();
	client = openClient(sandbox);
});
afterAll(() => {
	client.close();
	return sandbox.close();
});

/** Short enough for a test, long enough to be told from "at once". */
const STALL_MS = 80;
const body = orderBody({ externalRefID: 'ref-1' });
const sendOrder = () => client.post('/orders', body);

/** What arrived byte by byte, for faults a HTTP client hides. */
async function rawAnswer(): Promise<string> {
	const text = JSON.stringify(body);
	const port = Number(new URL(sandbox.origin).port);
	const socket = connect({
		host: '127.0.0.1',
		port,
		servername: 'localhost',
		ca: sandbox.caCertificate,
	});
	let received = '';
	socket.on('data', (piece) => (received += piece.toString('latin1')));
	socket.write(
		`POST /raas/v2/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: ${basicHeader(sandbox.basic)}\r\n` +
			`Content-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
	);
	await once(socket, 'close');
	return received;
}

describe('every fault', () => {
	it.each(FAULT_KINDS)('%s executes the order or not, as the table says, and is logged', async (kind) => {
		sandbox.faults.next({ kind, ms: kind === 'drip' ? 0 : STALL_MS, bytes: 500 });
		await sendOrder().catch(() => undefined);
		expect(sandbox.state.orders).toHaveLength(FAULTS[kind].executes ? 1 : 0);
		expect(sandbox.log).toMatchObject([{ fault: kind, executed: FAULTS[kind].executes }]);
	});

	it.each(FAULT_KINDS)('%s strikes once: the repeat gets the order', async (kind) => {
		sandbox.faults.next({ kind, ms: kind === 'drip' ? 0 : STALL_MS, bytes: 500 });
		await sendOrder().catch(() => undefined);
		const repeat = await sendOrder();
		expect(repeat.status).toBe(FAULTS[kind].executes ? 200 : 201);
		expect(sandbox.state.ordersFor('ref-1')).toHaveLength(1);
	});
});

describe('a broken connection', () => {
	it.each<FaultKind>(['reset-before', 'reset-after', 'close-before', 'close-after'])(
		'(%s) reaches the client as a failure without an answer',
		async (kind) => {
			sandbox.faults.next(kind);
			await expect(sendOrder()).rejects.toMatchObject({ code: 'ECONNRESET' });
			expect(sandbox.log[0]?.status).toBeUndefined();
		},
	);

	it('is an RST for reset and a FIN for close', async () => {
		const endOf = async (kind: FaultKind) => {
			sandbox.faults.next(kind);
			const port = Number(new URL(sandbox.origin).port);
			const socket = connect({
				host: '127.0.0.1',
				port,
				servername: 'localhost',
				ca: sandbox.caCertificate,
			});
			const seen: string[] = [];
			socket.on('end', () => seen.push('FIN'));
			socket.on('error', ({ message }) => seen.push(message));
			// `once` would reject on the error this test waits for.
			const closed = new Promise((resolve) => socket.on('close', resolve));
			socket.resume();
			socket.write('GET /raas/v2/accounts HTTP/1.1\r\nHost: localhost\r\n\r\n');
			await closed;
			return seen;
		};
		expect(await endOf('close-before')).toEqual(['FIN']);
		expect(await endOf('reset-before')).toEqual(['read ECONNRESET']);
	});

	it('after garbage in place of a status line is a parse error', async () => {
		sandbox.faults.next('garbage-status-line');
		await expect(sendOrder()).rejects.toMatchObject({ code: expect.stringMatching(/^HPE_/) });
	});

	it('in the middle of the body leaves less than was announced', async () => {
		sandbox.faults.next('truncated-body');
		const answer = await rawAnswer();
		const announced = Number(/content-length: (\d+)/i.exec(answer)?.[1]);
		const received = answer.split('\r\n\r\n')[1]?.length ?? 0;
		expect(answer).toMatch(/^HTTP\/1.1 201/);
		expect(received).toBeGreaterThan(0);
		expect(received).toBeLessThan(announced);
		sandbox.faults.next('truncated-body');
		await expect(sendOrder()).rejects.toMatchObject({ code: 'ECONNRESET' });
	});
});

describe('an answer that is hard to read', () => {
	it('breaks off at a chunk without a size for bad-chunk', async () => {
		sandbox.faults.next('bad-chunk');
		const answer = await rawAnswer();
		expect(answer).toMatch(/^HTTP\/1.1 201 /);
		expect(answer).toMatch(/transfer-encoding: chunked/i);
		expect(answer).toMatch(/\r\nno size\r\n$/);
		sandbox.faults.next('bad-chunk');
		await expect(sendOrder()).rejects.toMatchObject({ code: 'HPE_INVALID_CHUNK_SIZE' });
	});

	it.each<[FaultKind, RegExp]>([
		['continue-first', /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 201 /],
		[
			'hints-first',
			/^HTTP\/1.1 102 Processing\r\n\r\nHTTP\/1.1 103 Early Hints\r\nLink: .*\r\n\r\nHTTP\/1.1 201 /i,
		],
	])('comes right behind other messages for %s', async (kind, start) => {
		sandbox.faults.next(kind);
		expect(await rawAnswer()).toMatch(start);
		sandbox.faults.next(kind);
		expect(await sendOrder()).toMatchObject({ json: { externalRefID: 'ref-1' } });
	});

	it('has a quarter of a megabyte of headers for huge-headers', async () => {
		sandbox.faults.next('huge-headers');
		const head = (await rawAnswer()).split('\r\n\r\n')[0] ?? '';
		expect(head.length).toBeGreaterThan(250_000);
		sandbox.faults.next('huge-headers');
		await expect(sendOrder()).rejects.toMatchObject({ code: 'HPE_HEADER_OVERFLOW' });
	});
});

describe('a request that arrives twice', () => {
	it.each<[FaultKind, number]>([
		['delivered-twice', 201],
		['delivered-again', 200],
	])('(%s) is one order, and the client sees %i', async (kind, status) => {
		sandbox.faults.next(kind);
		expect(await sendOrder()).toMatchObject({ status, json: { externalRefID: 'ref-1' } });
		expect(sandbox.state.ordersFor('ref-1')).toHaveLength(1);
	});

	it('without a reference is done twice', async () => {
		sandbox.faults.next('delivered-twice');
		await client.post('/orders', orderBody({ externalRefID: undefined }));
		expect(sandbox.state.orders).toHaveLength(2);
	});
});

describe('silence', () => {
	it.each<FaultKind>(['stall-before', 'stall-after'])('(%s) ends after the given time', async (kind) => {
		sandbox.faults.next({ kind, ms: STALL_MS });
		const before = performance.now();
		await expect(sendOrder()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(performance.now() - before).toBeGreaterThanOrEqual(STALL_MS - 2);
	});

	it('lasts until the client gives up when no time is given', async () => {
		sandbox.faults.next('stall-after');
		const failed = expect(sendOrder()).rejects.toMatchObject({ code: 'ECONNRESET' });
		await expect.poll(() => sandbox.state.orders.length, PATIENT).toBe(1);
		client.close();
		await failed;
	});

	it('after the headers has shown the status but no byte of the body', async () => {
		sandbox.faults.next({ kind: 'headers-then-stall', ms: STALL_MS });
		const answer = await rawAnswer();
		expect(answer).toMatch(/^HTTP\/1.1 201 Created\r\n/);
		expect(answer.split('\r\n\r\n')[1]).toBe('');
	});

	it('does not outlive a reset', async () => {
		sandbox.faults.next('stall-before');
		const failed = expect(sendOrder()).rejects.toMatchObject({ code: 'ECONNRESET' });
		await expect.poll(() => sandbox.log.length, PATIENT).toBe(1);
		sandbox.reset();
		await failed;
	});
});

describe('slowness', () => {
	it('drips a right answer', async () => {
		sandbox.faults.next({ kind: 'drip', ms: 10, bytes: 200 });
		const before = performance.now();
		const reply = await sendOrder();
		expect(reply).toMatchObject({ status: 201, json: { externalRefID: 'ref-1' } });
		expect(performance.now() - before).toBeGreaterThan(30);
	});

	it('keeps one order in process, so that a duplicate meets 409.002', async () => {
		sandbox.faults.next({ kind: 'slow-processing', ms: 800 });
		const first = sendOrder();
		await expect.poll(() => sandbox.log.length, PATIENT).toBe(1);
		expect((await sendOrder()).status).toBe(409);
		expect((await first).status).toBe(201);
	});

	it('executes a slow order although its client has left', async () => {
		sandbox.faults.next({ kind: 'slow-processing', ms: STALL_MS });
		const failed = expect(sendOrder()).rejects.toThrow();
		await expect.poll(() => sandbox.log.length, PATIENT).toBe(1);
		client.close();
		await failed;
		await expect.poll(() => sandbox.state.orders.length, PATIENT).toBe(1);
	});
});

describe('a wrong answer', () => {
	it.each<[FaultKind, number, string, string]>([
		['status-500-before', 500, '500.001', 'application/json'],
		['status-500-after', 500, '500.001', 'application/json'],
		['status-503-before', 503, '503.502', 'application/json'],
		['status-503-after', 503, '503.502', 'application/json'],
		['status-502-before', 502, '<h1>502 Bad Gateway</h1>', 'text/html'],
		['status-502-after', 502, '<h1>502 Bad Gateway</h1>', 'text/html'],
		['status-504-before', 504, '<h1>504 Gateway Time-out</h1>', 'text/html'],
		['status-504-after', 504, '<h1>504 Gateway Time-out</h1>', 'text/html'],
		['rate-limited', 429, '429.001', 'application/json'],
		['unauthorized', 401, '401.502', 'application/json'],
		['rate-limited-garbage', 429, '429.001', 'application/json'],
		['forbidden', 403, '403.016', 'application/json'],
		['browser-403', 403, '403.001', 'application/json'],
		['foreign-json', 200, '"status":"ok"', 'application/json'],
		['alb-403', 403, '<h1>403 Forbidden</h1>', 'text/html'],
		['html-200', 200, '<title>Sign in</title>', 'text/html'],
		['redirect-301', 301, '', 'text/html'],
		['redirect-307', 307, '', 'text/html'],
		['not-json', 201, 'OK, your order', 'application/json'],
	])('(%s) has status %i and says %s', async (kind, status, text, type) => {
		sandbox.faults.next(kind);
		const reply = await sendOrder();
		expect(reply).toMatchObject({ status, headers: { 'content-type': type } });
		expect(reply.text).toContain(text);
	});

	it('is empty for empty-200', async () => {
		sandbox.faults.next('empty-200');
		expect(await sendOrder()).toMatchObject({
			status: 200,
			text: '',
			headers: { 'content-length': '0' },
		});
	});

	it('points elsewhere for a redirect', async () => {
		sandbox.faults.next('redirect-307');
		expect((await sendOrder()).headers.location).toBe('/raas/v2/elsewhere');
	});

	it('names the wait in seconds, as a date, or not at all', async () => {
		sandbox.faults.next(
			'rate-limited',
			{ kind: 'rate-limited-seconds', ms: 3000 },
			{
				kind: 'rate-limited-date',
				ms: 5000,
			},
		);
		expect((await sendOrder()).headers['retry-after']).toBeUndefined();
		expect((await sendOrder()).headers['retry-after']).toBe('3');
		const asked = Date.now();
		const until = Date.parse((await sendOrder()).headers['retry-after'] ?? '');
		// A date holds whole seconds.
		expect(until - asked).toBeGreaterThan(4000);
		expect(until - Date.now()).toBeLessThanOrEqual(5000);
	});

	it('is compressed unasked for gzip, and right inside', async () => {
		sandbox.faults.next('gzip');
		const answer = await rawAnswer();
		const [head = '', packed = ''] = answer.split(/\r\n\r\n([\s\S]*)/);
		expect(head).toMatch(/content-encoding: gzip/i);
		const unpacked: unknown = JSON.parse(gunzipSync(Buffer.from(packed, 'latin1')).toString());
		expect(unpacked).toMatchObject({ externalRefID: 'ref-1' });
	});

	it('is as long as wanted for huge-body', async () => {
		sandbox.faults.next({ kind: 'huge-body', bytes: 3_000_000 });
		const reply = await sendOrder();
		expect(reply.text.length).toBe('{"padding":""}'.length + 3_000_000);
		expect(reply.json).toHaveProperty('padding');
	});

	it('stops pouring a huge body when the client leaves', async () => {
		sandbox.faults.next('huge-body');
		const answer = sendOrder();
		const failed = expect(answer).rejects.toThrow();
		await expect.poll(() => sandbox.log[0]?.status, PATIENT).toBe(201);
		client.close();
		await failed;
	});
});

describe('the fault plan', () => {
	it('hits the coming requests in order', async () => {
		sandbox.faults.next('status-500-before', 'status-503-before');
		const statuses = [(await sendOrder()).status, (await sendOrder()).status, (await sendOrder()).status];
		expect(statuses).toEqual([500, 503, 201]);
	});

	it('waits for a matching request', async () => {
		sandbox.faults.next('status-500-before', { match: { method: 'POST', path: '/orders' } });
		expect((await client.get('/orders')).status).toBe(200);
		expect((await client.get('/accounts')).status).toBe(200);
		expect((await sendOrder()).status).toBe(500);
		expect(sandbox.faults.pending).toBe(0);
	});

	it('can be told to execute, or not, against the table', async () => {
		sandbox.faults.next({ kind: 'empty-200', executes: false }, { kind: 'html-200', executes: true });
		await sendOrder();
		expect(sandbox.state.orders).toHaveLength(0);
		await sendOrder();
		expect(sandbox.state.orders).toHaveLength(1);
		expect(executes({ kind: 'empty-200', executes: false })).toBe(false);
	});

	it('can be cleared', async () => {
		sandbox.faults.next('status-500-before');
		sandbox.faults.random({ seed: 1, rate: 1, kinds: ['status-500-before'] });
		sandbox.faults.clear();
		expect((await sendOrder()).status).toBe(201);
	});

	const draw = (seed: number, rate: number) => {
		const plan = new FaultPlan();
		plan.random({
			seed,
			rate,
			kinds: ['gzip', { kind: 'drip', ms: 1 }],
			match: { method: 'POST' },
		});
		return Array.from({ length: 500 }, () => plan.take('POST', '/raas/v2/orders')?.kind);
	};

	it('repeats itself for the same seed and differs for another', () => {
		expect(draw(7, 0.3)).toEqual(draw(7, 0.3));
		expect(draw(7, 0.3)).not.toEqual(draw(8, 0.3));
	});

	it('keeps roughly to the rate and uses every kind', () => {
		const drawn = draw(7, 0.3).filter((kind) => kind !== undefined);
		expect(drawn.length / 500).toBeGreaterThan(0.22);
		expect(drawn.length / 500).toBeLessThan(0.38);
		expect(new Set(drawn)).toEqual(new Set(['gzip', 'drip']));
		expect(draw(7, 0).every((kind) => kind === undefined)).toBe(true);
		expect(draw(7, 1).every((kind) => kind !== undefined)).toBe(true);
	});

	it('leaves requests alone that do not match', () => {
		const plan = new FaultPlan();
		const fault: FaultSpec = { kind: 'gzip', match: { path: /\/orders$/ } };
		plan.next(fault);
		expect(plan.take('GET', '/raas/v2/orders/RA1')).toBeUndefined();
		expect(plan.take('GET', '/raas/v2/orders')).toEqual(fault);
	});
});
