import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FailureCause, Outcome, Phase } from '../../nodes/Tango/core/foundation/outcome.ts';
import {
	answerOk,
	answers,
	drips,
	ends,
	httpAnswer,
	pours,
	writes,
} from '../support/badServer/behaviours.ts';
import { HOST } from '../support/badServer/loopback.ts';
import { type Behaviour, overTls } from '../support/badServer/server.ts';
import { identity, openTransport, order, QUICK, serve, serveTcp } from '../support/badServer/site.ts';
import { timed } from '../support/timing.ts';

/* What a server, or something in its place, may put on the wire, against the real transport. */

const RESPONSE_MS = 600;
const LIMITS = { connectTimeoutMs: 5_000, responseTimeoutMs: RESPONSE_MS };
/** For what the machine is busy with besides. */
const LATE_MS = 2_000;
/** Client and server share this process; what they took without a bound would be several times as much. */
const MAX_GROWTH_BYTES = 200 * 1024 * 1024;

const OK = 'HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}';
const CHUNKED = 'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n';
const KILOBYTES = 'x'.repeat(64 * 1024);

interface Exchanged {
	readonly outcome: Outcome;
	readonly ms: number;
	readonly grownBytes: number;
	readonly connectionsLeft: number;
}

async function exchangeWith(behaviour: Behaviour): Promise<Exchanged> {
	const server = await serve(behaviour);
	const transport = openTransport();
	const before = process.memoryUsage().rss;
	let peak = before;
	const meter = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
	const { outcome, ms } = await timed(async () => await transport.exchange(order(server.port), LIMITS));
	clearInterval(meter);
	if (outcome.kind === 'failure') await server.idle();
	expect(server.requests, 'requests: nothing is sent twice in here').toHaveLength(1);
	return { outcome, ms, grownBytes: peak - before, connectionsLeft: server.open };
}

type Expected = readonly [Phase, FailureCause, string];
const TIMEOUT = ['responseTimeout', 'RESPONSE_LIMIT'] as const;
const HEADERS_TOO_LARGE = ['tooLarge', 'UND_ERR_HEADERS_OVERFLOW'] as const;
const BODY_TOO_LARGE = ['tooLarge', 'OVER_10_MIB'] as const;
const NOT_HTTP = ['brokenAnswer', 'HTTPParserError'] as const;
const WRONG_LENGTH = ['brokenAnswer', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'] as const;

const head = (...lines: string[]) => `${['HTTP/1.1 201 Created', ...lines].join('\r\n')}\r\n\r\n`;

describe('an answer without an end', () => {
	it.each<[string, Behaviour, Expected]>([
		[
			'a gigabyte of body',
			pours(head('Content-Length: 1000000000'), KILOBYTES),
			['answerBegun', ...BODY_TOO_LARGE],
		],
		['chunks for ever', pours(CHUNKED, `10000\r\n${KILOBYTES}\r\n`), ['answerBegun', ...BODY_TOO_LARGE]],
		['a chunk’s extension for ever', pours(`${CHUNKED}1;`, KILOBYTES), ['answerBegun', ...TIMEOUT]],
		[
			'trailers for ever',
			pours(`${CHUNKED}0\r\n`, 'a: b\r\n'.repeat(1_000)),
			['answerBegun', ...HEADERS_TOO_LARGE],
		],
		[
			'headers for ever',
			pours('HTTP/1.1 201 Created\r\n', 'a: b\r\n'.repeat(1_000)),
			['maybeProcessed', ...HEADERS_TOO_LARGE],
		],
		[
			'one header for ever',
			pours('HTTP/1.1 201 Created\r\nX-Request-ID: ', KILOBYTES),
			['maybeProcessed', ...HEADERS_TOO_LARGE],
		],
		['a reason phrase for ever', pours('HTTP/1.1 201 ', KILOBYTES), ['maybeProcessed', ...TIMEOUT]],
		[
			'early hints for ever',
			pours('', 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n'.repeat(200)),
			['maybeProcessed', ...TIMEOUT],
		],
		['a dripping status line', drips('HTTP/1.1 201 ', 'x'), ['maybeProcessed', ...TIMEOUT]],
		['dripping headers', drips('HTTP/1.1 201 Created\r\n', 'a: b\r\n'), ['maybeProcessed', ...TIMEOUT]],
		['a dripping body', drips(CHUNKED, '1\r\n \r\n'), ['answerBegun', ...TIMEOUT]],
		[
			'more length than a number holds exactly',
			writes(head('Content-Length: 9007199254740993') + '{}'),
			['answerBegun', ...BODY_TOO_LARGE],
		],
	])(
		'(%s) ends within the attempt’s time, takes little memory and its connection with it',
		async (...row) => {
			const [, behaviour, [phase, cause, detail]] = row;
			const { outcome, ms, grownBytes, connectionsLeft } = await exchangeWith(behaviour);
			expect(outcome).toMatchObject({ kind: 'failure', phase, cause, detail });
			expect(ms).toBeLessThan(RESPONSE_MS + LATE_MS);
			expect(grownBytes).toBeLessThan(MAX_GROWTH_BYTES);
			expect(connectionsLeft).toBe(0);
		},
	);

	it('(100 Continue for ever) ends too; one that is cut in two ends it earlier', async () => {
		const flood = pours('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(200));
		const { outcome, ms, grownBytes, connectionsLeft } = await exchangeWith(flood);
		expect(outcome).toMatchObject({ kind: 'failure', phase: 'maybeProcessed' });
		expect(ms).toBeLessThan(RESPONSE_MS + LATE_MS);
		expect(grownBytes).toBeLessThan(MAX_GROWTH_BYTES);
		expect(connectionsLeft).toBe(0);
	});

	it.each([
		['102', 'HTTP/1.1 102 Processing\r\n\r\n'],
		['103', 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n'],
	])('but with ten thousand times %s before it is an answer', async (_status, hint) => {
		const server = await serve(writes(hint.repeat(10_000) + OK));
		const outcome = await openTransport().exchange(order(server.port), QUICK);
		expect(outcome).toMatchObject({ kind: 'answer', status: 201, body: '{}' });
	});
});

describe('what is not HTTP/1.1, or hardly', () => {
	it.each<[string, Behaviour, Expected]>([
		['HTTP/0.9', ends('{"ok":true}'), ['maybeProcessed', ...NOT_HTTP]],
		[
			'an HTTP/2 preface',
			writes(Buffer.from('00000c04000000000000030000006400040000ffff', 'hex')),
			['maybeProcessed', ...NOT_HTTP],
		],
		['version 3.9', writes('HTTP/3.9 200 OK\r\n\r\n'), ['maybeProcessed', ...NOT_HTTP]],
		[
			'status 000',
			writes('HTTP/1.1 000 X\r\nContent-Length: 2\r\n\r\n{}'),
			['maybeProcessed', 'brokenAnswer', 'ERR_ASSERTION'],
		],
		[
			'status 99999',
			writes('HTTP/1.1 99999 X\r\nContent-Length: 2\r\n\r\n{}'),
			['maybeProcessed', ...NOT_HTTP],
		],
		['status -1', writes('HTTP/1.1 -1 X\r\nContent-Length: 2\r\n\r\n{}'), ['maybeProcessed', ...NOT_HTTP]],
		[
			'two lengths',
			writes(`${head('Content-Length: 2', 'Content-Length: 3')}{} `),
			['maybeProcessed', ...WRONG_LENGTH],
		],
		['a list of lengths', writes(`${head('Content-Length: 2, 2')}{}`), ['maybeProcessed', ...WRONG_LENGTH]],
		['a length below zero', writes(`${head('Content-Length: -2')}{}`), ['maybeProcessed', ...NOT_HTTP]],
		[
			'a length beyond all',
			writes(`${head(`Content-Length: ${'9'.repeat(30)}`)}{}`),
			['maybeProcessed', ...WRONG_LENGTH],
		],
		['a length in hexadecimals', writes(`${head('Content-Length: 0x2')}{}`), ['maybeProcessed', ...NOT_HTTP]],
		[
			'length and chunks at once',
			writes(`${head('Transfer-Encoding: chunked', 'Content-Length: 2')}2\r\n{}\r\n0\r\n\r\n`),
			['maybeProcessed', ...NOT_HTTP],
		],
		['a chunk beyond all', writes(`${CHUNKED}${'f'.repeat(18)}\r\n{}`), ['answerBegun', ...NOT_HTTP]],
		['a chunk below zero', writes(`${CHUNKED}-1\r\n{}`), ['answerBegun', ...NOT_HTTP]],
		[
			'a null byte in a header',
			writes(`${head('X-Request-ID: a\0b', 'Content-Length: 2')}{}`),
			['maybeProcessed', ...NOT_HTTP],
		],
		[
			'an escape in a header',
			writes(`${head('X-Request-ID: \u001b[31m', 'Content-Length: 2')}{}`),
			['maybeProcessed', ...NOT_HTTP],
		],
		[
			'a bare CR in a header',
			writes(`${head('X-A: a\rX-B: b', 'Content-Length: 2')}{}`),
			['maybeProcessed', ...NOT_HTTP],
		],
		[
			'a folded header',
			writes(`${head('X-A: a\r\n b', 'Content-Length: 2')}{}`),
			['maybeProcessed', ...NOT_HTTP],
		],
		['bare line feeds', writes('HTTP/1.1 201 X\nContent-Length: 2\n\n{}'), ['maybeProcessed', ...NOT_HTTP]],
		['blanks before the status line', writes(`   \r\n\r\n${OK}`), ['maybeProcessed', ...NOT_HTTP]],
	])('(%s) is a broken answer after which nobody knows what was done', async (...row) => {
		const [, behaviour, [phase, cause, detail]] = row;
		const { outcome, connectionsLeft } = await exchangeWith(behaviour);
		expect(outcome).toMatchObject({ kind: 'failure', phase, cause, detail });
		expect(connectionsLeft).toBe(0);
	});

	it('but whole is an answer: any three digits, old versions, headers named like parts of an object', async () => {
		const odd = await exchangeWith(writes('HTTP/1.1 999 X\r\nContent-Length: 2\r\n\r\n{}'));
		expect(odd.outcome).toMatchObject({ kind: 'answer', status: 999 });
		const old = await exchangeWith(ends('HTTP/1.0 201 Created\r\n\r\n{}'));
		expect(old.outcome).toMatchObject({ kind: 'answer', status: 201, body: '{}' });
		const named = ['__proto__: a', 'constructor: b', 'toString: c', 'Content-Length: 2'];
		const { outcome } = await exchangeWith(writes(`${head(...named)}{}`));
		expect(Object.getPrototypeOf(outcome.kind === 'answer' ? outcome.headers : undefined)).toBe(
			Object.prototype,
		);
		expect(JSON.stringify(outcome)).toContain('"__proto__":"a","constructor":"b"');
	});
});

describe('a body that is compressed though nobody asked', () => {
	const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
	it.each([
		['gzip', 'gzip', gzipSync('{}')],
		['br', 'br', brotliCompressSync('{}')],
		['deflate', 'deflate', deflateSync('{}')],
		['gzip in gzip', 'gzip, gzip', gzipSync(gzipSync('{}'))],
		['a gzip bomb', 'gzip', bomb],
	])('(%s) is refused without being opened', async (_what, encoding, body) => {
		const bytes = httpAnswer(201, body, { 'Content-Encoding': encoding });
		const { outcome, grownBytes } = await exchangeWith(writes(bytes));
		expect(outcome).toMatchObject({ phase: 'answerBegun', cause: 'encodedAnswer', status: 201 });
		expect(grownBytes).toBeLessThan(MAX_GROWTH_BYTES);
	});
});

describe('bytes that nobody asked for', () => {
	const POISON = httpAnswer(200, '{"poison":true}');
	const expectNoPoison = (outcome: Outcome) => {
		expect(outcome).toMatchObject({ kind: 'answer', status: 200 });
		expect(JSON.stringify(outcome)).not.toContain('poison');
	};

	it.each<[string, Buffer]>([
		['a second answer', POISON],
		['half a second answer', POISON.subarray(0, 20)],
		['garbage', Buffer.from('garbage!!')],
	])('(%s) right behind an answer end the connection and meet nobody', async (_what, more) => {
		const server = await serve((socket, request, index) => {
			if (index === 0) socket.write(Buffer.concat([httpAnswer(200, '{}'), more]));
			else answerOk('{"own":true}')(socket, request, index);
		});
		const transport = openTransport();
		expectNoPoison(await transport.exchange(order(server.port), QUICK));
		const second = await transport.exchange(order(server.port), QUICK);
		expectNoPoison(second);
		expect(second).toMatchObject({ body: '{"own":true}' });
		expect(server.connections).toBe(2);
	});

	it.each([
		['while the client is idle', 60],
		['while the client computes and cannot look', 0],
	])('that come later, %s, are not the next request’s answer', async (_when, idleMs) => {
		const server = await serve((socket, request, index) => {
			answerOk('{"own":true}')(socket, request, index);
			if (index === 0) setTimeout(() => socket.write(POISON), 10);
		});
		const transport = openTransport();
		expectNoPoison(await transport.exchange(order(server.port), QUICK));
		await pause(Math.max(15, idleMs));
		const until = performance.now() + 40;
		while (performance.now() < until);
		expectNoPoison(await transport.exchange(order(server.port), QUICK));
	});

	it('before the request end in time, and the next connection is a clean one', async () => {
		const server = await serveTcp(
			overTls(identity, (socket) => {
				if (server.connections === 1) socket.write(Buffer.concat([POISON, POISON]));
				socket.on('data', () => socket.write(httpAnswer(200, '{"own":true}')));
			}),
		);
		const transport = openTransport();
		const { ms } = await timed(async () => await transport.exchange(order(server.port), LIMITS));
		expect(ms).toBeLessThan(RESPONSE_MS + LATE_MS);
		expectNoPoison(await transport.exchange(order(server.port), QUICK));
		expect(server.connections).toBe(2);
	});
});

describe('a redirect', () => {
	it.each([301, 302, 303, 307, 308])('(%i) to another server or to http is not followed', async (status) => {
		const [plain, other] = [await serveTcp(() => {}), await serve()];
		for (const location of [
			`http://127.0.0.1:${plain.port}/`,
			`https://${HOST}:${other.port}/`,
			'//evil.test/',
		]) {
			const { outcome } = await exchangeWith(answers(status, '', { Location: location }));
			expect(outcome).toMatchObject({ kind: 'answer', status });
		}
		await pause(50);
		expect([plain.connections, other.connections]).toEqual([0, 0]);
	});
});
