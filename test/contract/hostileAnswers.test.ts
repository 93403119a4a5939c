import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../../nodes/Tango/core/api/endpoints.ts';
import { isTangoError, type TangoError } from '../../nodes/Tango/core/foundation/errors.ts';
import type { PlacedOrder } from '../../nodes/Tango/core/orders/placeOrder.ts';
import { orderOutput } from '../../nodes/Tango/Orders/order/orderOutput.ts';
import { answers, httpAnswer, writes } from '../support/badServer/behaviours.ts';
import type { Behaviour } from '../support/badServer/server.ts';
import { isOrderPost, ONE_ATTEMPT, openHostileTango, ORDER, ORDER_BODY } from '../support/hostileTango.ts';

/* Bodies that nobody at Tango would send, through the whole core. */

/** What came of an order: it was placed, or an error of ours; anything else goes on. */
async function place(behaviour: Behaviour, maxAttempts = 1): Promise<PlacedOrder | TangoError> {
	const { tango } = await openHostileTango(behaviour);
	try {
		return await tango.placeOrder(ORDER_BODY, { ...ONE_ATTEMPT, maxAttempts });
	} catch (error) {
		if (isTangoError(error)) return error;
		throw error;
	}
}

/** As n8n stores it. */
function shown(placed: PlacedOrder | TangoError): string {
	if (isTangoError(placed)) throw placed;
	return JSON.stringify([
		orderOutput(placed.order, { simplify: true, includeRewardCredentials: true }),
		orderOutput(placed.order, { simplify: false, includeRewardCredentials: false }),
		orderOutput(placed.order, { simplify: false, includeRewardCredentials: true }),
	]);
}

/** The order with one more field, as text: JSON.stringify would not write what these tests need. */
const orderWith = (field: string) => `${JSON.stringify(ORDER).slice(0, -1)},${field}}`;
const deep = (count: number) => '['.repeat(count) + ']'.repeat(count);

describe('a paid order', () => {
	it.each<[string, string | Buffer]>([
		['100,000 nested arrays', deep(100_000)],
		['100,000 nested objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
		['100,000 levels in a field', orderWith(`"x":${deep(100_000)}`)],
		['100,000 levels in the reward', orderWith(`"reward":{"credentialList":${deep(100_000)}}`)],
		['huge numbers', orderWith('"amountCharged":{"value":1e999,"total":-1e999}')],
		['a number of 100,000 digits', orderWith(`"amountCharged":{"value":${'9'.repeat(100_000)}}`)],
		['the same key twice', `{"referenceOrderID":"A",${JSON.stringify(ORDER).slice(1)}`],
		['a byte order mark', Buffer.from(`\ufeff${JSON.stringify(ORDER)}`)],
		['broken UTF-8', Buffer.concat([Buffer.from('{"rewardName":"'), Buffer.from([0xff, 0xc3, 0x22, 0x7d])])],
		['lone surrogates and null characters', orderWith('"rewardName":"\\ud800\\u0000\\udfff"')],
		['a million entries', orderWith(`"x":[${'{},'.repeat(999_999)}{}]`)],
		['nothing but a list', '[]'],
		['nothing', '{}'],
	])('told with %s is a success that can be stored', async (_what, body) => {
		const placed = await place(answers(201, body));
		expect(placed).toMatchObject({ replayed: false, attempts: 1 });
		expect(() => shown(placed)).not.toThrow();
	});

	it.each<[string, string | Buffer]>([
		['UTF-16', Buffer.from(`\ufeff${JSON.stringify(ORDER)}`, 'utf16le')],
		['two byte order marks', `\ufeff\ufeff${JSON.stringify(ORDER)}`],
		['NaN', '{"denomination":{"value":NaN}}'],
		['half the JSON', JSON.stringify(ORDER).slice(0, 40)],
		['something behind the JSON', `${JSON.stringify(ORDER)}}`],
		['a bare text', '"RA1"'],
		['a web page', '<!doctype html><script>alert(1)</script>'],
	])('told in %s is asked for again, and unknown when that does not help', async (_what, body) => {
		const bytes = httpAnswer(201, body);
		expect(await place(writes(bytes))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
		const once: Behaviour = (socket, _request, index) =>
			void socket.write(index === 0 ? bytes : httpAnswer(200, JSON.stringify(ORDER)));
		expect(await place(once, 2)).toMatchObject({ replayed: true, attempts: 2 });
	});

	it('is neither polluted nor does it pollute', async () => {
		const evil = '"__proto__":{"polluted":1,"status":"EVIL"}';
		const body = `{${evil},"constructor":{"prototype":{"polluted":1}},"toString":"x","hasOwnProperty":1,"reward":{${evil},"credentialList":[{${evil},"value":"CODE-1234"}]}}`;
		const placed = await place(answers(201, body));
		expect(shown(placed)).not.toMatch(/__proto__|EVIL/);
		expect(isTangoError(placed) ? undefined : placed.order.status).toBeUndefined();
		expect(Reflect.get({}, 'polluted')).toBeUndefined();
		expect(Reflect.get(() => {}, 'polluted')).toBeUndefined();
	});

	it('is never a failure and never a crash, whatever JSON comes with the 201', async () => {
		let body = '';
		const { tango } = await openHostileTango((socket, { head }) => {
			socket.write(httpAnswer(isOrderPost(head) ? 201 : 404, body));
		});
		const value = fc.jsonValue({ maxDepth: 4 });
		const fields = ['referenceOrderID', 'externalRefID', 'status', 'denomination', 'amountCharged'];
		const more = ['recipient', 'reward', 'accountIdentifier', 'utid', 'createdAt', '__proto__', 'toString'];
		const anyJson = fc.oneof(
			value,
			fc.dictionary(fc.constantFrom(...fields, ...more), value),
			fc.array(value),
		);
		await fc.assert(
			fc.asyncProperty(anyJson, async (json) => {
				body = JSON.stringify(json);
				const placed = await tango
					.placeOrder(ORDER_BODY, ONE_ATTEMPT)
					.catch((error: unknown) => (isTangoError(error) ? error : Promise.reject(error)));
				if (isTangoError(placed)) expect(['OUTCOME_UNKNOWN', 'REFERENCE_TAKEN']).toContain(placed.code);
				else expect(() => shown(placed)).not.toThrow();
			}),
			{ numRuns: 300 },
		);
	});
});

describe('an order that another answer was given for', () => {
	it.each<[string, number, unknown]>([
		['the answer to another order, poisoned or mixed up', 201, { ...ORDER, externalRefID: 't1other' }],
		['an older answer to another order', 200, { ...ORDER, externalRefID: 't1other' }],
		['JSON of a gateway', 200, { status: 'ok' }],
	])('(%s) is asked for again instead of told as placed', async (_what, status, body) => {
		const wrong = httpAnswer(status, JSON.stringify(body));
		expect(await place(writes(wrong))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
		const once: Behaviour = (socket, _request, index) =>
			void socket.write(index === 0 ? wrong : httpAnswer(201, JSON.stringify(ORDER)));
		expect(await place(once, 2)).toMatchObject({ order: { externalRefID: 't1abc' }, attempts: 2 });
	});
});

describe('an order answered with more than anybody takes', () => {
	it.each<[string, Behaviour]>([
		['body', answers(201, `{"x":"${'x'.repeat(11 * 1024 * 1024)}"}`)],
		['headers', answers(201, '{}', { 'X-Padding': 'x'.repeat(20_000) })],
	])('(%s) is unknown, as it may have been placed', async (_what, behaviour) => {
		expect(await place(behaviour)).toMatchObject({ code: 'OUTCOME_UNKNOWN', facts: { reason: 'tooLarge' } });
	});
});

describe('a read', () => {
	const read = async (behaviour: Behaviour) => {
		const { tango, server } = await openHostileTango(behaviour);
		const call = { ...ONE_ATTEMPT, responseTimeoutMs: 10_000 };
		return { tango, server, call };
	};

	it.each([
		['{"orders":[{"externalRefID":7},null,[],"x"],"page":"many"}'],
		['{"orders":{"0":{}}}'],
		['{"page":{"totalCount":1},"orders":[]}'],
		['[]'],
		['{}'],
	])(
		'of a list with wrong types (%s) gives what can be read, and does not prove that an order is missing',
		async (body) => {
			const { tango, call } = await read(answers(200, body));
			await expect(tango.findOrder(ORDER_BODY, call)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
			expect(Array.isArray(await tango.list(ENDPOINTS.listOrders, {}, 10, call))).toBe(true);
		},
	);

	it('of a list with half a million entries takes seconds at most and no stack', async () => {
		const { tango, call } = await read(answers(200, `{"orders":[${'{},'.repeat(500_000)}{}]}`));
		const before = performance.now();
		expect(await tango.list(ENDPOINTS.listOrders, {}, 3, call)).toEqual([{}, {}, {}]);
		await expect(tango.findOrder(ORDER_BODY, call)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
		expect(performance.now() - before).toBeLessThan(10_000);
	});

	it('of a list whose cursor never changes fails after the second page', async () => {
		const body = '{"items":[{"customerIdentifier":"a"}],"nextCursor":"x","nextPageAvailable":true}';
		const { tango, server, call } = await read(answers(200, body));
		await expect(tango.list(ENDPOINTS.listCustomers, {}, Infinity, call)).rejects.toMatchObject({
			code: 'UNAVAILABLE',
			facts: { detail: 'ENDLESS_LIST' },
		});
		expect(server.requests).toHaveLength(2);
	});

	it('of a list with a new cursor on every page ends at a thousand pages', async () => {
		const { tango, server, call } = await read((socket, _request, index) => {
			socket.write(httpAnswer(200, `{"items":[{}],"nextCursor":"c${index}"}`));
		});
		await expect(tango.list(ENDPOINTS.listCustomers, {}, Infinity, call)).rejects.toMatchObject({
			code: 'UNAVAILABLE',
		});
		expect(server.requests).toHaveLength(1_000);
	});

	it.each(['{}', '[]', '{"brands":{}}', '{"status":"ok"}'])(
		'of a catalog that is none (%s) fails, and is not kept',
		async (body) => {
			const { tango, call } = await read((socket, _request, index) => {
				const brand = '{"brandKey":"B1","items":[{"utid":"U1"}]}';
				socket.write(httpAnswer(200, index === 0 ? body : `{"brands":[${brand}]}`));
			});
			await expect(tango.catalog.rewards(call)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
			expect(await tango.catalog.rewards(call)).toHaveLength(1);
		},
	);

	it('of a catalog with a million wrong entries takes seconds at most', async () => {
		const items = '{},'.repeat(500_000);
		const body = `{"brands":[${items}{"brandKey":"B1","items":[${items}{"utid":"U1","minValue":"x"}]}]}`;
		const { tango, call } = await read(answers(200, body));
		const before = performance.now();
		expect(await tango.catalog.rewards(call)).toMatchObject([{ reward: { utid: 'U1' } }]);
		expect(performance.now() - before).toBeLessThan(10_000);
	});

	it.each([
		['1e308', 3],
		['-1', 3],
		['NaN', 3],
		['soon', 3],
		['9'.repeat(400), 1],
	])('refused with Retry-After: %.9s takes %i attempts of three', async (value, attempts) => {
		const { tango, server, call } = await read(answers(429, '{}', { 'Retry-After': value }));
		const account = tango.send(
			ENDPOINTS.getAccount,
			{ path: { accountIdentifier: 'a' } },
			{ ...call, maxAttempts: 3 },
		);
		await expect(account).rejects.toMatchObject({ code: 'RATE_LIMITED' });
		expect(server.requests).toHaveLength(attempts);
	});
});
