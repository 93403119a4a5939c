import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { listOrders, type OrderFilters } from '../../../../nodes/Tango/core/orders/listOrders.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { CALL, fakeClient } from '../../support/core.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 22);
const CAP = 30;

/** Tango's rules, with a cap that a test can reach. */
const endpoint = {
	...ENDPOINTS.listOrders,
	paging: { ...ENDPOINTS.listOrders.paging, maxPerRequest: 10, maxInAll: CAP },
};

interface Server {
	/** When the orders were placed. */
	readonly times: readonly number[];
	/** Whether an order at the End Date is in. */
	readonly isEndIn?: boolean;
	readonly tellsCount?: boolean;
	/** Fractions of a second are cut off the dates asked for. */
	readonly cutsFractions?: boolean;
}

/** GET /orders as Tango documents it: refuses what Tango refuses. */
function orderServer({ times, isEndIn = true, tellsCount = true, cutsFractions = false }: Server) {
	const read = (date: unknown) => {
		const at = Date.parse(String(date));
		if (at > NOW) throw new Error('422.045');
		return cutsFractions ? Math.floor(at / 1_000) * 1_000 : at;
	};
	/** A day alone lasts until its end. */
	const readEnd = (date: unknown) => read(date) + (String(date).length === 10 ? DAY_MS - 1 : 0);
	const all = times.map((time, index) => ({ referenceOrderID: `RA-${index}`, time }));
	return fakeClient(async (_endpoint, { query = {} }) => {
		const start = query.startDate === undefined ? -Infinity : read(query.startDate);
		const end = query.endDate === undefined ? Infinity : readEnd(query.endDate);
		if (end <= start) throw new Error('422.041');
		if (start !== -Infinity && Math.min(end, NOW) - start > 100 * DAY_MS) throw new Error('422.043');
		const [page, size] = [Number(query.page), Number(query.elementsPerBlock)];
		if ((page + 1) * size > CAP) throw new Error('400.021');
		const fitting = all
			.filter(({ time }) => time >= start && (isEndIn ? time <= end : time < end))
			.sort((one, other) => other.time - one.time);
		const orders = fitting.slice(page * size, (page + 1) * size);
		return { orders, page: tellsCount ? { totalCount: fitting.length } : {} };
	});
}

async function ordersOf(server: Server, filters: OrderFilters = {}, limit = Infinity) {
	const client = orderServer(server);
	const clock = createFakeClock(NOW);
	const orders = await listOrders({ client, clock, call: CALL, endpoint }, filters, limit);
	return { ids: orders.map(({ referenceOrderID }) => String(referenceOrderID)), requests: client.requests };
}

const idsOf = (times: readonly number[]) => times.map((_, index) => `RA-${index}`).sort();
const daily = (count: number) => Array.from({ length: count }, (_, index) => NOW - 1 - index * DAY_MS);

describe('a list of orders', () => {
	it('that Tango hands out whole is read as it is, without dates', async () => {
		const { ids, requests } = await ordersOf({ times: daily(CAP) });
		expect(ids).toHaveLength(CAP);
		expect(requests).toHaveLength(3);
		expect(requests.every(({ request }) => request.query?.startDate === undefined)).toBe(true);
	});

	it('that is longer comes whole in slices, newest first', async () => {
		const times = daily(400);
		const { ids } = await ordersOf({ times });
		expect(ids).toEqual(times.map((_, index) => `RA-${index}`));
	});

	it('keeps the other filters in every slice', async () => {
		const { requests } = await ordersOf({ times: daily(100) }, { utid: 'U1' });
		expect(requests.every(({ request }) => request.query?.utid === 'U1')).toBe(true);
	});

	it('stops at the limit', async () => {
		const { ids } = await ordersOf({ times: daily(400) }, {}, 45);
		expect(ids).toEqual(daily(45).map((_, index) => `RA-${index}`));
	});

	it('knows of the cap after the first page', async () => {
		const { requests } = await ordersOf({ times: daily(90) }, { startDate: '2026-08-25T00:00:00Z' });
		// One page each of the whole (99 days are one slice, too) and its halves, then three pages a slice.
		expect(requests.slice(0, 4).map(({ request }) => request.query?.page)).toEqual([0, 0, 0, 0]);
	});

	it('with more orders in one second than Tango hands out fails, and says so', async () => {
		const times = Array.from({ length: CAP + 1 }, () => NOW - DAY_MS);
		await expect(ordersOf({ times })).rejects.toMatchObject({
			code: 'UNAVAILABLE',
			facts: { detail: 'CROWDED_SECOND' },
		});
	});

	it('ends at a server that calls every slice too full', async () => {
		const client = fakeClient(async () => ({ orders: [{}], page: { totalCount: 1e9 } }));
		const clock = createFakeClock(NOW);
		const listed = listOrders({ client, clock, call: CALL, endpoint }, {}, Infinity);
		await expect(listed).rejects.toMatchObject({ code: 'UNAVAILABLE' });
		expect(client.requests.length).toBeLessThan(100);
	});

	it('takes a day alone as the end for the whole day', async () => {
		const times = Array.from({ length: 90 }, (_, index) => NOW - DAY_MS - 1 - index * 60_000);
		const { ids } = await ordersOf({ times }, { startDate: '2026-11-19', endDate: '2026-11-20' });
		expect(ids).toHaveLength(90);
	});
});

describe('slices', () => {
	it('give every order of the period once, however the orders are spread and the borders are taken', async () => {
		const second = fc.integer({ min: 1, max: 600 * 86_400 });
		const spread = fc.oneof(
			fc.uniqueArray(second, { maxLength: 150 }),
			// Bursts: many orders in each of a few seconds. Two neighbours share the last slice.
			fc
				.uniqueArray(fc.tuple(second, fc.integer({ min: 1, max: CAP / 2 })), {
					maxLength: 12,
					selector: ([at]) => at,
				})
				.map((bursts) => bursts.flatMap(([at, count]) => Array.from({ length: count }, () => at))),
		);
		await fc.assert(
			fc.asyncProperty(
				spread,
				fc.integer({ min: 0, max: 999 }),
				fc.boolean(),
				fc.boolean(),
				async (ages, fraction, isEndIn, cutsFractions) => {
					const times = ages.map((age) => NOW - age * 1_000 + fraction);
					const { ids } = await ordersOf({ times, isEndIn, cutsFractions });
					expect(ids.toSorted()).toEqual(idsOf(times));
				},
			),
			{ numRuns: 300 },
		);
	});

	it('never leave a window that was asked for', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 1, max: 90 * 86_400 }), { minLength: CAP + 1, maxLength: 150 }),
				fc.integer({ min: 2, max: 45 }),
				fc.integer({ min: 46, max: 95 }),
				async (ages, newest, oldest) => {
					const [start, end] = [NOW - oldest * DAY_MS, NOW - newest * DAY_MS];
					const times = ages.map((age) => NOW - age * 1_000);
					const [startDate, endDate] = [start, end].map((at) => new Date(at).toISOString());
					const { ids } = await ordersOf({ times }, { startDate, endDate });
					const wanted = times.flatMap((at, index) => (at >= start && at <= end ? [`RA-${index}`] : []));
					expect(ids.toSorted()).toEqual(wanted.sort());
				},
			),
			{ numRuns: 100 },
		);
	});
});
