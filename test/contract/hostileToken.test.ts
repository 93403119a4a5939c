import fc from 'fast-check';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isTangoError, type TangoError } from '../../nodes/Tango/core/foundation/errors.ts';
import { explain } from '../../nodes/Tango/n8n/words/explain.ts';
import { answerOk, answers, drips, httpAnswer, pours } from '../support/badServer/behaviours.ts';
import { HOST } from '../support/badServer/loopback.ts';
import type { Behaviour, TestServer } from '../support/badServer/server.ts';
import {
	isOrderPost,
	ONE_ATTEMPT,
	openHostileTango,
	ORDER,
	ORDER_BODY,
	SECRETS,
} from '../support/hostileTango.ts';
import { timed } from '../support/timing.ts';

/* The token endpoint with the same manners. No order may leave before there is a token. */

const TOKEN = { access_token: SECRETS.accessToken, token_type: 'Bearer', expires_in: 86_400 };
const isToken = (head: string) => head.startsWith('POST /oauth/token ');
const orders = ({ requests }: TestServer) => requests.filter(({ head }) => isOrderPost(head));

/** Tango answers as it should, its token endpoint as told. */
async function open(token: Behaviour) {
	return await openHostileTango(
		(socket, request, index) => {
			if (isToken(request.head)) token(socket, request, index);
			else socket.write(httpAnswer(201, JSON.stringify(ORDER)));
		},
		{ auth: 'oauth2' },
	);
}

async function refusedBy(token: Behaviour): Promise<{ error: TangoError; server: TestServer }> {
	const { tango, server } = await open(token);
	const error: unknown = await tango.placeOrder(ORDER_BODY, ONE_ATTEMPT).catch((thrown: unknown) => thrown);
	if (!isTangoError(error)) throw new Error('there was a token', { cause: error });
	return { error, server };
}

describe('a token endpoint', () => {
	it.each<[string, Behaviour, TangoError['code']]>([
		[
			'a body without an end',
			pours('HTTP/1.1 200 X\r\nContent-Length: 1000000000\r\n\r\n', 'x'.repeat(65_536)),
			'UNAVAILABLE',
		],
		['headers without an end', pours('HTTP/1.1 200 X\r\n', 'a: b\r\n'.repeat(1_000)), 'UNAVAILABLE'],
		['a body that drips', drips('HTTP/1.1 200 X\r\nContent-Length: 99999\r\n\r\n', ' '), 'UNAVAILABLE'],
		['headers that drip', drips('HTTP/1.1 200 X\r\n', 'a: b\r\n'), 'UNAVAILABLE'],
		['1xx for ever', pours('', 'HTTP/1.1 102 X\r\n\r\n'.repeat(200)), 'UNAVAILABLE'],
		['gzip', answers(200, gzipSync(JSON.stringify(TOKEN)), { 'Content-Encoding': 'gzip' }), 'UNAVAILABLE'],
		['a web page', answers(200, '<!doctype html>', { 'Content-Type': 'text/html' }), 'PROXY'],
		['100,000 nested arrays', answers(200, '['.repeat(100_000) + ']'.repeat(100_000)), 'UNAVAILABLE'],
		['the token in a __proto__', answers(200, `{"__proto__":${JSON.stringify(TOKEN)}}`), 'UNAVAILABLE'],
		['UTF-16', answers(200, Buffer.from(JSON.stringify(TOKEN), 'utf16le')), 'UNAVAILABLE'],
		[
			'a token of a megabyte',
			answers(200, JSON.stringify({ ...TOKEN, access_token: 'x'.repeat(1_000_000) })),
			'UNAVAILABLE',
		],
		[
			'a token with a header in it',
			answers(200, JSON.stringify({ ...TOKEN, access_token: 'a\r\nX-Evil: 1' })),
			'UNAVAILABLE',
		],
		[
			'a token that is no text',
			answers(200, JSON.stringify({ ...TOKEN, access_token: { a: 1 } })),
			'UNAVAILABLE',
		],
		[
			'a life that is no number',
			answers(200, JSON.stringify({ ...TOKEN, expires_in: 'NaN' })),
			'UNAVAILABLE',
		],
		['a life below zero', answers(200, JSON.stringify({ ...TOKEN, expires_in: -1 })), 'UNAVAILABLE'],
		['status 999', answers(999, '{}'), 'UNAVAILABLE'],
		['a wait of a million seconds', answers(429, '{}', { 'Retry-After': '1000000' }), 'RATE_LIMITED'],
	])('with %s gives no token in bounded time, and no order is sent', async (_what, behaviour, code) => {
		const { outcome, ms } = await timed(async () => await refusedBy(behaviour));
		expect(outcome.error.code).toBe(code);
		expect(orders(outcome.server)).toHaveLength(0);
		// 45 s for the token, on a clock that is a hundred times faster.
		expect(ms).toBeLessThan(5_000);
	});

	it('that asks for a long wait is not asked again', async () => {
		const { server } = await refusedBy(answers(429, '{}', { 'Retry-After': '9'.repeat(400) }));
		expect(server.requests).toHaveLength(1);
	});

	it.each([301, 302, 303, 307, 308])(
		'that redirects (%i) is not followed: the secret stays here',
		async (status) => {
			const other = await openHostileTango(answerOk());
			const Location = `https://${HOST}:${other.server.port}/oauth/token`;
			const { error, server } = await refusedBy(answers(status, '', { Location }));
			expect(error).toMatchObject({ code: 'PROXY', facts: { status } });
			expect(other.server.connections).toBe(0);
			expect(orders(server)).toHaveLength(0);
		},
	);

	it('that repeats the secrets does not bring them before anybody’s eyes', async () => {
		const form = encodeURIComponent(SECRETS.password);
		for (const secret of [SECRETS.clientSecret, SECRETS.password, form]) {
			const text = `${'x'.repeat(290)}${secret}`;
			for (const status of [400, 401, 429, 500, 301]) {
				const body = JSON.stringify({ error: secret, error_description: text, message: text });
				const { error } = await refusedBy(answers(status, body, { 'X-Request-ID': text }));
				const { message, description } = explain(error);
				const everything = [
					message,
					description,
					inspect(error, { depth: Infinity, showHidden: true }),
				].join();
				expect(everything).not.toContain(secret.slice(0, 10));
				expect(description.length).toBeLessThan(2_000);
			}
		}
	});

	it('that answers twice at once gives one token, and the second answer meets no order', async () => {
		const { tango, server } = await open((socket) => {
			const poison = httpAnswer(201, JSON.stringify({ ...ORDER, referenceOrderID: 'POISON' }));
			socket.write(Buffer.concat([httpAnswer(200, JSON.stringify(TOKEN)), poison]));
		});
		const placed = await tango.placeOrder(ORDER_BODY, ONE_ATTEMPT);
		expect(placed.order.referenceOrderID).toBe(ORDER.referenceOrderID);
		expect(orders(server)).toHaveLength(1);
	});

	it('leads to an order with exactly its token or to an error that says nothing was sent, whatever JSON it gives', async () => {
		const value = fc.jsonValue({ maxDepth: 2 });
		const anyAnswer = fc.oneof(
			value,
			fc.record(
				{
					access_token: fc.oneof(value, fc.string(), fc.constant(SECRETS.accessToken)),
					token_type: fc.oneof(value, fc.constantFrom('Bearer', 'bearer', 'DPoP')),
					expires_in: fc.oneof(value, fc.constantFrom(1e308, -0, 0, '60', 86_400)),
					scope: value,
					['__proto__']: value,
				},
				{ requiredKeys: [] },
			),
		);
		await fc.assert(
			fc.asyncProperty(anyAnswer, async (json) => {
				const { tango, server } = await open(answers(200, JSON.stringify(json)));
				const told: unknown = await tango
					.placeOrder(ORDER_BODY, ONE_ATTEMPT)
					.catch((thrown: unknown) => thrown);
				if (isTangoError(told)) {
					expect(told.code).toBe('UNAVAILABLE');
					expect(orders(server)).toHaveLength(0);
				} else {
					expect(told).toMatchObject({ attempts: 1 });
					expect(orders(server)[0]?.head).toMatch(/\r\nauthorization: Bearer [\x21-\x7e]+\r\n/);
				}
			}),
			{ numRuns: 60 },
		);
	});
});
