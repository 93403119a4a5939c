import { describe, expect, it } from 'vitest';

import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { createRecentLists } from '../../../../nodes/Tango/core/call/recentLists.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { CALL, codeOf, fakeClient, settle } from '../../support/core.ts';

const { listCustomers, listCustomerAccounts } = ENDPOINTS;

function setUp() {
	const clock = createFakeClock();
	const client = fakeClient(async () => {
		await clock.sleep(1_000);
		return { items: [{ customerIdentifier: 'acme' }], nextPageAvailable: false };
	});
	const recent = createRecentLists(client, clock);
	const ask = async (customerIdentifier?: string) => {
		const asked = customerIdentifier
			? recent(listCustomerAccounts, { path: { customerIdentifier } }, CALL)
			: recent(listCustomers, {}, CALL);
		await clock.advance(1_000);
		return await asked;
	};
	return { clock, client, recent, ask };
}

describe('a list for the editor', () => {
	it('is read once for all key strokes of a minute', async () => {
		const { clock, client, ask } = setUp();
		for (let stroke = 0; stroke < 5; stroke += 1)
			expect(await ask()).toEqual([{ customerIdentifier: 'acme' }]);
		expect(client.requests).toHaveLength(1);
		await clock.advance(60_001);
		await ask();
		expect(client.requests).toHaveLength(2);
	});

	it('is read once for all who ask at the same time', async () => {
		const { clock, client, recent } = setUp();
		const asked = [1, 2, 3].map(async () => await recent(listCustomers, {}, CALL));
		await clock.runAll();
		expect(await Promise.all(asked)).toHaveLength(3);
		expect(client.requests).toHaveLength(1);
	});

	it('is each customer’s own, and only the last five are kept', async () => {
		const { client, ask } = setUp();
		for (const customer of ['a', 'b', 'c', 'd', 'e', 'f']) await ask(customer);
		expect(client.requests).toHaveLength(6);
		await ask('f');
		await ask('b');
		expect(client.requests).toHaveLength(6);
		await ask('a');
		expect(client.requests).toHaveLength(7);
	});

	it('that failed is not kept, and a cancel ends the waiting of one alone', async () => {
		const { clock, recent } = setUp();
		const stop = new AbortController();
		const cancelled = settle(recent(listCustomers, {}, { ...CALL, signal: stop.signal }));
		const other = recent(listCustomers, {}, CALL);
		await clock.advance(500);
		stop.abort();
		await clock.runAll();
		expect(codeOf(await cancelled)).toBe('CANCELLED');
		expect(await other).toHaveLength(1);
	});
});
