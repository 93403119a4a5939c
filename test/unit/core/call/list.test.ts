import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { list, type ListEndpoint } from '../../../../nodes/Tango/core/call/list.ts';
import { CALL, fakeClient } from '../../support/core.ts';

const { listOrders, listCustomers, listCustomerAccounts } = ENDPOINTS;
/** The page style where Tango names no most. */
const uncapped = { ...listOrders, paging: { ...listOrders.paging, maxInAll: Infinity } };

function entries(from: number, to: number): Array<{ n: number }> {
	return Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ n: from + index }));
}

/** GET /orders over `total` orders. */
function pageServer(total: number) {
	return fakeClient(async (_endpoint, { query = {} }) => {
		const [page, size] = [Number(query.page), Number(query.elementsPerBlock)];
		const orders = entries(page * size, Math.min(total, (page + 1) * size));
		return { page: { number: page, totalCount: total }, orders };
	});
}

/** GET /customers over `total` customers. */
function cursorServer(total: number) {
	return fakeClient(async (_endpoint, { query = {} }) => {
		const [from, size] = [Number(query.nextCursor ?? 0), Number(query.maxResults)];
		const to = Math.min(total, from + size);
		const more = to < total;
		return { items: entries(from, to), nextPageAvailable: more, ...(more ? { nextCursor: String(to) } : {}) };
	});
}

describe('pages with numbers', () => {
	it('are read from 0 on, a hundred entries each, until Tango has no more', async () => {
		const client = pageServer(250);
		expect(await list(client, listOrders, {}, Infinity, CALL)).toEqual(entries(0, 250));
		expect(client.requests.map(({ request }) => request.query)).toEqual([
			{ page: 0, elementsPerBlock: 100 },
			{ page: 1, elementsPerBlock: 100 },
			{ page: 2, elementsPerBlock: 100 },
		]);
	});

	it('keep the filters of the request', async () => {
		const client = pageServer(150);
		await list(client, listOrders, { query: { utid: 'U1' } }, Infinity, CALL);
		expect(client.requests.map(({ request }) => request.query)).toMatchObject([
			{ utid: 'U1' },
			{ utid: 'U1' },
		]);
	});

	it('are not asked for once the count is reached', async () => {
		const client = pageServer(200);
		await list(client, listOrders, {}, Infinity, CALL);
		expect(client.requests).toHaveLength(2);
	});
});

describe('pages with cursors', () => {
	it('are switched on and followed until Tango has no more', async () => {
		const client = cursorServer(450);
		expect(await list(client, listCustomers, {}, Infinity, CALL)).toEqual(entries(0, 450));
		expect(client.requests.map(({ request }) => request.query)).toEqual([
			{ paginate: true, maxResults: 200, nextCursor: undefined },
			{ paginate: true, maxResults: 200, nextCursor: '200' },
			{ paginate: true, maxResults: 200, nextCursor: '400' },
		]);
	});

	it('keep the path of the request', async () => {
		const client = cursorServer(300);
		await list(client, listCustomerAccounts, { path: { customerIdentifier: 'acme' } }, Infinity, CALL);
		expect(client.requests.map(({ request }) => request.path)).toEqual([
			{ customerIdentifier: 'acme' },
			{ customerIdentifier: 'acme' },
		]);
	});

	it('end at an empty cursor, as Tango sends unset texts empty', async () => {
		const client = fakeClient(async () => ({ items: entries(0, 2), nextCursor: '' }));
		expect(await list(client, listCustomers, {}, 1_000, CALL)).toEqual(entries(0, 2));
	});

	it('end at a page without entries, whatever its cursor says', async () => {
		const client = fakeClient(async () => ({ items: [], nextCursor: 'again', nextPageAvailable: true }));
		expect(await list(client, listCustomers, {}, Infinity, CALL)).toEqual([]);
		expect(client.requests).toHaveLength(1);
	});
});

/** The keyset style: each page says where the next one begins. */
function keysetServer(total: number) {
	return fakeClient(async (_endpoint, { query = {} }) => {
		const from = Number([query.pageKeys ?? '0'].flat()[0]);
		const to = Math.min(total, from + Number(query.elementsPerBlock));
		const nextPageKeys = to < total ? [String(to), 'b'] : [];
		return { lineItems: entries(from, to), keysetPage: { nextPageKeys, totalCount: total } };
	});
}
const listLineItems: ListEndpoint = {
	...{ method: 'GET', path: '/lineItems', safety: 'read' },
	paging: { style: 'keyset', items: 'lineItems', maxPerRequest: 100 },
};

describe('pages with keys', () => {
	it('begin without keys, and go on with those that the page before gave', async () => {
		const client = keysetServer(250);
		expect(await list(client, listLineItems, { query: { utid: 'U1' } }, Infinity, CALL)).toEqual(
			entries(0, 250),
		);
		expect(client.requests.map(({ request }) => request.query)).toEqual([
			{ utid: 'U1', elementsPerBlock: 100, pageKeys: undefined },
			{ utid: 'U1', elementsPerBlock: 100, pageKeys: ['100', 'b'] },
			{ utid: 'U1', elementsPerBlock: 100, pageKeys: ['200', 'b'] },
		]);
	});

	it.each([[{}], [{ keysetPage: {} }], [{ keysetPage: { nextPageKeys: [] } }]])(
		'end where none are given: %j',
		async (envelope) => {
			const client = fakeClient(async () => ({ lineItems: entries(0, 2), ...envelope }));
			expect(await list(client, listLineItems, {}, Infinity, CALL)).toEqual(entries(0, 2));
		},
	);

	it('fail when a page gives its own keys again', async () => {
		const circle = fakeClient(async () => ({ lineItems: [{}], keysetPage: { nextPageKeys: ['x'] } }));
		const listed = list(circle, listLineItems, {}, Infinity, CALL);
		await expect(listed).rejects.toMatchObject({ facts: { detail: 'ENDLESS_LIST' } });
		expect(circle.requests).toHaveLength(2);
	});
});

describe('every list', () => {
	it.each([
		['page', listOrders],
		['cursor', listCustomers],
	])('that comes as a bare array is whole (%s style)', async (_style, endpoint) => {
		const client = fakeClient(async () => entries(0, 3));
		expect(await list(client, endpoint, {}, Infinity, CALL)).toEqual(entries(0, 3));
		expect(client.requests).toHaveLength(1);
	});

	it('is cut at the limit although Tango sends more', async () => {
		const client = fakeClient(async () => entries(0, 30));
		expect(await list(client, listCustomers, {}, 7, CALL)).toEqual(entries(0, 7));
	});

	it('asks for no more than is wanted', async () => {
		const client = pageServer(250);
		expect(await list(client, listOrders, {}, 5, CALL)).toEqual(entries(0, 5));
		expect(client.requests.map(({ request }) => request.query)).toEqual([{ page: 0, elementsPerBlock: 5 }]);
	});

	it('fails when the server hands out pages for ever, as part of a list would look like the whole', async () => {
		let asked = 0;
		const endless = fakeClient(async () => ({ items: [{}], nextCursor: `c${++asked}` }));
		const growing = fakeClient(async () => ({ orders: [{}], page: { totalCount: 1e9 } }));
		for (const [client, endpoint] of [
			[endless, listCustomers],
			[growing, uncapped],
		] as const) {
			const listed = list(client, endpoint, {}, Infinity, CALL);
			await expect(listed).rejects.toMatchObject({ code: 'UNAVAILABLE', facts: { detail: 'ENDLESS_LIST' } });
			expect(client.requests).toHaveLength(1_000);
		}
	});

	it('that is longer than Tango hands out fails as soon as a page tells', async () => {
		const client = pageServer(10_001);
		const listed = list(client, listOrders, {}, Infinity, CALL);
		await expect(listed).rejects.toMatchObject({ code: 'UNAVAILABLE', facts: { detail: 'BEYOND_CAP' } });
		expect(client.requests).toHaveLength(1);
	});

	it('that is longer without a count fails before it asks for what Tango refuses', async () => {
		const client = fakeClient(async () => ({ orders: entries(0, 100) }));
		const listed = list(client, listOrders, {}, Infinity, CALL);
		await expect(listed).rejects.toMatchObject({ code: 'UNAVAILABLE', facts: { detail: 'BEYOND_CAP' } });
		expect(client.requests).toHaveLength(100);
	});

	it('is read to Tango’s most, and to a limit below it', async () => {
		expect(await list(pageServer(10_000), listOrders, {}, Infinity, CALL)).toHaveLength(10_000);
		expect(await list(pageServer(10_001), listOrders, {}, 10_000, CALL)).toHaveLength(10_000);
	});

	it('goes on after a full page when the server tells no count, and ends with a page that is not full', async () => {
		const uncounted = fakeClient(async (_endpoint, { query = {} }) => {
			const [page, size] = [Number(query.page), Number(query.elementsPerBlock)];
			return { orders: entries(page * size, Math.min(250, (page + 1) * size)) };
		});
		expect(await list(uncounted, listOrders, {}, Infinity, CALL)).toHaveLength(250);
		expect(uncounted.requests).toHaveLength(3);
	});

	it('fails at once when a page gives its own cursor again', async () => {
		const circle = fakeClient(async () => ({ items: [{}], nextCursor: 'x' }));
		const listed = list(circle, listCustomers, {}, Infinity, CALL);
		await expect(listed).rejects.toMatchObject({ code: 'UNAVAILABLE', facts: { detail: 'ENDLESS_LIST' } });
		expect(circle.requests).toHaveLength(2);
	});

	it('with a limit has what was wanted before an endless server matters', async () => {
		const circle = fakeClient(async () => ({ items: [{}, {}], nextCursor: 'x' }));
		expect(await list(circle, listCustomers, {}, 4, CALL)).toHaveLength(4);
	});

	it('takes a page of a million entries', async () => {
		const client = fakeClient(async () => entries(0, 1_000_000));
		expect(await list(client, listOrders, {}, 5, CALL)).toEqual(entries(0, 5));
	});

	it('fails as a whole when one page fails, as half a list would look like a whole one', async () => {
		let asked = 0;
		const client = fakeClient(async () => {
			if (++asked === 2) throw new Error('page 2');
			return { items: entries(0, 2), nextCursor: 'x' };
		});
		await expect(list(client, listCustomers, {}, Infinity, CALL)).rejects.toThrow('page 2');
	});

	it('gives exactly the first entries, each once, for every size and limit', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 900 }),
				fc.integer({ min: 1, max: 1_000 }),
				async (total, limit) => {
					const expected = entries(0, Math.min(total, limit));
					expect(await list(pageServer(total), listOrders, {}, limit, CALL)).toEqual(expected);
					expect(await list(cursorServer(total), listCustomers, {}, limit, CALL)).toEqual(expected);
				},
			),
			{ numRuns: 50 },
		);
	});
});

describe('other ways of handing out a list', () => {
	it('pages with cursors that need no switch are asked for without it', async () => {
		const client = cursorServer(300);
		expect(await list(client, ENDPOINTS.listRewardCountries, {}, Infinity, CALL)).toHaveLength(300);
		expect(client.requests.map(({ request }) => request.query)).toEqual([
			{ maxResults: 200, nextCursor: undefined },
			{ maxResults: 200, nextCursor: '200' },
		]);
	});

	it('exchange rates have their own name in the envelope of cursors', async () => {
		const client = fakeClient(async () => ({
			disclaimer: '…',
			exchangeRates: entries(0, 2),
			nextPageAvailable: false,
		}));
		expect(await list(client, ENDPOINTS.listExchangeRates, {}, Infinity, CALL)).toEqual(entries(0, 2));
	});

	it.each([[entries(0, 3)], [{ brandCategories: entries(0, 3), nextCursor: 'odd' }]])(
		'one that comes whole is asked for once: %#',
		async (answer) => {
			const client = fakeClient(async () => answer);
			expect(await list(client, ENDPOINTS.listCategories, {}, 2, CALL)).toEqual(entries(0, 2));
			expect(client.requests.map(({ request }) => request.query)).toEqual([{}]);
		},
	);

	it('pages whose count is called totalElements end there', async () => {
		const client = fakeClient(async () => ({ page: { size: 2, totalElements: 4 }, orders: entries(0, 2) }));
		expect(await list(client, listOrders, {}, Infinity, CALL)).toHaveLength(4);
		expect(client.requests).toHaveLength(2);
	});
});
