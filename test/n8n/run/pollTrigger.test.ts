import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';

import type { OrderStatus } from '../../sandbox/orders/book.ts';
import { withEqualTimes } from '../../support/equalTimes.ts';
import { itemsOf } from './finishedExecution.ts';
import { placeSample } from './sampleOrders.ts';
import { BASIC } from './sampleCredentials.ts';
import { hostOfThisFile } from './testHost.ts';
import { chain } from './testWorkflows.ts';

const TRIGGER = 'Tango Orders Trigger';
/** n8n polls once a minute at most for each of its poll times; several make it often. */
const SECONDS = [0, 10, 20, 30, 40, 50];
const ORDERS = 500;
/** Of 20 orders, those that come together with another of the same moment: 30 % have an equal. */
const TWINS = [0, 6, 12];
const RESTARTS = 3;
const PATIENT = { timeout: 150_000, interval: 500 };

const host = hostOfThisFile();

async function publishTrigger(name: string, event: Record<string, unknown>): Promise<string> {
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
					...event,
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
function place(count: number, status: OrderStatus = 'COMPLETE'): string[] {
	const createdAtMs = Date.now();
	const createdAt = new Date(createdAtMs).toISOString();
	return Array.from({ length: count }, () => {
		const order = placeSample(host.sandbox);
		return Object.assign(order, { createdAtMs, createdAt, status }).referenceOrderID;
	});
}

/** Orders one after the other, some of them under review until later ones are there. */
async function placeOrders(placed: string[]): Promise<void> {
	const reviewed: string[] = [];
	while (placed.length < ORDERS) {
		const turn = placed.length;
		const isReviewed = turn % 5 === 0;
		const orders = place(TWINS.includes(turn % 20) ? 2 : 1, isReviewed ? 'PENDING' : 'COMPLETE');
		placed.push(...orders);
		if (isReviewed) reviewed.push(...orders);
		if (reviewed.length > 10) host.sandbox.state.settle(reviewed.shift() ?? '', 'COMPLETE');
		await sleep(50 + ((turn * 37) % 200));
	}
	for (const order of reviewed) host.sandbox.state.settle(order, 'COMPLETE');
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

/** Nothing of them is running: what a kill interrupts is told by n8n itself. */
function areDone(workflowIds: readonly string[]): boolean {
	return workflowIds.flatMap(executionsOf).every(({ status }) => !['new', 'running'].includes(status));
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
	'starts the workflow once for each of 500 orders and each status, 30 % of equal times, also for what happens while n8n is down after kill -9',
	async () => {
		const before = place(3);
		const created = await publishTrigger('New orders', { event: 'orderCreated' });
		const completed = await publishTrigger('Completed orders', {
			event: 'orderStatus',
			statuses: ['COMPLETE'],
		});
		const both = [created, completed];
		expect(host.n8n.output()).toContain('Tango Orders Trigger begins with what comes from now on');
		const placed: string[] = [];
		const program = placeOrders(placed);

		for (let restart = 0; restart < RESTARTS; restart += 1) {
			const known = both.map((id) => executionsOf(id).length);
			const areNew = () => both.every((id, n) => executionsOf(id).length > (known[n] ?? 0));
			await vi.waitFor(() => expect(areNew() && areDone(both)).toBe(true), PATIENT);
			await host.n8n.kill();
			await sleep(500);
			await host.boot();
		}
		await program;
		const equal = withEqualTimes(
			host.sandbox.state.orders.filter(({ referenceOrderID }) => placed.includes(referenceOrderID)),
		);
		expect([placed.length, equal]).toEqual([ORDERS, 0.3 * ORDERS]);
		// What is told after the last restart shows that something was looked at after it.
		placed.push(...place(2));

		for (const id of both) {
			await vi.waitFor(async () => expect(await ordersStarted(id)).toHaveLength(placed.length), PATIENT);
			const started = await ordersStarted(id);
			expect([...started].sort()).toEqual([...placed].sort());
			expect(started).not.toEqual(expect.arrayContaining(before));
		}
		expect(host.sandbox.violations).toEqual([]);
		const counts = both.map((id) => executionsOf(id).length).join(' and ');
		console.info(
			`${placed.length} orders, ${equal} of equal times, ${RESTARTS} restarts, ${counts} executions, each order in one of them`,
		);

		const sample = await host.rest.run(created, TRIGGER);
		expect(itemsOf(sample, TRIGGER)).toMatchObject([{ json: { referenceOrderID: expect.any(String) } }]);
	},
	PATIENT.timeout * 4,
);

test('the examples run by hand: an order becomes an entry, and a reward is sent again', async () => {
	const [order = ''] = place(1);
	const entry = await host.rest.run('tangoExampleCrm1', 'New order');
	expect(itemsOf(entry, 'Entry')).toMatchObject([{ json: { email: 'jane@example.com', externalId: order } }]);
	const reminder = await host.rest.run('tangoExampleRmd1', 'Unclaimed for 14 days');
	expect(itemsOf(reminder, 'Send it again')).toMatchObject([{ json: { referenceLineItemID: `${order}-1` } }]);
	expect(itemsOf(reminder, 'Message')).toEqual([]);
}, 60_000);
