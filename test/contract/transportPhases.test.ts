import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../nodes/Tango/core/foundation/outcome.ts';
import { answerOk, drips, ends, resets, writes } from '../support/badServer/behaviours.ts';
import { type Behaviour, closedPort } from '../support/badServer/server.ts';
import { ca, openTransport, order, QUICK, serve, serveTcp } from '../support/badServer/site.ts';
import { timed } from '../support/timing.ts';

const PARTIAL = 'HTTP/1.1 201 Created\r\nContent-Length: 20\r\n\r\n{"order":';
const ASKING_FOR_A_CERTIFICATE = { requestCert: true, rejectUnauthorized: true, ca: [ca.pem] };
const CHUNKED = 'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n';

type Expected = Omit<Failure, 'kind'>;
const unsent = (cause: Failure['cause'], detail: string): Expected => ({ phase: 'notSent', cause, detail });
const ambiguous = (cause: Failure['cause'], detail: string): Expected => ({
	phase: 'maybeProcessed',
	cause,
	detail,
});
const begun = (cause: Failure['cause'], detail: string): Expected => ({
	phase: 'answerBegun',
	cause,
	detail,
	status: 201,
});

describe('once the request was written', () => {
	it.each<[string, Behaviour, Expected]>([
		['the connection ends', ends(), ambiguous('reset', 'UND_ERR_SOCKET')],
		['the connection is reset', resets(), ambiguous('reset', 'ECONNRESET')],
		['no answer comes', () => {}, ambiguous('responseTimeout', 'RESPONSE_LIMIT')],
		[
			'only a 1xx comes',
			writes('HTTP/1.1 103 Early\r\n\r\n'),
			ambiguous('responseTimeout', 'RESPONSE_LIMIT'),
		],
		['half a status line comes', ends('HTTP/1.1 20'), ambiguous('reset', 'UND_ERR_SOCKET')],
		[
			'the headers break off',
			ends('HTTP/1.1 201 Created\r\nContent-Le'),
			ambiguous('reset', 'UND_ERR_SOCKET'),
		],
		[
			'something else than HTTP comes',
			ends('220 smtp ready\r\n'),
			ambiguous('brokenAnswer', 'HTTPParserError'),
		],
		[
			'a header is no header',
			ends('HTTP/1.1 200 OK\r\nnot a header\r\n\r\n'),
			ambiguous('brokenAnswer', 'HTTPParserError'),
		],
		[
			'only an unasked 100 comes',
			writes('HTTP/1.1 100 Continue\r\n\r\n'),
			ambiguous('responseTimeout', 'RESPONSE_LIMIT'),
		],
		['half an unasked 100 comes', ends('HTTP/1.1 100 Continue\r\n'), ambiguous('reset', 'UND_ERR_SOCKET')],
		[
			'an unasked upgrade comes',
			writes('HTTP/1.1 101 Up\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
			ambiguous('reset', 'UND_ERR_SOCKET'),
		],
		[
			'headers come and no body',
			writes('HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\n'),
			begun('responseTimeout', 'RESPONSE_LIMIT'),
		],
		['the body stalls', writes(PARTIAL), begun('responseTimeout', 'RESPONSE_LIMIT')],
		['the body is cut off by the end', ends(PARTIAL), begun('brokenAnswer', 'UND_ERR_SOCKET')],
		['the body is cut off by a reset', resets(PARTIAL), begun('brokenAnswer', 'ECONNRESET')],
		['the chunks break off', ends(`${CHUNKED}5\r\n{"a"`), begun('brokenAnswer', 'UND_ERR_SOCKET')],
		['a chunk has no size', ends(`${CHUNKED}zz\r\n{}\r\n`), begun('brokenAnswer', 'HTTPParserError')],
		[
			'the body is shorter than announced and the server says so',
			ends('HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 9\r\n\r\n{}'),
			begun('brokenAnswer', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'),
		],
	])('and %s, the failure says how far it got', async (_name, behaviour, expected) => {
		const server = await serve(behaviour);
		const limits = {
			connectTimeoutMs: 5000,
			responseTimeoutMs: expected.cause === 'responseTimeout' ? 300 : 5000,
		};
		const outcome = await openTransport().exchange(order(server.port), limits);
		expect(outcome).toEqual({ kind: 'failure', ...expected });
		// The point of the package: whatever happened, it was sent once.
		await pause(50);
		expect(server.requests.length).toBe(1);
	});

	it('and the body drips without an end, the response limit ends it', async () => {
		const server = await serve(drips(CHUNKED, '1\r\nx\r\n', 50));
		const limits = { connectTimeoutMs: 2000, responseTimeoutMs: 400 };
		const { outcome, ms } = await timed(
			async () => await openTransport().exchange(order(server.port), limits),
		);
		expect(outcome).toEqual({ kind: 'failure', ...begun('responseTimeout', 'RESPONSE_LIMIT') });
		expect(ms).toBeGreaterThanOrEqual(399);
		expect(ms).toBeLessThan(1500);
		await server.idle();
		expect(server.open).toBe(0);
	});

	it('and TLS 1.3 then refuses it for want of a client certificate, nobody can know whether it arrived', async () => {
		const server = await serve(answerOk(), ASKING_FOR_A_CERTIFICATE);
		const outcome = await openTransport().exchange(order(server.port), QUICK);
		expect(outcome).toMatchObject({ kind: 'failure', phase: 'maybeProcessed' });
		expect(server.requests.length).toBe(0);
	});
});

describe('before the request was written', () => {
	it('a closed port means refused', async () => {
		const outcome = await openTransport().exchange(order(await closedPort()), QUICK);
		expect(outcome).toEqual({ kind: 'failure', ...unsent('refused', 'ECONNREFUSED') });
	});

	it('an unknown name means dns', async () => {
		const request = order(443, { url: 'https://no-such-host.invalid/' });
		const unresolved = openTransport({
			lookup: (_host, _options, callback) =>
				callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []),
		});
		expect(await unresolved.exchange(request, QUICK)).toEqual({
			kind: 'failure',
			...unsent('dns', 'ENOTFOUND'),
		});
	});

	it('a lookup that forbids the address keeps it from being sent, and its words stay inside', async () => {
		const forbidding = openTransport({
			lookup: (_host, _options, callback) => callback(new TypeError('10.0.0.1 is private'), []),
		});
		const outcome = await forbidding.exchange(order(443), QUICK);
		expect(outcome).toEqual({ kind: 'failure', ...unsent('unreachable', 'TypeError') });
	});

	it('TLS 1.2 can still refuse for want of a client certificate', async () => {
		const server = await serve(answerOk(), { ...ASKING_FOR_A_CERTIFICATE, maxVersion: 'TLSv1.2' });
		const outcome = await openTransport().exchange(order(server.port), QUICK);
		expect(outcome).toMatchObject({ phase: 'notSent' });
	});

	it('a connection that ends in the handshake means reset', async () => {
		const server = await serveTcp((socket) => socket.end());
		const outcome = await openTransport().exchange(order(server.port), QUICK);
		expect(outcome).toEqual({ kind: 'failure', ...unsent('reset', 'ECONNRESET') });
	});
});
