import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import type { CallOptions } from '../../../../nodes/Tango/core/call/client.ts';
import type { TangoRequest } from '../../../../nodes/Tango/core/call/request.ts';
import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import { MOST_KNOWN } from '../../../../nodes/Tango/core/polling/comers.ts';
import type { PollCalls } from '../../../../nodes/Tango/core/polling/growingOrders.ts';
import { ordersReaching } from '../../../../nodes/Tango/core/polling/statuses.ts';
import { readStatusMemory, type StatusMemory } from '../../../../nodes/Tango/core/polling/statusMemory.ts';
import { MOST_LOOKED_AT, MOST_WATCHED } from '../../../../nodes/Tango/core/polling/watched.ts';

const START = Date.UTC(2026, 10, 1);
const MINUTE = 60_000;
const DAY = 86_400_000;

interface Life {
	readonly id: string;
	readonly at: number;
	/** The status that it has from each time on, earliest first. */
	readonly turns: ReadonlyArray<readonly [from: number, status: string]>;
}

function life(
	id: string,
	at: number,
	...turns: ReadonlyArray<readonly [after: number, status: string]>
): Life {
	return { id, at: START + at, turns: turns.map(([after, status]) => [START + at + after, status]) };
}

/** Tango with these orders: while pages are read, time goes on. */
class Desk {
	asked = 0;
	now = START;
	readonly #pageMs: number;
	readonly #perPage: number;
	readonly #lives: readonly Life[];

	constructor(lives: readonly Life[], { pageMs = 0, perPage = 100 } = {}) {
		this.#lives = lives;
		this.#pageMs = pageMs;
		this.#perPage = perPage;
	}

	readonly calls: PollCalls = {
		send: async (endpoint, request) => {
			if (endpoint.path !== ENDPOINTS.getOrder.path) {
				const { items, count } = this.#page(request.query, 0);
				return this.#answer({ page: { totalCount: count }, orders: items });
			}
			this.#pass();
			const found = this.#views().find(
				({ referenceOrderID }) => referenceOrderID === request.path?.referenceOrderID,
			);
			if (!found) throw new TangoError('NOT_FOUND');
			return this.#answer(found);
		},
		listOrders: async (query, limit) => {
			const found: Record<string, unknown>[] = [];
			for (let page = 0; ; page += 1) {
				const { items, count } = this.#page(query, page);
				found.push(...items);
				if (items.length === 0 || found.length >= Math.min(count, limit)) return found.slice(0, limit);
			}
		},
	};

	#pass() {
		this.asked += 1;
		this.now += this.#pageMs;
	}

	#answer(json: unknown) {
		return { status: 200, json, attempts: 1, requestId: undefined };
	}

	#views() {
		return this.#lives
			.filter(({ at }) => at <= this.now)
			.map(({ id, at, turns }) => ({
				referenceOrderID: id,
				createdAt: new Date(at).toISOString(),
				orderStatus: turns.findLast(([from]) => from <= this.now)?.[1],
			}));
	}

	#page({ startDate, endDate, orderStatus }: NonNullable<TangoRequest['query']> = {}, number: number) {
		const [from, to] = [startDate, endDate].map((date) =>
			date === undefined ? NaN : Date.parse(String(date)),
		);
		const fit = this.#views()
			.filter(
				({ createdAt }) => !(Date.parse(createdAt) < (from ?? NaN) || Date.parse(createdAt) > (to ?? NaN)),
			)
			.filter((one) => orderStatus === undefined || one.orderStatus === orderStatus)
			.reverse();
		this.#pass();
		return { items: fit.slice(number * this.#perPage, (number + 1) * this.#perPage), count: fit.length };
	}
}

const CALL: CallOptions = {
	responseTimeoutMs: 1,
	maxAttempts: 1,
	totalTimeoutMs: 1,
	forwardedFor: undefined,
};

/** One node over its polls. */
function watcher(desk: Desk, statuses: readonly string[], includeExisting = false) {
	let memory: StatusMemory | undefined;
	let saved: StatusMemory | undefined;
	const told: string[] = [];
	return {
		told,
		size: () => JSON.stringify(memory).length,
		restart: () => (memory = saved),
		look: async (now: number) => {
			desk.now = Math.max(desk.now, START + now);
			const bounds = { now: desk.now, isTimeUp: () => false };
			const oldest = desk.now - 90 * DAY;
			const means = { calls: desk.calls, filters: {}, statuses, bounds, call: CALL, oldest, includeExisting };
			const looked = await ordersReaching(means, memory);
			// n8n keeps a memory as JSON, and only together with what was told; the first it keeps at once.
			memory = readStatusMemory(JSON.parse(JSON.stringify(looked.memory)));
			if (!saved || looked.reached.length > 0) saved = memory;
			const news = looked.reached.map(({ order, status }) => `${String(order.referenceOrderID)} ${status}`);
			told.push(...news);
			return news;
		},
	};
}

describe('an order that reaches a status', () => {
	it('is told once per status, however old it is, and not for what it was at the first look', async () => {
		const desk = new Desk([
			life('old', -80 * DAY, [0, 'COMPLETE'], [80 * DAY + 5 * MINUTE, 'CANCELLED']),
			life('was', -DAY, [0, 'CANCELLED']),
			life('new', MINUTE, [0, 'PENDING'], [MINUTE, 'ON_HOLD'], [10 * MINUTE, 'CANCELLED']),
			life('ancient', -91 * DAY, [0, 'COMPLETE'], [91 * DAY + 5 * MINUTE, 'CANCELLED']),
		]);
		const { look } = watcher(desk, ['CANCELLED', 'ON_HOLD']);
		expect(await look(0)).toEqual([]);
		expect(await look(3 * MINUTE)).toEqual(['new ON_HOLD']);
		expect(await look(6 * MINUTE)).toEqual(['old CANCELLED']);
		expect(await look(20 * MINUTE)).toEqual(['new CANCELLED']);
		expect(await look(90 * MINUTE)).toEqual([]);
	});

	it('and comes back to it is not told again, also not after a restart months later', async () => {
		const desk = new Desk([
			life('x', 0, [0, 'PENDING'], [MINUTE, 'ON_HOLD'], [5 * MINUTE, 'PENDING'], [30 * DAY, 'ON_HOLD']),
		]);
		const { look, restart, told } = watcher(desk, ['ON_HOLD']);
		for (const now of [0, 2 * MINUTE, 6 * MINUTE, 29 * DAY]) await look(now);
		restart();
		for (const day of [29.5, 31, 60, 100]) await look(day * DAY);
		expect(told).toEqual(['x ON_HOLD']);
	});

	it('is told where it was completed at once, later, or by way of another status; or had been open before', async () => {
		const desk = new Desk([
			life('before', -20 * DAY, [0, 'PENDING_MR'], [20 * DAY + 5 * MINUTE, 'COMPLETE']),
			life('done', -DAY, [0, 'COMPLETE']),
			life('at once', MINUTE, [0, 'COMPLETE']),
			life('later', MINUTE, [0, 'PENDING'], [7 * DAY, 'QUEUED'], [60 * DAY, 'COMPLETE']),
			life('failed', MINUTE, [0, 'PENDING'], [5 * MINUTE, 'FAILED']),
		]);
		const { look } = watcher(desk, ['COMPLETE']);
		expect(await look(0)).toEqual([]);
		expect(await look(2 * MINUTE)).toEqual(['at once COMPLETE']);
		expect(await look(6 * MINUTE)).toEqual(['before COMPLETE']);
		expect(await look(8 * DAY)).toEqual([]);
		expect(await look(61 * DAY)).toEqual(['later COMPLETE']);
		expect(await look(62 * DAY)).toEqual([]);
	});

	it('and was in it before the first look is told where that is wished', async () => {
		const desk = new Desk([
			life('a', -89 * DAY, [0, 'FAILED']),
			life('b', -80 * DAY, [0, 'COMPLETE']),
			life('c', -95 * DAY, [0, 'FAILED']),
		]);
		const { look } = watcher(desk, ['FAILED', 'COMPLETE'], true);
		expect(await look(0)).toEqual(['a FAILED', 'b COMPLETE']);
		expect(await look(MINUTE)).toEqual([]);
	});
});

describe('what is remembered and asked for', () => {
	it('stays small where more orders have a status than it is made for, and nothing is told twice', async () => {
		const before = Array.from({ length: 3 * MOST_KNOWN }, (_, n) =>
			life(`b${n}`, -n * MINUTE - 1, [0, 'FAILED']),
		);
		const after = Array.from({ length: 3 * MOST_KNOWN }, (_, n) => life(`a${n}`, MINUTE + n, [0, 'FAILED']));
		const desk = new Desk([...before, ...after]);
		const { look, size, told } = watcher(desk, ['FAILED']);
		expect(await look(0)).toEqual([]);
		await look(10 * MINUTE);
		expect(new Set(told).size).toBe(3 * MOST_KNOWN);
		desk.asked = 0;
		expect(await look(20 * MINUTE)).toEqual([]);
		expect(desk.asked).toBeLessThanOrEqual(11);
		expect(size()).toBeLessThan(40 * MOST_KNOWN);
	});

	it('is one request for many open orders, and a bounded number for those that have moved on', async () => {
		const lives = Array.from({ length: 100 }, (_, n) =>
			life(`o${n}`, MINUTE, [0, 'PENDING'], [DAY, 'COMPLETE']),
		);
		const desk = new Desk(lives);
		const { look, size, told } = watcher(desk, ['COMPLETE']);
		await look(0);
		await look(2 * MINUTE);
		desk.asked = 0;
		expect(await look(4 * MINUTE)).toEqual([]);
		expect(desk.asked).toBe(2);
		expect(await look(2 * DAY)).toHaveLength(MOST_LOOKED_AT);
		expect(await look(2 * DAY + MINUTE)).toHaveLength(100 - MOST_LOOKED_AT);
		expect(new Set(told).size).toBe(100);
		expect(size()).toBeLessThan(MOST_WATCHED * 100);
	});
});

describe('over a long time', () => {
	it('each order is told exactly once per status that lasts: equal times, shrinking lists, restarts that forget', async () => {
		const lives = fc.array(
			fc.record({
				at: fc.integer({ min: -40, max: 60 }).map((n) => Math.floor(n / 3) * 3 * MINUTE),
				wait: fc.integer({ min: 1, max: 90 }).map((n) => n * MINUTE),
				opened: fc.constantFrom('PENDING', 'QUEUED', 'ON_HOLD'),
				settled: fc.constantFrom('COMPLETE', 'COMPLETE', 'FAILED', 'CANCELLED'),
			}),
			{ maxLength: 40 },
		);
		const polls = fc.array(
			fc.record({ wait: fc.integer({ min: 0, max: 20 }).map((n) => n * MINUTE), restart: fc.boolean() }),
			{ maxLength: 15 },
		);
		const habits = fc.record({ perPage: fc.integer({ min: 3, max: 40 }), pageMs: fc.constantFrom(0, 1_500) });
		await fc.assert(
			fc.asyncProperty(lives, polls, habits, async (made, turns, how) => {
				const chosen = ['COMPLETE', 'FAILED', 'ON_HOLD'];
				const orders = made
					.map(({ at, wait, opened, settled }, n) => life(`o${n}`, at, [0, opened], [wait, settled]))
					.toSorted((a, b) => a.at - b.at);
				const desk = new Desk(orders, how);
				const { look, restart, told } = watcher(desk, chosen);
				let now = 0;
				await look(now);
				const firstLookEnded = desk.now;
				for (const turn of turns) {
					now = Math.max(now + turn.wait, desk.now - START);
					if (turn.restart) restart();
					await look(now);
				}
				for (let more = 0; more < 4; more += 1) await look(10 * 60 * MINUTE + more * MINUTE);
				expect(new Set(told).size).toBe(told.length);
				const must = orders.flatMap(({ id, turns: own }) => {
					const [from, status = ''] = own.at(-1) ?? [];
					return chosen.includes(status) && (from ?? 0) > firstLookEnded ? [`${id} ${status}`] : [];
				});
				expect(told).toEqual(expect.arrayContaining(must));
				const may = orders.flatMap(({ id, turns: own }) =>
					own
						.filter(([, status], n) => chosen.includes(status) && (own[n + 1]?.[0] ?? Infinity) > START)
						.map(([, status]) => `${id} ${status}`),
				);
				expect(may).toEqual(expect.arrayContaining(told));
				const settledBefore = orders.flatMap(({ id, turns: own }) => {
					const [from = 0, status] = own.at(-1) ?? [];
					return from <= START ? [`${id} ${status}`] : [];
				});
				expect(told.filter((one) => settledBefore.includes(one))).toEqual([]);
			}),
			{ numRuns: 200 },
		);
	});
});
