import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { order, rows, runTango } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ requestsPerSecond: 1 });
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
	expect(starts).toHaveLength(6); // catalog, four orders, one of them again
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
