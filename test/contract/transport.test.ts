import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../nodes/Tango/core/foundation/outcome.ts';
import { answerOk, ends, late } from '../support/badServer/behaviours.ts';
import { HOST } from '../support/badServer/loopback.ts';
import type { Behaviour } from '../support/badServer/server.ts';
import { openTransport, order, proxyThat, QUICK, serve } from '../support/badServer/site.ts';

const send =
	(head: string, body: string | Buffer = ''): Behaviour =>
	(socket) => {
		socket.write(`${head.replaceAll('\n', '\r\n')}\r\n\r\n`);
		socket.write(body);
	};

async function exchangeWith(behaviour: Behaviour): Promise<Outcome> {
	const server = await serve(behaviour);
	return await openTransport().exchange(order(server.port), QUICK);
}

describe('what is sent', () => {
	it('is Host, Connection, the given headers and the length, and nothing else', async () => {
		const server = await serve();
		await openTransport().exchange(order(server.port), QUICK);
		expect(server.requests[0]?.head.split('\r\n')).toEqual([
			'POST /raas/v2/orders?dry=1 HTTP/1.1',
			`host: ${HOST}:${server.port}`,
			'connection: keep-alive',
			'content-type: application/json',
			'authorization: Bearer secret-token',
			'content-length: 12',
		]);
	});

	it('has no body and no length on a GET', async () => {
		const server = await serve();
		const url = `https://${HOST}:${server.port}/raas/v2/catalogs`;
		await openTransport().exchange({ method: 'GET', url, headers: {} }, QUICK);
		expect(server.requests[0]?.head.split('\r\n').slice(2)).toEqual(['connection: keep-alive']);
	});

	it('is the body as UTF-8, byte for byte', async () => {
		const server = await serve();
		const body = '{"name":"Žofie 🎁"}';
		await openTransport().exchange(order(server.port, { body }), QUICK);
		expect(server.requests[0]?.body).toBe(body);
		expect(server.requests[0]?.head).toContain(`content-length: ${Buffer.byteLength(body)}`);
	});

	it('leaves the caller’s header object as it was, even a frozen one behind a proxy', async () => {
		const server = await serve();
		const proxy = await proxyThat('tunnel');
		const headers = Object.freeze({ authorization: 'Bearer x' });
		const outcome = await openTransport({ env: { https_proxy: proxy.url } }).exchange(
			order(server.port, { headers }),
			QUICK,
		);
		expect(outcome.kind).toBe('answer');
		expect(headers).toEqual({ authorization: 'Bearer x' });
	});
});

describe('an answer', () => {
	it('carries status, lower-case headers with repeats joined, and the decoded body', async () => {
		const body = '{"ok":"žlutý"}';
		const head = `HTTP/1.1 201 Created\nX-Request-ID: abc\nSet-Thing: a\nset-thing: b\nContent-Length: ${Buffer.byteLength(body)}`;
		expect(await exchangeWith(send(head, body))).toEqual({
			kind: 'answer',
			status: 201,
			headers: { 'x-request-id': 'abc', 'set-thing': 'a, b', 'content-length': `${Buffer.byteLength(body)}` },
			body,
		});
	});

	it.each([204, 301, 307, 400, 401, 403, 404, 429, 500, 503])(
		'with status %i is an answer, not a failure',
		async (status) => {
			const length = status === 204 ? '' : '\nContent-Length: 0';
			expect(await exchangeWith(send(`HTTP/1.1 ${status} X${length}`))).toMatchObject({
				kind: 'answer',
				status,
				body: '',
			});
		},
	);

	it('that redirects is not followed', async () => {
		const server = await serve(send('HTTP/1.1 302 Found\nLocation: /elsewhere\nContent-Length: 0'));
		const outcome = await openTransport().exchange(order(server.port), QUICK);
		expect(outcome).toMatchObject({ kind: 'answer', status: 302, headers: { location: '/elsewhere' } });
		expect(server.requests.length).toBe(1);
	});

	it('may be announced by 1xx messages, which are not the answer', async () => {
		const head =
			'HTTP/1.1 103 Early Hints\nLink: </a>\n\nHTTP/1.1 102 Processing\n\nHTTP/1.1 201 Created\nContent-Length: 2';
		expect(await exchangeWith(send(head, '{}'))).toMatchObject({ kind: 'answer', status: 201, body: '{}' });
	});

	it.each([
		['alone', true],
		['together with it', false],
	])(
		'may follow a 100 that nobody asked for, which came %s, directly and through a proxy',
		async (_how, alone) => {
			const server = await serve((socket, request, index) => {
				socket.write('HTTP/1.1 100 Continue\r\nX-Proxy: old\r\n\r\nHTTP/1.1 100\r\n\r\n');
				const answer = answerOk('{"own":1}');
				(alone ? late(30, answer) : answer)(socket, request, index);
			});
			const proxy = await proxyThat('tunnel');
			for (const env of [{}, { https_proxy: proxy.url }]) {
				const transport = openTransport({ env });
				for (let count = 0; count < 2; count += 1) {
					const outcome = await transport.exchange(order(server.port), QUICK);
					expect(outcome).toMatchObject({ kind: 'answer', status: 200, body: '{"own":1}' });
				}
			}
			expect(server.connections, 'one for each route').toBe(2);
			expect(server.requests).toHaveLength(4);
		},
	);

	it('may come in chunks, one byte at a time', async () => {
		const outcome = await exchangeWith((socket) => {
			const bytes = Buffer.from(
				'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n5\r\n":"ž\r\n1\r\n"\r\n1\r\n}\r\n0\r\n\r\n',
			);
			let at = 0;
			const next = () => {
				if (at < bytes.length) socket.write(bytes.subarray(at, ++at), next);
			};
			next();
		});
		expect(outcome).toMatchObject({ kind: 'answer', status: 200, body: '{"a":"ž"}' });
	});

	it('may have no length and end with the connection', async () => {
		const outcome = await exchangeWith(ends('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"a":1}'));
		expect(outcome).toMatchObject({ kind: 'answer', body: '{"a":1}' });
	});

	it('loses its byte order mark, and broken UTF-8 does not break it', async () => {
		const body = Buffer.from([0xef, 0xbb, 0xbf, 0x22, 0xff, 0x22]);
		expect(await exchangeWith(send('HTTP/1.1 200 OK\nContent-Length: 6', body))).toMatchObject({
			body: '"�"',
		});
	});

	it('may name its headers after parts of JavaScript', async () => {
		const outcome = await exchangeWith(
			send('HTTP/1.1 200 OK\n__proto__: a\nconstructor: b\nContent-Length: 0'),
		);
		expect(outcome).toMatchObject({ kind: 'answer', status: 200 });
		expect(outcome.kind === 'answer' && Object.entries(outcome.headers)).toContainEqual(['__proto__', 'a']);
	});
});

describe('an answer that nobody asked for in this form', () => {
	it.each(['gzip', 'br', 'GZIP', 'identity, gzip'])(
		'is refused when its content-encoding is %s',
		async (encoding) => {
			const body = gzipSync('{}');
			const head = `HTTP/1.1 201 Created\nContent-Encoding: ${encoding}\nContent-Length: ${body.length}`;
			expect(await exchangeWith(send(head, body))).toEqual({
				kind: 'failure',
				phase: 'answerBegun',
				cause: 'encodedAnswer',
				detail: 'CONTENT_ENCODING',
				status: 201,
			});
		},
	);

	it('is accepted when its content-encoding is identity', async () => {
		const outcome = await exchangeWith(
			send('HTTP/1.1 200 OK\nContent-Encoding: Identity\nContent-Length: 2', '{}'),
		);
		expect(outcome).toMatchObject({ kind: 'answer', body: '{}' });
	});

	it.each([
		['announced', `HTTP/1.1 200 OK\nContent-Length: ${11 * 1024 * 1024}`],
		['unannounced', 'HTTP/1.1 200 OK\nConnection: close'],
	])('is cut at the size limit, %s', async (_name, head) => {
		let sent = 0;
		const outcome = await exchangeWith((socket) => {
			socket.write(`${head.replaceAll('\n', '\r\n')}\r\n\r\n`);
			const more = () => {
				sent += 65_536;
				if (!socket.destroyed && sent < 64 * 1024 * 1024)
					socket.write(Buffer.alloc(65_536, 32), () => setImmediate(more));
			};
			more();
		});
		expect(outcome).toEqual({
			kind: 'failure',
			phase: 'answerBegun',
			cause: 'tooLarge',
			detail: 'OVER_10_MIB',
			status: 200,
		});
		expect(sent).toBeLessThan(24 * 1024 * 1024);
	});

	it.each([
		['is read beyond that where more is allowed', 64, 'answer'],
		['is cut at the larger limit, too', 10.5, 'failure'],
	])('%s', async (_name, mebibytes, kind) => {
		const body = 'x'.repeat(11 * 1024 * 1024);
		const server = await serve(send(`HTTP/1.1 200 OK\nContent-Length: ${body.length}`, body));
		const limits = { ...QUICK, maxResponseBytes: mebibytes * 1024 * 1024 };
		expect((await openTransport().exchange(order(server.port), limits)).kind).toBe(kind);
	});

	it('is cut when its headers do not end', async () => {
		const outcome = await exchangeWith(send(`HTTP/1.1 200 OK\nX-Long: ${'x'.repeat(300_000)}`));
		expect(outcome).toMatchObject({
			phase: 'maybeProcessed',
			cause: 'tooLarge',
			detail: 'UND_ERR_HEADERS_OVERFLOW',
		});
	});
});

describe('connections', () => {
	it('are used again: requests one after the other share one', async () => {
		const server = await serve();
		const transport = openTransport();
		for (let count = 0; count < 10; count++) await transport.exchange(order(server.port), QUICK);
		expect(server.requests.length).toBe(10);
		expect(server.connections).toBe(1);
	});

	it('are no more than the requests at the same time', async () => {
		const server = await serve();
		const transport = openTransport();
		for (let round = 0; round < 5; round++) {
			await Promise.all(
				Array.from({ length: 4 }, async () => await transport.exchange(order(server.port), QUICK)),
			);
		}
		expect(server.requests.length).toBe(20);
		expect(server.connections).toBeLessThanOrEqual(4);
	});

	it('that the server closed while idle are replaced without a failure or a second sending', async () => {
		const server = await serve(ends('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'));
		const transport = openTransport();
		for (let count = 0; count < 5; count++) {
			expect(await transport.exchange(order(server.port), QUICK)).toMatchObject({ kind: 'answer' });
		}
		expect(server.requests.length).toBe(5);
	});

	it('are not shared between hosts', async () => {
		const server = await serve();
		const transport = openTransport();
		await transport.exchange(order(server.port), QUICK);
		await transport.exchange(order(server.port, { url: `https://second.good.test:${server.port}/` }), QUICK);
		expect(server.connections).toBe(2);
	});
});

describe('a request that cannot be sent as it is', () => {
	it.each([
		['a URL that is none', { url: 'nowhere' }, 'ERR_INVALID_URL'],
		['a URL without TLS', { url: 'http://127.0.0.1:1/' }, 'ERR_NOT_HTTPS'],
		['a line break in a header', { headers: { 'x-a': 'b\r\nx-c: d' } }, 'UND_ERR_INVALID_ARG'],
		['a character above U+00FF in a header', { headers: { 'x-a': 'ž' } }, 'UND_ERR_INVALID_ARG'],
		['a wrong length', { headers: { 'content-length': '3' } }, 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'],
	])('is refused before anything leaves: %s', async (_name, part, detail) => {
		const server = await serve();
		const outcome = await openTransport().exchange(order(server.port, part), QUICK);
		expect(outcome).toEqual({ kind: 'failure', phase: 'notSent', cause: 'invalidRequest', detail });
		expect(server.requests.length).toBe(0);
	});
});
