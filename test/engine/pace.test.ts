import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { searchCustomers, testButton } from './support/editor.ts';
import { order, rows, runTango } from './support/tango.ts';

let sandbox: Sandbox;
/** Is told of the first order of a run. */
let onFirstOrder = () => {};
beforeAll(async () => {
	sandbox = await startSandbox({
		requestsPerSecond: 1,
		onRequest: ({ executed }) => {
			if (executed && sandbox.state.orders.length === 1) onFirstOrder();
		},
	});
});
afterAll(async () => await sandbox.close());

test('with the default of one request per second Tango never has to refuse one, retries and lookups included', async () => {
	sandbox.faults.next({ kind: 'status-503-after', match: { method: 'POST', path: '/orders' } });
	const { done, error } = await runTango(sandbox, {
		items: rows(4),
		parameters: order(),
		credential: { requestsPerSecond: 1 },
	});

	expect(error).toBeUndefined();
	expect(done).toHaveLength(4);
	expect(sandbox.state.orders).toHaveLength(4);
	expect(sandbox.state.rateLimitHits).toBe(0);
	const starts = sandbox.log.map(({ at }) => at);
	expect(starts).toHaveLength(8); // catalog, customer, account, four orders, one of them again
	for (const [index, at] of starts.slice(1).entries())
		expect(at - (starts[index] ?? 0)).toBeGreaterThanOrEqual(1_000);
});

test('two runs at the same time share one pace', async () => {
	sandbox.reset();
	const run = async (prefix: string) =>
		await runTango(sandbox, {
			items: rows(2, prefix),
			parameters: order(),
			credential: { requestsPerSecond: 1 },
		});
	const results = await Promise.all([run('b'), run('c')]);
	expect(results.flatMap(({ done }) => done)).toHaveLength(4);
	expect(sandbox.state.rateLimitHits).toBe(0);
});

describe('what a person does in the editor while a run is going', () => {
	/** Places four rows, and does something once when the first is placed. */
	async function runAnd(act: () => Promise<unknown>) {
		sandbox.reset();
		const acted = new Promise<unknown>((resolve) => {
			onFirstOrder = () => {
				onFirstOrder = () => {};
				resolve(act());
			};
		});
		const credential = { requestsPerSecond: 1 };
		const { done } = await runTango(sandbox, { items: rows(4, 'd'), parameters: order(), credential });
		await acted;
		expect(done).toHaveLength(4);
		return sandbox.log.map(({ method, path }) => `${method} ${path.replace('/raas/v2', '')}`);
	}

	test('goes ahead of the items that wait: a list', async () => {
		const sent = await runAnd(async () => await searchCustomers(sandbox, { requestsPerSecond: 1 }));
		expect(sent.slice(-5)).toEqual([
			'POST /orders',
			'GET /customers',
			'POST /orders',
			'POST /orders',
			'POST /orders',
		]);
		expect(sandbox.state.rateLimitHits).toBe(0);
	});

	test('does not make it faster: the Test of a credential with another rate', async () => {
		const sent = await runAnd(async () => {
			expect(await testButton(sandbox, { requestsPerSecond: 500 })).toMatchObject({ status: 'OK' });
		});
		expect(sent.at(-4)).toBe('GET /customers');
		expect(sandbox.state.rateLimitHits).toBe(0);
	});
});
