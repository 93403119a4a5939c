import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';

import { placeOrder } from '../../sandbox/orders/place.ts';
import { itemsOf } from './finishedExecution.ts';
import { BASIC } from './sampleCredentials.ts';
import { hostOfThisFile } from './testHost.ts';
import { chain } from './testWorkflows.ts';

const TRIGGER = 'Tango Orders Trigger';
/** n8n polls once a minute at most for each of its poll times; several make it often. */
const SECONDS = [0, 10, 20, 30, 40, 50];
const PATIENT = { timeout: 150_000, interval: 500 };

const host = hostOfThisFile();

async function publishTrigger(name: string): Promise<string> {
	const saved = await host.rest.createWorkflow(
		chain(
			name,
			{
				name: TRIGGER,
				type: 'n8n-nodes-tango.tangoOrdersTrigger',
				typeVersion: 1,
				credentials: BASIC,
				parameters: {
					authentication: 'basicAuth',
					event: 'orderCreated',
					pollTimes: {
						item: SECONDS.map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })),
					},
				},
			},
			{ name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		),
	);
	await host.rest.activate(saved);
	return saved.id;
}

/** One or two orders of this moment, as another program would place them. */
function place(count: number): string[] {
	const createdAtMs = Date.now();
	const createdAt = new Date(createdAtMs).toISOString();
	return Array.from({ length: count }, () => {
		const order = placeOrder(
			{
				customerIdentifier: 'acme-rewards',
				accountIdentifier: 'acme-usd',
				utid: 'U666425',
				amount: 25,
				deliveryMethod: 'EMAIL',
				recipient: { firstName: 'Jane', lastName: 'Example', email: 'jane@example.com' },
			},
			host.sandbox.state,
		);
		return Object.assign(order, { createdAtMs, createdAt }).referenceOrderID;
	});
}

/** The executions of a workflow in n8n's database; it is read while n8n is down, too. */
function executionsOf(workflowId: string): { readonly id: string; readonly status: string }[] {
	const database = new DatabaseSync(join(host.userFolder, '.n8n', 'database.sqlite'), { readOnly: true });
	try {
		return database
			.prepare('SELECT id, status FROM execution_entity WHERE workflowId = ?')
			.all(workflowId)
			.map(({ id, status }) => ({ id: String(id), status: String(status) }));
	} finally {
		database.close();
	}
}

/** The orders that executions were started for, as often as they were. */
async function ordersStarted(workflowId: string): Promise<unknown[]> {
	const executions = await Promise.all(
		executionsOf(workflowId).map(async ({ id }) => await host.rest.finished(id)),
	);
	return executions.flatMap((execution) =>
		itemsOf(execution, TRIGGER).map(({ json }) => json.referenceOrderID),
	);
}

test(
	'starts the workflow once for each order, also for those of n8n’s downtime after kill -9',
	async () => {
		const before = place(3);
		const id = await publishTrigger('New orders');
		const placed: string[] = [];
		const placing = new AbortController();
		const program = (async () => {
			while (!placing.signal.aborted) {
				placed.push(...place(placed.length % 3 === 0 ? 2 : 1));
				await sleep(150);
			}
		})();

		await vi.waitFor(() => expect(executionsOf(id).length).toBeGreaterThan(1), PATIENT);
		await host.n8n.kill();
		await sleep(1_000);
		await host.boot();
		const killedAt = executionsOf(id).length;
		await vi.waitFor(() => expect(executionsOf(id).length).toBeGreaterThan(killedAt), PATIENT);
		placing.abort();
		await program;

		await vi.waitFor(async () => expect((await ordersStarted(id)).length).toBe(placed.length), PATIENT);
		const started = await ordersStarted(id);
		expect([...started].sort()).toEqual([...placed].sort());
		expect(started).not.toEqual(expect.arrayContaining(before));
		expect(host.sandbox.violations).toEqual([]);
		console.info(`${placed.length} orders, ${executionsOf(id).length} executions, each order in one of them`);

		const sample = await host.rest.run(id, TRIGGER);
		expect(itemsOf(sample, TRIGGER)).toMatchObject([{ json: { referenceOrderID: expect.any(String) } }]);
	},
	PATIENT.timeout * 2,
);
