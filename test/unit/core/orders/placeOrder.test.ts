import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Client } from '../../../../nodes/Tango/core/call/client.ts';
import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { TangoError, type TangoErrorCode } from '../../../../nodes/Tango/core/foundation/errors.ts';
import { compareOrders } from '../../../../nodes/Tango/core/orders/differences.ts';
import { findOrder } from '../../../../nodes/Tango/core/orders/findOrder.ts';
import { placeOrder, type OrderBody } from '../../../../nodes/Tango/core/orders/placeOrder.ts';
import { readOrder } from '../../../../nodes/Tango/core/api/order.ts';
import { CALL, codeOf, json, LOST, settle, stage } from '../../support/core.ts';

const BODY: OrderBody = {
	externalRefID: 't1abc',
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	amount: 25,
	deliveryMethod: 'EMAIL',
	recipient: { email: 'jane@example.com' },
};

const ORDER = {
	referenceOrderID: 'RA1',
	externalRefID: 't1abc',
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	denomination: { value: 25 },
	recipient: { email: 'jane@example.com' },
};

interface Answers {
	/** What POST /orders gives. */
	readonly place?: () => Promise<unknown>;
	/** What GET /orders gives. */
	readonly list?: () => Promise<unknown>;
	/** What GET /orders/{referenceOrderID} gives. */
	readonly get?: () => Promise<unknown>;
}

const unknown = async (): Promise<never> => {
	throw new TangoError('OUTCOME_UNKNOWN', { externalRefID: 't1abc', attempts: 5, status: 503 });
};
const unavailable = async (): Promise<never> => {
	throw new TangoError('UNAVAILABLE', { attempts: 5 });
};

/** Tango with three answers, and the requests it got: "POST /orders". */
function tango({ place = unknown, list = async () => ({ orders: [] }), get = async () => ORDER }: Answers) {
	const log: string[] = [];
	const queries: unknown[] = [];
	const client: Client = {
		send: async (endpoint, request) => {
			log.push(`${endpoint.method} ${endpoint.path}`);
			queries.push(request.query ?? request.path);
			const answer =
				endpoint === ENDPOINTS.createOrder ? place : endpoint === ENDPOINTS.listOrders ? list : get;
			return { status: 200, json: await answer(), attempts: 1, requestId: 'r-1' };
		},
	};
	return { client, log, queries };
}

const LOOKUP = ['POST /orders', 'GET /orders', 'GET /orders/{referenceOrderID}'];

describe('an order', () => {
	it.each([
		[201, false],
		[200, true],
	])('answered with %i has replayed: %s', async (status, replayed) => {
		const { client, clock } = stage([json(status, ORDER, { 'x-request-id': 'r-1' })]);
		const placed = placeOrder(client, BODY, CALL);
		await clock.runAll();
		expect(await placed).toMatchObject({ order: ORDER, replayed, attempts: 1, requestId: 'r-1' });
	});

	it('is sent with its reference as key, so that a lost answer is asked for again', async () => {
		const { client, clock, transport } = stage([LOST, json(200, ORDER)]);
		const placed = placeOrder(client, BODY, CALL);
		await clock.runAll();
		expect(await placed).toMatchObject({ replayed: true, attempts: 2 });
		expect(transport.exchanges.map(({ request }) => request.body)).toEqual([
			JSON.stringify(BODY),
			JSON.stringify(BODY),
		]);
	});

	it.each([200, 201])(
		'of another item under this reference (%i) is an error that names both',
		async (status) => {
			const { client, clock } = stage([
				json(status, { ...ORDER, utid: 'U154092', denomination: { value: 10 } }),
			]);
			const placed = settle(placeOrder(client, BODY, CALL));
			await clock.runAll();
			expect(await placed).toMatchObject({
				code: 'REFERENCE_TAKEN',
				facts: {
					externalRefID: 't1abc',
					referenceOrderID: 'RA1',
					differences: [
						{ field: 'utid', asked: 'U666425', found: 'U154092' },
						{ field: 'amount', asked: '25.00', found: '10.00' },
					],
				},
			});
		},
	);
});

describe('an order', () => {
	it.each<[string, number, unknown]>([
		['another reference', 201, { ...ORDER, externalRefID: 'other' }],
		['another reference', 200, { ...ORDER, externalRefID: 'other' }],
		['no order at all', 200, { status: 'ok' }],
		['a list', 200, [ORDER]],
	])('is asked for again after an answer with %s (%i)', async (_what, status, body) => {
		const { client, clock, transport } = stage([json(status, body), json(200, ORDER)]);
		const placed = placeOrder(client, BODY, CALL);
		await clock.runAll();
		expect(await placed).toMatchObject({ order: ORDER, replayed: true, attempts: 2 });
		expect(transport.exchanges).toHaveLength(2);
	});
});

describe('an order that was there', () => {
	const of = (recipient: unknown, status = 200) =>
		stage([json(status, { ...ORDER, recipient, denomination: undefined })]);

	it.each<[string, number, unknown, string[]]>([
		['says what Tango did not tell', 200, { email: '' }, ['amount', 'recipientEmail']],
		['says that Tango told of nobody', 200, undefined, ['amount', 'recipient']],
		['is not in question when it is new', 201, { email: '' }, []],
	])('%s (%i)', async (_what, status, recipient, untold) => {
		const { client, clock } = of(recipient, status);
		const placed = placeOrder(client, BODY, CALL);
		await clock.runAll();
		expect(await placed).toMatchObject({ replayed: status === 200, untold });
	});

	it.each([200, 201])('for somebody else (%i) is an error that hints at whom', async (status) => {
		const { client, clock } = of({ email: 'bob@example.com', firstName: 'Bob' }, status);
		const placed = settle(placeOrder(client, BODY, CALL));
		await clock.runAll();
		expect(await placed).toMatchObject({
			code: 'REFERENCE_TAKEN',
			facts: {
				status,
				differences: [
					{ field: 'recipientEmail', asked: 'jane@example.com', found: 'b…@example.com' },
					{ field: 'recipientFirstName', asked: '', found: 'B…' },
				],
			},
		});
	});
});

describe('an order that was refused', () => {
	const refuse = (code: TangoErrorCode) => async (): Promise<never> => {
		throw new TangoError(code, { externalRefID: 't1abc', attempts: 1 });
	};
	const LOOKED_UP: TangoErrorCode[] = [
		'BLOCKED_BY_LOAD_BALANCER',
		'PERMISSION_REFUSED',
		'PROXY',
		'NOT_FOUND',
		'INSUFFICIENT_FUNDS',
		'CONFLICT',
		'REJECTED',
	];

	it.each(LOOKED_UP)('(%s) is returned when an earlier run placed it after all', async (code) => {
		const { client, log } = tango({ place: refuse(code), list: async () => ({ orders: [ORDER] }) });
		expect(await placeOrder(client, BODY, CALL)).toMatchObject({ order: ORDER, replayed: true, attempts: 1 });
		expect(log).toEqual(LOOKUP);
	});

	it.each(LOOKED_UP)('(%s) is a failure that says that Tango has no such order', async (code) => {
		const { client } = tango({ place: refuse(code) });
		expect(await settle(placeOrder(client, BODY, CALL))).toMatchObject({
			code,
			facts: { externalRefID: 't1abc', attempts: 1, earlierOrder: 'none' },
		});
	});

	it('is a failure that says that earlier runs are not known when the lookup is refused too', async () => {
		const place = refuse('BLOCKED_BY_LOAD_BALANCER');
		const { client, log } = tango({ place, list: place });
		expect(await settle(placeOrder(client, BODY, CALL))).toMatchObject({
			code: 'BLOCKED_BY_LOAD_BALANCER',
			facts: { earlierOrder: 'unknown' },
		});
		expect(log).toEqual(LOOKUP.slice(0, 2));
	});

	it.each<[string, unknown]>([
		['others only', { orders: [{ ...ORDER, externalRefID: 'other' }] }],
		['those of another account', { orders: [{ ...ORDER, accountIdentifier: 'other-usd' }] }],
		['something else', { status: 'ok' }],
	])('is not said to be unpaid when the lookup gives %s', async (_what, list) => {
		const { client } = tango({ place: refuse('PERMISSION_REFUSED'), list: async () => list });
		expect(await settle(placeOrder(client, BODY, CALL))).toMatchObject({
			code: 'PERMISSION_REFUSED',
			facts: { earlierOrder: 'unknown' },
		});
	});

	it.each<[string, Answers]>([
		['cannot be read', { get: unavailable }],
		['is answered with something else', { get: async () => ({ status: 'ok' }) }],
		['has no number', { list: async () => ({ orders: [{ ...ORDER, referenceOrderID: undefined }] }) }],
	])('is in doubt when the order of an earlier run %s', async (_why, answers) => {
		const { client } = tango({
			place: refuse('PERMISSION_REFUSED'),
			list: async () => ({ orders: [ORDER] }),
			...answers,
		});
		expect(await settle(placeOrder(client, BODY, CALL))).toMatchObject({
			code: 'OUTCOME_UNKNOWN',
			facts: { externalRefID: 't1abc', lastCode: 'PERMISSION_REFUSED' },
		});
	});

	it.each<TangoErrorCode>([
		'NOT_SENT',
		'CERTIFICATE',
		'AUTHENTICATION_REFUSED',
		'TOKEN_REFUSED',
		'RATE_LIMITED',
		'CANCELLED',
	])('(%s) is not looked up where Tango would not answer either', async (code) => {
		const { client, log } = tango({ place: refuse(code) });
		const error = await settle(placeOrder(client, BODY, CALL));
		expect(codeOf(error)).toBe(code);
		expect(error).not.toHaveProperty('facts.earlierOrder');
		expect(log).toEqual(['POST /orders']);
	});
});

describe('an order whose outcome stayed unknown', () => {
	it('is returned when the lookup finds it, with the attempts that it took', async () => {
		const { client, log } = tango({ list: async () => ({ orders: [ORDER] }) });
		expect(await placeOrder(client, BODY, CALL)).toEqual({
			order: ORDER,
			raw: ORDER,
			replayed: true,
			isEarlier: false,
			attempts: 5,
			requestId: 'r-1',
			untold: [],
		});
		expect(log).toEqual(LOOKUP);
	});

	it('is an error when the lookup finds another order under the reference', async () => {
		const other = { ...ORDER, denomination: { value: 5 } };
		const { client } = tango({ list: async () => ({ orders: [ORDER] }), get: async () => other });
		expect(await settle(placeOrder(client, BODY, CALL))).toMatchObject({ code: 'REFERENCE_TAKEN' });
	});

	it.each<[string, Answers, number]>([
		['the lookup finds nothing, as it may come later', {}, 2],
		['the lookup fails', { list: unavailable }, 2],
		[
			'the order that was found cannot be read',
			{ list: async () => ({ orders: [ORDER] }), get: unavailable },
			3,
		],
		['the lookup gives something else', { list: async () => 'orders' }, 2],
		['the lookup throws something else', { list: async () => await Promise.reject(new TypeError('x')) }, 2],
	])('stays unknown when %s', async (_why, answers, requests) => {
		const { client, log } = tango(answers);
		expect(await settle(placeOrder(client, BODY, CALL))).toMatchObject({
			code: 'OUTCOME_UNKNOWN',
			facts: { externalRefID: 't1abc', attempts: 5, status: 503 },
		});
		expect(log).toEqual(LOOKUP.slice(0, requests));
	});

	it('is not looked up after a cancel', async () => {
		const { client, log } = tango({ list: async () => ({ orders: [ORDER] }) });
		const placed = settle(placeOrder(client, BODY, { ...CALL, signal: AbortSignal.abort() }));
		expect(codeOf(await placed)).toBe('OUTCOME_UNKNOWN');
		expect(log).toEqual(['POST /orders']);
	});

	it('is looked up as well when the failure was an accident of ours', async () => {
		const accident = async () => await Promise.reject(new TypeError('Cannot read properties of undefined'));
		const { client } = tango({ place: accident, list: async () => ({ orders: [ORDER] }) });
		expect(await placeOrder(client, BODY, CALL)).toMatchObject({ replayed: true, order: ORDER });
		const nothing = tango({ place: accident });
		expect(codeOf(await settle(placeOrder(nothing.client, BODY, CALL)))).toBe('OUTCOME_UNKNOWN');
	});
});

describe('findOrder', () => {
	it('asks for the reference under its account, and reads the whole order', async () => {
		const { client, queries } = tango({
			list: async () => ({ orders: [ORDER] }),
			get: async () => ({ ...ORDER, reward: {} }),
		});
		expect(await findOrder(client, BODY, CALL)).toMatchObject({ order: { reward: {} } });
		expect(queries).toEqual([
			{ externalRefID: 't1abc', accountIdentifier: 'acme-usd', elementsPerBlock: 10, page: 0 },
			{ referenceOrderID: 'RA1' },
		]);
	});

	it.each<[string, unknown]>([
		['an empty list', { orders: [] }],
		['an empty list and its count', { orders: [], page: { totalCount: 0, resultCount: 0 } }],
	])('finds nothing when Tango answers with %s', async (_what, list) => {
		const { client } = tango({ list: async () => list });
		expect(await findOrder(client, BODY, CALL)).toBeUndefined();
	});

	it.each<[string, unknown]>([
		['another order only: the filter was not obeyed', { orders: [{ ...ORDER, externalRefID: 'other' }] }],
		['an order without a reference', { orders: [{ ...ORDER, externalRefID: undefined }] }],
		['a reference in other letters', { orders: [{ ...ORDER, externalRefID: 'T1ABC' }] }],
		['an order of another account', { orders: [{ ...ORDER, accountIdentifier: 'other-usd' }] }],
		['entries that are no orders', { orders: [null, 'x'] }],
		['no list', {}],
		['something else', { status: 'ok' }],
		['a list of another kind', { orders: { 0: ORDER } }],
		['a bare list', []],
		['nothing', undefined],
		['an empty page of a list that is not empty', { orders: [], page: { totalCount: 3 } }],
	])('does not know when Tango answers with %s', async (_what, list) => {
		const { client, log } = tango({ list: async () => list });
		expect(await settle(findOrder(client, BODY, CALL))).toMatchObject({
			code: 'UNAVAILABLE',
			facts: { detail: 'ABSENCE_NOT_PROVED', externalRefID: 't1abc', attempts: 1, requestId: 'r-1' },
		});
		expect(log).toEqual(['GET /orders']);
	});

	it.each<[string, Answers]>([
		['has no number', { list: async () => ({ orders: [{ ...ORDER, referenceOrderID: undefined }] }) }],
		['is answered with another one', { get: async () => ({ ...ORDER, referenceOrderID: 'RA2' }) }],
		['is answered with something else', { get: async () => ({ status: 'ok' }) }],
		['cannot be read', { get: unavailable }],
	])('does not say that there is none when the order %s', async (_why, answers) => {
		const { client } = tango({ list: async () => ({ orders: [ORDER] }), ...answers });
		expect(codeOf(await settle(findOrder(client, BODY, CALL)))).toBe('UNAVAILABLE');
	});

	it('finds the order among others', async () => {
		const orders = [{ ...ORDER, externalRefID: 'other', referenceOrderID: 'RA2' }, ORDER];
		const { client, queries } = tango({ list: async () => ({ orders }) });
		await findOrder(client, BODY, CALL);
		expect(queries[1]).toEqual({ referenceOrderID: 'RA1' });
	});
});

/** JSON bodies that look like orders now and then. */
const anyBody = fc.oneof(
	fc.dictionary(fc.string(), fc.jsonValue()),
	fc.array(fc.jsonValue()),
	fc.record(
		{
			referenceOrderID: fc.jsonValue(),
			utid: fc.oneof(fc.constant('U666425'), fc.jsonValue()),
			denomination: fc.oneof(fc.record({ value: fc.oneof(fc.constant(25), fc.jsonValue()) }), fc.jsonValue()),
			recipient: fc.oneof(fc.record({ email: fc.jsonValue() }), fc.jsonValue()),
			reward: fc.oneof(fc.record({ credentialList: fc.jsonValue() }), fc.jsonValue()),
			accountIdentifier: fc.jsonValue(),
			amountCharged: fc.jsonValue(),
			['__proto__']: fc.jsonValue(),
		},
		{ requiredKeys: [] },
	),
);

it('an order that was paid is never lost, whatever JSON tells of it', async () => {
	await fc.assert(
		fc.asyncProperty(anyBody, async (body) => {
			const { client, clock } = stage([json(201, body)]);
			const placed = settle(placeOrder(client, BODY, CALL));
			await clock.runAll();
			const isOther = compareOrders(BODY, readOrder(JSON.parse(JSON.stringify(body)))).kind === 'different';
			expect(await placed).toMatchObject(
				isOther ? { code: 'REFERENCE_TAKEN' } : { replayed: false, attempts: 1, untold: [] },
			);
		}),
		{ numRuns: 500 },
	);
});
