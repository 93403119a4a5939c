import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import type { AuditEntry } from '../../../../nodes/Tango/core/foundation/audit.ts';
import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import type { Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import {
	API_KEY,
	authorizer,
	BASE_URL,
	CALL,
	clientOn,
	codeOf,
	failure,
	header,
	html,
	json,
	LOST,
	refusal,
	REFUSED,
	scripted,
	SECRET,
	settle,
	stage,
} from '../../support/core.ts';

const OK = json(201, { referenceOrderID: 'RA1' });
const BODY = { externalRefID: 't1abc', amount: 25 };
const ORDER = { body: BODY, externalRefID: 't1abc' };
const { createOrder, createCustomer, getCatalog } = ENDPOINTS;

/** Starts of the attempts, in milliseconds of the clock. */
function startsOf({ transport }: { transport: ReturnType<typeof scripted> }): number[] {
	return transport.exchanges.map(({ startedAt }) => startedAt);
}

describe('what is sent', () => {
	it('is the endpoint’s method below the base URL with exactly these headers', async () => {
		const { send, transport } = stage([OK]);
		await send(createOrder, ORDER);
		expect(transport.exchanges.map(({ request }) => request)).toEqual([
			{
				method: 'POST',
				url: `${BASE_URL}/orders`,
				headers: {
					accept: 'application/json',
					authorization: SECRET,
					'content-type': 'application/json',
					'user-agent': 'n8n-nodes-tango',
				},
				body: JSON.stringify(BODY),
			},
		]);
	});

	it('has neither body nor content type when there is nothing to say', async () => {
		const { send, transport } = stage([json(200, {})]);
		await send(getCatalog);
		const request = transport.exchanges[0]?.request;
		expect(request).not.toHaveProperty('body');
		expect(Object.keys(request?.headers ?? {})).toEqual(['accept', 'authorization', 'user-agent']);
	});

	it('has X-Forwarded-For only when one is set', async () => {
		const { send, transport } = stage([json(200, {})]);
		await send(getCatalog, {}, { forwardedFor: '203.0.113.42' });
		await send(getCatalog, {}, { forwardedFor: undefined });
		expect(transport.exchanges.map(({ request }) => request.headers['x-forwarded-for'])).toEqual([
			'203.0.113.42',
			undefined,
		]);
	});

	it('is held as long as the call says, with ten seconds of its own to connect', async () => {
		const { send, transport } = stage([json(200, {})]);
		await send(createOrder, ORDER, { responseTimeoutMs: 20_000 });
		expect(transport.exchanges[0]?.limits).toEqual({ responseTimeoutMs: 20_000, connectTimeoutMs: 10_000 });
	});

	it('may have a larger answer when it is the catalog, and then alone', async () => {
		const { send, transport } = stage([json(200, {})]);
		for (const endpoint of [getCatalog, ENDPOINTS.listOrders]) await send(endpoint, {});
		expect(transport.exchanges.map(({ limits }) => limits.maxResponseBytes)).toEqual([
			64 * 1024 * 1024,
			undefined,
		]);
	});

	it('is nothing at all when the path cannot be filled in', async () => {
		const { send, transport } = stage([OK]);
		const result = await send(ENDPOINTS.getOrder, { path: { referenceOrderID: '..' } });
		expect(result).toMatchObject({ code: 'INVALID_INPUT', facts: { field: 'referenceOrderID' } });
		expect(transport.exchanges).toEqual([]);
	});
});

describe('an answer', () => {
	it('comes with its status, JSON, attempts and Tango’s request ID', async () => {
		const { send } = stage([LOST, json(200, { referenceOrderID: 'RA1' }, { 'x-request-id': 'r-7' })]);
		expect(await send(createOrder, ORDER)).toEqual({
			status: 200,
			json: { referenceOrderID: 'RA1' },
			attempts: 2,
			requestId: 'r-7',
		});
	});

	it('that says no gives status, key, words, path and request ID of Tango', async () => {
		const errors = [{ path: 'utid', i18nKey: '422.024', message: 'not valid' }];
		const { send } = stage([json(400, { requestId: 'r-8', errors })]);
		expect(await send(createOrder, ORDER)).toMatchObject({
			code: 'REJECTED',
			facts: {
				status: 400,
				i18nKey: '422.024',
				apiMessage: 'not valid',
				apiPath: 'utid',
				requestId: 'r-8',
				attempts: 1,
				externalRefID: 't1abc',
			},
		});
	});
});

describe('attempts', () => {
	it.each([
		[1, 1],
		[3, 3],
		[5, 5],
	])('are at most %i when the call says so', async (maxAttempts, attempts) => {
		const { send, transport } = stage([LOST]);
		const result = await send(createOrder, ORDER, { maxAttempts });
		expect(result).toMatchObject({ code: 'OUTCOME_UNKNOWN', facts: { attempts } });
		expect(transport.exchanges).toHaveLength(attempts);
	});

	it('carry the same URL and bytes each time, whatever the caller does to its objects meanwhile', async () => {
		const { client, clock, transport } = stage([LOST]);
		const body = { ...BODY };
		const settled = settle(client.send(createOrder, { body, externalRefID: 't1abc' }, CALL));
		body.amount = 99;
		body.externalRefID = 'other';
		await clock.runAll();
		await settled;
		expect(new Set(transport.exchanges.map(({ request }) => `${request.url} ${request.body}`)).size).toBe(1);
		expect(transport.exchanges[4]?.request.body).toBe(JSON.stringify(BODY));
	});

	it('wait longer each time: 1.5, 3, 6 and 12 s at half jitter', async () => {
		const it = stage([LOST]);
		await it.send(createOrder, ORDER);
		expect(startsOf(it)).toEqual([0, 1_500, 4_500, 10_500, 22_500]);
	});

	it('wait two seconds at least while Tango works on the first one', async () => {
		const it = stage([refusal(409, '409.002'), OK], { random: () => 0 });
		expect(await it.send(createOrder, ORDER)).toMatchObject({ status: 201 });
		expect(startsOf(it)).toEqual([0, 2_000]);
	});

	it('keep the pace although backoff alone would be quicker', async () => {
		const it = stage([REFUSED], { random: () => 0, requestsPerSecond: 0.2 });
		await it.send(getCatalog, {}, { maxAttempts: 3 });
		expect(startsOf(it)).toEqual([0, 5_050, 10_100]);
	});

	it('end without a last wait: who may not retry says so at once', async () => {
		const { send, clock } = stage([LOST]);
		await send(createOrder, ORDER, { maxAttempts: 2 });
		expect(clock.now()).toBe(1_500);
	});

	it('stop early once an outage has used up the budget of the platform', async () => {
		const { send } = stage([refusal(503)]);
		const attempts = [];
		for (let call = 0; call < 6; call++) attempts.push(await send(getCatalog));
		const error = { code: 'UNAVAILABLE' };
		expect(attempts).toMatchObject([5, 5, 5, 5, 1, 1].map((attempts) => ({ ...error, facts: { attempts } })));
	});
});

/** A client whose connections take their time, one after the other, and when each request was on the wire. */
function handshaking(handshakes: readonly number[]) {
	const clock = createFakeClock();
	const starts: number[] = [];
	let begun = 0;
	const client = clientOn(clock, {
		exchange: async (_request, _limits, _signal, onStart) => {
			await clock.sleep(handshakes[begun++] ?? 0);
			onStart?.();
			starts.push(clock.now());
			return json(200, {});
		},
		close: async () => {},
	});
	return { clock, client, starts };
}

function gapsOf(starts: readonly number[]): number[] {
	return starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
}

describe('a slow connection', () => {
	it('moves the next call’s start: the pace counts from the first byte, not from the handshake', async () => {
		const clock = createFakeClock();
		const starts: number[] = [];
		const client = clientOn(clock, {
			exchange: async (_request, _limits, _signal, onStart) => {
				await clock.sleep(starts.length === 0 ? 800 : 0);
				onStart?.();
				starts.push(clock.now());
				return json(200, {});
			},
			close: async () => {},
		});
		const first = client.send(getCatalog, {}, CALL);
		const second = client.send(getCatalog, {}, CALL);
		await clock.runAll();
		await Promise.all([first, second]);
		expect(starts).toEqual([800, 1_848]);
	});

	it.each([
		['longer than the pace', [1_500, 100, 0]],
		['much longer', [9_000, 0, 0]],
		['for each call', [1_200, 900, 300]],
	])(
		'does not let two handshakes that overlap bring their requests together: one takes %s',
		async (_how, handshakes) => {
			const { clock, client, starts } = handshaking(handshakes);
			const calls = handshakes.map(async () => await client.send(getCatalog, {}, CALL));
			await clock.runAll();
			await Promise.all(calls);
			expect(starts).toHaveLength(3);
			expect(Math.min(...gapsOf(starts))).toBeGreaterThanOrEqual(1_048);
		},
	);

	it('that comes to nothing keeps the others for as long as it lasts, and for its slot', async () => {
		const clock = createFakeClock();
		const starts: number[] = [];
		const client = clientOn(clock, {
			exchange: async (_request, _limits, _signal, onStart) => {
				if (starts.push(clock.now()) > 1) {
					onStart?.();
					return json(200, {});
				}
				await clock.sleep(3_000);
				return failure('connectTimeout', 'notSent');
			},
			close: async () => {},
		});
		const first = settle(client.send(getCatalog, {}, { ...CALL, maxAttempts: 1 }));
		const second = client.send(getCatalog, {}, CALL);
		await clock.runAll();
		expect(codeOf(await first)).toBe('NOT_SENT');
		await second;
		expect(starts).toEqual([0, 4_048]);
	});
});

describe('Retry-After', () => {
	it('is waited for, seconds or date', async () => {
		const date = new Date(Date.UTC(2026, 10, 22) + 40_000).toUTCString();
		const it = stage([
			refusal(429, '429.008', { 'retry-after': '30' }),
			refusal(503, undefined, { 'retry-after': date }),
			OK,
		]);
		await it.send(createOrder, ORDER);
		expect(startsOf(it)).toEqual([0, 30_000, 40_000]);
	});

	it('that leaves no time to wait ends the call at once and is told, instead of a retry that is too early', async () => {
		const { send, clock, transport } = stage([refusal(429, '429.008', { 'retry-after': '110' })]);
		expect(await send(createOrder, ORDER)).toMatchObject({
			code: 'RATE_LIMITED',
			facts: { retryAfterMs: 110_000 },
		});
		expect([clock.now(), transport.exchanges.length]).toEqual([0, 1]);
	});

	it('of a 429 holds back the other calls of the same platform, too', async () => {
		const { client, clock, transport } = stage([
			refusal(429, undefined, { 'retry-after': '30' }),
			json(200, {}),
		]);
		const first = client.send(getCatalog, {}, CALL);
		const second = client.send(getCatalog, {}, CALL);
		await clock.runAll();
		await Promise.all([first, second]);
		expect(transport.exchanges.map(({ startedAt }) => startedAt)).toEqual([0, 30_000, 31_050]);
	});

	it('of a 503 holds back this call alone', async () => {
		const { client, clock, transport } = stage([
			refusal(503, undefined, { 'retry-after': '30' }),
			json(200, {}),
		]);
		const first = client.send(getCatalog, {}, CALL);
		const second = client.send(getCatalog, {}, CALL);
		await clock.runAll();
		await Promise.all([first, second]);
		expect(transport.exchanges.map(({ startedAt }) => startedAt)).toEqual([0, 1_050, 30_000]);
	});
});

describe('the total timeout', () => {
	it('starts no attempt that could not be held for its full time', async () => {
		const it = stage([{ outcome: failure('responseTimeout', 'maybeProcessed'), takesMs: 15_000 }]);
		await it.send(createOrder, ORDER, { totalTimeoutMs: 40_000 });
		// 0-15, 16.5-31.5; a third one would be held until 49.5.
		expect(startsOf(it)).toEqual([0, 16_500]);
	});

	it('does not count the time in line before the first attempt', async () => {
		const { client, clock, transport } = stage([json(200, {})], { requestsPerSecond: 0.01 });
		const calls = [1, 2, 3].map(
			async () => await client.send(getCatalog, {}, { ...CALL, totalTimeoutMs: 20_000 }),
		);
		await clock.runAll();
		await Promise.all(calls);
		expect(transport.exchanges.map(({ startedAt }) => startedAt)).toEqual([0, 100_050, 200_100]);
	});

	it('counts the time in line before a retry, and gives up as soon as the line is too long', async () => {
		const { client, clock, transport } = stage([REFUSED, json(200, {})], { requestsPerSecond: 0.05 });
		const first = settle(client.send(getCatalog, {}, { ...CALL, totalTimeoutMs: 30_000 }));
		const second = settle(client.send(getCatalog, {}, CALL));
		await clock.advance(1_500);
		expect(await first).toMatchObject({ code: 'RATE_LIMITED', facts: { reason: 'tooLate' } });
		await clock.runAll();
		expect(await second).toMatchObject({ status: 200 });
		expect(transport.exchanges).toHaveLength(2);
	});
});

describe('an order in doubt', () => {
	it.each<[string, Outcome, string]>([
		['no funds', refusal(402, '402.001'), 'INSUFFICIENT_FUNDS'],
		['a refusal', refusal(400, '422.024'), 'REJECTED'],
		['a conflict', refusal(409, '409.024'), 'CONFLICT'],
		['the load balancer', html(403, { server: 'awselb/2.0' }), 'BLOCKED_BY_LOAD_BALANCER'],
		['a certificate', failure('certificate', 'notSent'), 'CERTIFICATE'],
		['a cancel before sending', failure('cancelled', 'notSent'), 'CANCELLED'],
	])(
		'stays in doubt when the next attempt ends with %s, whose meaning is told beside it',
		async (_what, then, lastCode) => {
			const { send } = stage([LOST, then]);
			expect(await send(createOrder, ORDER)).toMatchObject({
				code: 'OUTCOME_UNKNOWN',
				facts: { lastCode, attempts: 2, externalRefID: 't1abc' },
			});
		},
	);

	it('stays in doubt when all later attempts cannot even be sent', async () => {
		const { send } = stage([refusal(503), REFUSED]);
		expect(await send(createOrder, ORDER)).toMatchObject({
			code: 'OUTCOME_UNKNOWN',
			facts: { lastCode: 'NOT_SENT' },
		});
	});

	it('stays in doubt when the credential is refused afterwards', async () => {
		const { send } = stage([LOST, refusal(401)]);
		expect(await send(createOrder, ORDER)).toMatchObject({
			code: 'OUTCOME_UNKNOWN',
			facts: { lastCode: 'AUTHENTICATION_REFUSED', attempts: 3 },
		});
	});

	it('stays in doubt when there is no token for the next attempt', async () => {
		const noToken = {
			kind: 'error',
			error: new TangoError('TOKEN_REFUSED', { detail: 'invalid_client' }),
		} as const;
		const each = async (asked: number) => (asked <= 2 ? header() : noToken);
		const { send } = stage([LOST], { authorizer: authorizer(each) });
		expect(await send(createOrder, ORDER)).toMatchObject({
			code: 'OUTCOME_UNKNOWN',
			facts: { lastCode: 'TOKEN_REFUSED', detail: 'invalid_client', attempts: 1 },
		});
	});

	it('is settled by an answer', async () => {
		const { send } = stage([LOST, refusal(503), json(200, { referenceOrderID: 'RA1' })]);
		expect(await send(createOrder, ORDER)).toMatchObject({ status: 200, attempts: 3 });
	});

	it('is none as long as nothing was sent', async () => {
		const { send } = stage([REFUSED, REFUSED, refusal(402)]);
		const error = await send(createOrder, ORDER);
		expect(codeOf(error)).toBe('INSUFFICIENT_FUNDS');
		expect(error).not.toHaveProperty('facts.lastCode');
	});
});

describe('a signature', () => {
	it('that is long in the making costs no slot, and nobody starts too soon after it', async () => {
		const clock = createFakeClock();
		const transport = scripted(clock, [OK]);
		const busy = authorizer(async () => {
			await clock.sleep(105);
			return header();
		});
		const client = clientOn(clock, transport, { authorizer: busy });
		const sent = [1, 2, 3].map(async () => await settle(client.send(getCatalog, {}, CALL)));
		await clock.runAll();
		for (const one of await Promise.all(sent)) expect(one).toMatchObject({ status: 201, attempts: 1 });
		// One slot every 1,048 ms, and 105 for the signature; the first is made once more, before the line.
		expect(startsOf({ transport })).toEqual([210, 1_363, 2_516]);
	});
});

describe('the address that was asked', () => {
	it.each<[string, Outcome, string | undefined]>([
		['nobody answers', REFUSED, BASE_URL],
		['somebody else has no such page', html(404), BASE_URL],
		['Tango knows what is not there', refusal(404, '404.003'), undefined],
	])('is told where %s', async (_what, outcome, askedAt) => {
		const { send } = stage([outcome]);
		expect(await send(getCatalog)).toHaveProperty('facts.askedAt', askedAt);
	});

	it('is told without secrets', async () => {
		const clock = createFakeClock();
		const parts = { baseUrl: `${BASE_URL}/${API_KEY}` };
		const client = clientOn(clock, scripted(clock, [REFUSED]), parts);
		const asked = settle(client.send(getCatalog, {}, CALL));
		await clock.runAll();
		expect(JSON.stringify((await asked) instanceof TangoError && (await asked))).not.toContain(API_KEY);
		expect(await asked).toHaveProperty('facts.askedAt', expect.stringContaining(BASE_URL));
	});
});

describe('what must not happen twice', () => {
	it('is sent once when its answer is lost', async () => {
		const { send, transport } = stage([LOST, OK]);
		expect(codeOf(await send(createCustomer, { body: {} }))).toBe('OUTCOME_UNKNOWN');
		expect(transport.exchanges).toHaveLength(1);
	});

	it('is sent again when it was not sent or was refused before work', async () => {
		const { send } = stage([REFUSED, refusal(429), OK]);
		expect(await send(createCustomer, { body: {} })).toMatchObject({ status: 201, attempts: 3 });
	});

	it.each([undefined, ''])('includes an order whose key is %j', async (externalRefID) => {
		const { send, transport } = stage([LOST, OK]);
		const result = await send(createOrder, {
			body: {},
			...(externalRefID === undefined ? {} : { externalRefID }),
		});
		expect(codeOf(result)).toBe('OUTCOME_UNKNOWN');
		expect(transport.exchanges).toHaveLength(1);
	});
});

describe('a refused credential', () => {
	it('is renewed once, and the retry is not counted: five attempts are left', async () => {
		const { send, transport } = stage([refusal(401), REFUSED]);
		expect(await send(getCatalog)).toMatchObject({ code: 'NOT_SENT', facts: { attempts: 6 } });
		expect(transport.exchanges).toHaveLength(6);
	});

	it('is renewed even when only one attempt is allowed', async () => {
		const { send } = stage([refusal(401), json(200, {})]);
		expect(await send(getCatalog, {}, { maxAttempts: 1 })).toMatchObject({ status: 200, attempts: 2 });
	});

	it('is not renewed a second time', async () => {
		const { send, transport } = stage([refusal(401, '401.502')]);
		expect(await send(createOrder, ORDER)).toMatchObject({
			code: 'AUTHENTICATION_REFUSED',
			facts: { status: 401, i18nKey: '401.502' },
		});
		expect(transport.exchanges).toHaveLength(2);
	});

	it.each(['403.001', '403.015', undefined])(
		'shows in a 403 with the key %s as well: Tango answers so to an expired token',
		async (i18nKey) => {
			const renewed = stage([refusal(403, i18nKey), json(201, {})]);
			expect(await renewed.send(createOrder, ORDER)).toMatchObject({ status: 201, attempts: 2 });
			const kept = stage([refusal(403, i18nKey)]);
			expect(await kept.send(createOrder, ORDER)).toMatchObject({
				code: 'PERMISSION_REFUSED',
				facts: { status: 403, attempts: 2 },
			});
		},
	);

	it('does not show in a 403 that names a rule: the request is sent once', async () => {
		const { send, transport } = stage([refusal(403, '403.016')]);
		expect(codeOf(await send(createOrder, ORDER))).toBe('PERMISSION_REFUSED');
		expect(transport.exchanges).toHaveLength(1);
	});

	it('waits for its slot like every other attempt', async () => {
		const it = stage([refusal(401), json(200, {})]);
		await it.send(getCatalog);
		expect(startsOf(it)).toEqual([0, 1_050]);
	});

	it('is asked for before each attempt, so that a renewed token is used', async () => {
		let current = 'Bearer one';
		const each = async () => header(current);
		const it = stage([refusal(401), json(200, {})], { authorizer: authorizer(each) });
		const done = it.client.send(getCatalog, {}, CALL);
		await it.clock.advance(500);
		current = 'Bearer two';
		await it.clock.runAll();
		await done;
		expect(it.transport.exchanges.map(({ request }) => request.headers.authorization)).toEqual([
			'Bearer one',
			'Bearer two',
		]);
	});

	it('of another kind, such as no token at all, sends nothing', async () => {
		const noToken = { kind: 'error', error: new TangoError('TOKEN_REFUSED', { attempts: 3 }) } as const;
		const { send, transport } = stage([OK], { authorizer: authorizer(async () => noToken) });
		expect(await send(createOrder, ORDER)).toMatchObject({ code: 'TOKEN_REFUSED', facts: { attempts: 0 } });
		expect(transport.exchanges).toEqual([]);
	});
});

describe('a signature that takes its time', () => {
	/** Every header takes `takesMs` to make, as DPoP's signatures do when the thread pool is busy. */
	function signing(takesMs: (asked: number) => number, outcomes: Outcome[] = [json(200, {})]) {
		const clock = createFakeClock();
		const transport = scripted(clock, outcomes);
		let asked = 0;
		const madeAt: number[] = [];
		const each = async () => {
			const begunAt = clock.now();
			await clock.sleep(takesMs(++asked));
			madeAt.push(begunAt);
			return header(`DPoP ${madeAt.length}`);
		};
		const client = clientOn(clock, transport, { authorizer: authorizer(each) });
		/** When the header that went out with each attempt was begun. */
		const signedAt = () =>
			transport.exchanges.map(
				({ request }) => madeAt[Number(request.headers.authorization?.slice(5)) - 1] ?? 0,
			);
		return { clock, transport, client, signedAt, asked: () => asked };
	}

	it.each([25, 500, 9_000])('of %i ms costs no slot: each call goes, in the spacing', async (takesMs) => {
		const { clock, transport, client, asked } = signing(() => takesMs);
		const calls = Array.from({ length: 4 }, async () => await client.send(getCatalog, {}, CALL));
		await clock.advance(60_000);
		expect(transport.exchanges).toHaveLength(4);
		await Promise.all(calls);
		expect(Math.min(...gapsOf(startsOf({ transport })))).toBeGreaterThanOrEqual(1_050);
		expect(asked()).toBe(8);
	});

	it('is of the moment when it goes out, not of the time before the line', async () => {
		const { clock, transport, client, signedAt } = signing(() => 30);
		const calls = Array.from({ length: 3 }, async () => await client.send(getCatalog, {}, CALL));
		await clock.runAll();
		await Promise.all(calls);
		expect(signedAt()).toEqual(startsOf({ transport }).map((start) => start - 30));
	});

	it('for longer than servers would take it is made once more, and goes then whatever it took', async () => {
		const once = signing((asked) => (asked === 2 ? 40_000 : 10));
		const first = once.client.send(getCatalog, {}, CALL);
		await once.clock.runAll();
		await first;
		expect([once.signedAt(), startsOf(once)]).toEqual([[40_010], [40_020]]);

		const always = signing(() => 40_000);
		const second = always.client.send(getCatalog, {}, CALL);
		await always.clock.runAll();
		await second;
		expect([always.asked(), startsOf(always)]).toEqual([3, [120_000]]);
	});
});

describe('a token that has to be fetched after the wait in line', () => {
	/** Answers at once, except that a call's question with this number is answered at a certain time for all. */
	function slowAt(question: number, readyAt: number, outcomes: Outcome[]) {
		const clock = createFakeClock();
		const transport = scripted(clock, outcomes);
		const each = async (asked: number) => {
			if (asked === question) await clock.sleep(readyAt - clock.now());
			return header();
		};
		return { clock, transport, client: clientOn(clock, transport, { authorizer: authorizer(each) }) };
	}

	it('does not bring two attempts nearer to each other than the pace allows', async () => {
		const { clock, transport, client } = slowAt(2, 5_000, [json(200, {})]);
		const settled = [1, 2, 3].map(async () => await settle(client.send(getCatalog, {}, CALL)));
		await clock.runAll();
		await Promise.all(settled);
		const starts = transport.exchanges.map(({ startedAt }) => startedAt);
		const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
		expect(gaps.every((gap) => gap >= 1_000)).toBe(true);
	});

	it('does not make an attempt start so late that it cannot be held in full', async () => {
		const { clock, transport, client } = slowAt(4, 30_000, [REFUSED, json(200, {})]);
		const settled = settle(client.send(getCatalog, {}, { ...CALL, totalTimeoutMs: 40_000 }));
		await clock.runAll();
		await settled;
		expect(transport.exchanges.every(({ startedAt }) => startedAt <= 25_000)).toBe(true);
	});
});

describe('a cancel', () => {
	it('before anything began sends nothing', async () => {
		const { send, transport } = stage([OK]);
		expect(codeOf(await send(createOrder, ORDER, { signal: AbortSignal.abort() }))).toBe('CANCELLED');
		expect(transport.exchanges).toEqual([]);
	});

	it('in line sends nothing and leaves the slot to the next one', async () => {
		const { client, clock, transport } = stage([json(200, {})]);
		const stop = new AbortController();
		const first = client.send(getCatalog, {}, CALL);
		const cancelled = settle(client.send(createOrder, ORDER, { ...CALL, signal: stop.signal }));
		const third = client.send(getCatalog, {}, CALL);
		await clock.advance(500);
		stop.abort();
		expect(codeOf(await cancelled)).toBe('CANCELLED');
		await clock.runAll();
		await Promise.all([first, third]);
		expect(transport.exchanges.map(({ startedAt }) => startedAt)).toEqual([0, 1_050]);
	});

	it('while a token is fetched sends nothing', async () => {
		const each = async (_asked: number, signal: AbortSignal | undefined) =>
			signal?.aborted ? ({ kind: 'cancelled' } as const) : header();
		const { send, transport } = stage([OK], { authorizer: authorizer(each) });
		expect(await send(createOrder, ORDER, { signal: AbortSignal.abort() })).toMatchObject({
			code: 'CANCELLED',
			facts: { attempts: 0 },
		});
		expect(transport.exchanges).toEqual([]);
	});

	it.each<[string, Outcome, string]>([
		['a read', json(503, {}), 'CANCELLED'],
		['an order that was not sent', REFUSED, 'CANCELLED'],
		['an order in doubt', LOST, 'OUTCOME_UNKNOWN'],
	])('in the wait after %s ends it at once', async (what, outcome, code) => {
		const { client, clock, transport } = stage([outcome]);
		const stop = new AbortController();
		const endpoint = what === 'a read' ? getCatalog : createOrder;
		const request = what === 'a read' ? {} : ORDER;
		const settled = settle(client.send(endpoint, request, { ...CALL, signal: stop.signal }));
		await clock.advance(1_000);
		stop.abort();
		expect(codeOf(await settled)).toBe(code);
		expect([clock.sleeping, transport.exchanges.length]).toEqual([0, 1]);
	});

	it('on the wire leaves an order in doubt, and nothing else', async () => {
		for (const [endpoint, code] of [
			[createOrder, 'OUTCOME_UNKNOWN'],
			[createCustomer, 'OUTCOME_UNKNOWN'],
			[getCatalog, 'CANCELLED'],
		] as const) {
			const { client, clock } = stage([{ outcome: OK, takesMs: 10_000 }]);
			const stop = new AbortController();
			const settled = settle(client.send(endpoint, ORDER, { ...CALL, signal: stop.signal }));
			await clock.advance(5_000);
			stop.abort();
			expect(codeOf(await settled)).toBe(code);
			expect(clock.sleeping).toBe(0);
		}
	});
});

describe('the audit trail', () => {
	it('has one line per attempt: what, how often, what came, how long', async () => {
		const lines: AuditEntry[] = [];
		const { send } = stage([
			{ outcome: LOST, takesMs: 40 },
			{ outcome: json(201, {}, { 'x-request-id': 'r-1' }), takesMs: 7 },
		]);
		await send(createOrder, ORDER, { audit: (entry) => lines.push(entry) });
		const same = { method: 'POST', path: '/orders', externalRefID: 't1abc' };
		expect(lines).toEqual([
			{ ...same, attempt: 1, result: 'reset', durationMs: 40, requestId: undefined },
			{ ...same, attempt: 2, result: 201, durationMs: 7, requestId: 'r-1' },
		]);
	});

	it('holds no body, header, secret or identifier', async () => {
		const lines: AuditEntry[] = [];
		const body = { recipient: { email: 'jane@example.com' } };
		const { send } = stage([json(200, { code: 'GIFT-CODE-1234' }, { 'set-cookie': 'session=77' })]);
		const call = { audit: (entry: AuditEntry) => lines.push(entry), forwardedFor: '203.0.113.42' };
		await send(ENDPOINTS.createAccount, { path: { customerIdentifier: 'acme-rewards' }, body }, call);
		expect(lines).toHaveLength(1);
		const text = inspect(lines, { depth: 9, showHidden: true });
		expect(text).toContain('/customers/{customerIdentifier}/accounts');
		expect(text).not.toMatch(/jane|GIFT|session|203\.0|acme|s3cr3t|Bearer/);
	});
});

describe('an error', () => {
	it.each<[string, Outcome]>([
		['a refusal', refusal(400)],
		['a refused credential', refusal(401)],
		['a lost answer', LOST],
		['nothing sent', REFUSED],
		['a web page', html(403)],
	])('after %s carries neither the credential nor the request', async (_what, outcome) => {
		const { send } = stage([outcome]);
		const body = { recipient: { email: 'jane@example.com' } };
		const error = await send(createOrder, { body, externalRefID: 't1abc' });
		expect(error).toBeInstanceOf(TangoError);
		const shown = [
			JSON.stringify(error),
			inspect(error, { depth: 20, showHidden: true }),
			String(error),
		].join('\n');
		expect(shown).not.toContain(SECRET);
		expect(shown).not.toContain('s3cr3t');
		expect(shown).not.toContain('jane@');
		expect(error).not.toHaveProperty('cause');
	});

	it('does not repeat the credential although Tango does', async () => {
		const { send } = stage([json(400, { message: `The key ${API_KEY} is not yours` })]);
		expect(await send(createOrder, ORDER)).toMatchObject({
			facts: { apiMessage: 'The key [redacted] is not yours' },
		});
	});

	it('tells no secret and no page where a short word is expected', async () => {
		const long = `${'x'.repeat(190)}${API_KEY}<b>\u001b[31m\r\n\u202e${'y'.repeat(9_000)}`;
		const errors = [{ path: long, i18nKey: long, message: 'no' }];
		const outcome = json(400, { errors }, { 'x-request-id': long });
		const { send } = stage([outcome]);
		const shown = `${'x'.repeat(190)}[redacted]`;
		expect(await send(createOrder, ORDER)).toMatchObject({
			facts: { requestId: shown, i18nKey: shown, apiPath: shown },
		});
	});

	it('tells no more than 500 characters of Tango’s words', async () => {
		const { send } = stage([json(400, { message: 'x'.repeat(9_000) })]);
		expect(await send(createOrder, ORDER)).toMatchObject({ facts: { apiMessage: 'x'.repeat(500) } });
	});

	it('does not repeat a part of the credential where Tango’s words are cut short', async () => {
		const { send } = stage([json(400, { message: `${'.'.repeat(490)}${API_KEY}` })]);
		expect(JSON.stringify(await send(createOrder, ORDER))).not.toContain(API_KEY.slice(0, 8));
	});
});

describe('what answered instead of Tango', () => {
	it('is told with the host of a redirect, which is not followed', async () => {
		const location = 'https://portal.example.test/login?token=fake-secret';
		const { send, transport } = stage([html(302, { location })]);
		const error = await send(createOrder, ORDER);
		expect(error).toMatchObject({ code: 'PROXY', facts: { redirectHost: 'portal.example.test' } });
		expect(JSON.stringify(error)).not.toContain('fake-secret');
		expect(transport.exchanges).toHaveLength(1);
	});

	it('is told as a web page, and with the X-Forwarded-For that was sent', async () => {
		const { send } = stage([html(403)]);
		expect(await send(createOrder, ORDER, { forwardedFor: '203.0.113.42' })).toMatchObject({
			code: 'PROXY',
			facts: { reason: 'webPage', forwardedFor: '203.0.113.42' },
		});
	});

	it('leaves a read that only met web pages with that as its error', async () => {
		const { send } = stage([html(200)]);
		expect(await send(getCatalog)).toMatchObject({ code: 'PROXY', facts: { attempts: 5 } });
	});

	it('leaves an order in doubt after a web page with a status that says yes', async () => {
		const { send } = stage([html(200)]);
		expect(await send(createOrder, ORDER)).toMatchObject({
			code: 'OUTCOME_UNKNOWN',
			facts: { reason: 'webPage' },
		});
	});
});
