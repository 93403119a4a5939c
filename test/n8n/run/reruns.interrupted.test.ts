import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';

import { errorOf, itemsOf } from './finishedExecution.ts';
import {
	everyRowOnce,
	paid,
	REFERENCE_SOURCES,
	REFUSAL,
	type ReferenceSource,
	replays,
	rewardRows,
	startAfresh,
} from './rewardRows.ts';
import { hostOfThisFile } from './testHost.ts';
import { chain, loopNode, looped, manualTrigger, rowList, TRIGGER, webhookTrigger } from './testWorkflows.ts';
import type { Workflow } from './workflow.ts';
import { callWebhook, publish } from './workflowRuns.ts';

const ROWS = 20;
/** So many rows are paid when the run is broken off. */
const SOME = 8;
/** Tango takes so long for each row: all of them outlast n8n's patience with a shutdown. */
const SLOW_MS = 200;
const SHUTDOWN_PATIENCE_S = 1;
/** How soon n8n has to be done with the Stop button. */
const PROMPT_MS = 1_500;

const host = hostOfThisFile({
	environment: { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: String(SHUTDOWN_PATIENCE_S) },
});

beforeEach(() => startAfresh(host.sandbox));

/** Breaks a run off by ending n8n, and starts n8n again. Returns who was paid by then. */
async function breakOff(
	begin: () => Promise<unknown>,
	endN8n: () => Promise<void>,
	slowMs = SLOW_MS,
): Promise<string[]> {
	host.sandbox.state.processingMs = slowMs;
	await begin();
	await somePaid();
	await endN8n();
	await underWayEnded();
	await host.boot();
	expect(host.sandbox.state.orders.length).toBeLessThan(ROWS);
	return paid(host.sandbox);
}

const killN8n = async () => await host.n8n.kill();
const endN8nInOrder = async () => await host.n8n.stop();

test.each([
	{ end: 'kill -9', slowMs: SLOW_MS, endN8n: killN8n },
	// n8n lets the run go on until its patience ends and 2 s more: the rows have to outlast that.
	{ end: 'SIGTERM', slowMs: 500, endN8n: endN8nInOrder },
])(
	'after $end in mid-run and a new start of n8n, the workflow run again with a business key pays the rows that are left and reports the others as replayed',
	async ({ slowMs, endN8n }) => {
		const { id } = await host.rest.createWorkflow(
			chain('Broken off', manualTrigger, ...rowList(ROWS), rewardRows('businessKey')),
		);
		const paidBefore = await breakOff(async () => await host.rest.begin(id, TRIGGER), endN8n, slowMs);

		const again = await host.rest.run(id, TRIGGER);

		expect(errorOf(again)).toBeUndefined();
		expect(replays(itemsOf(again, 'Tango Orders'))).toEqual(everyRow((row) => paidBefore.includes(row)));
		expect(paid(host.sandbox)).toEqual(everyRowOnce(ROWS));
	},
);

describe('"Retry execution" after a kill -9 in mid-run and a new start of n8n', () => {
	test('with automatic references is refused with guidance, as n8n lost them, and pays nothing', async () => {
		const { id, begin } = await webhookRun(
			chain('Broken off', webhookTrigger(randomUUID()), ...rowList(ROWS), rewardRows('automatic')),
		);
		const paidBefore = await breakOff(begin, killN8n);

		const retried = await host.rest.retry(await latestExecution(id, 'crashed'), 'original');

		expect(errorOf(retried)).toMatch(REFUSAL);
		expect(paid(host.sandbox)).toEqual(paidBefore);
	});

	test('with automatic references of a loop that saves its progress pays the rows that are left', async () => {
		const loop = [loopNode(3), rewardRows('automatic')];
		const workflow = looped(chain('Broken loop', webhookTrigger(randomUUID()), ...rowList(ROWS), ...loop));
		const { id, begin } = await webhookRun({
			...workflow,
			settings: { ...workflow.settings, saveExecutionProgress: true },
		});
		await breakOff(begin, killN8n);

		const retried = await host.rest.retry(await latestExecution(id, 'crashed'), 'original');

		expect(errorOf(retried)).toBeUndefined();
		expect(paid(host.sandbox)).toEqual(everyRowOnce(ROWS));
	});
});

describe.each([
	{
		what: 'the Stop button',
		settings: {},
		breakOff: async (executionId: string): Promise<void> => {
			await somePaid();
			const pressedAt = performance.now();
			await host.rest.stop(executionId);
			expect(performance.now() - pressedAt).toBeLessThan(PROMPT_MS);
		},
	},
	{
		what: "the workflow's own timeout",
		settings: { executionTimeout: 1 },
		breakOff: async (executionId: string): Promise<void> => {
			await host.rest.finished(executionId);
		},
	},
])('after $what in mid-run', ({ settings, breakOff }) => {
	const broken = async (source: ReferenceSource) => {
		const workflow = chain(
			'Stopped',
			webhookTrigger(randomUUID()),
			...rowList(ROWS),
			rewardRows(source, { concurrency: 2 }),
		);
		const { id, begin } = await webhookRun({ ...workflow, settings: { ...workflow.settings, ...settings } });
		host.sandbox.state.processingMs = SLOW_MS;
		await begin();
		const executionId = await latestExecution(id, 'running');
		await breakOff(executionId);
		const brokenOffAt = performance.now();
		await underWayEnded();
		// Whoever retries it, or runs it again, raises the timeout.
		await host.rest.saveWorkflow(id, {
			...workflow,
			settings: { ...workflow.settings, executionTimeout: 60 },
		});
		return { id, begin, executionId, brokenOffAt };
	};

	test.each(REFERENCE_SOURCES)('no further order is begun, reference source %s', async (source) => {
		const { executionId, brokenOffAt } = await broken(source);

		expect(host.sandbox.log.filter(({ at }) => at > brokenOffAt)).toEqual([]);
		expect(host.sandbox.state.orders.length).toBeLessThan(ROWS);
		expect(await host.rest.finished(executionId)).toMatchObject({ status: 'canceled' });
	});

	test('the workflow run again with a business key pays the rows that are left', async () => {
		const { id, begin } = await broken('businessKey');
		const paidBefore = paid(host.sandbox);

		await begin();

		const again = await host.rest.finished(await latestExecution(id));
		expect(errorOf(again)).toBeUndefined();
		expect(replays(itemsOf(again, 'Tango Orders'))).toEqual(everyRow((row) => paidBefore.includes(row)));
		expect(paid(host.sandbox)).toEqual(everyRowOnce(ROWS));
	});

	test('"Retry execution" with a business key pays the rows that are left', async () => {
		const { executionId } = await broken('businessKey');

		await host.rest.retry(executionId, 'saved');

		expect(paid(host.sandbox)).toEqual(everyRowOnce(ROWS));
	});

	test('"Retry execution" with automatic references pays the rows that are left, or nothing when n8n lost them', async () => {
		const { executionId } = await broken('automatic');
		const paidBefore = paid(host.sandbox);

		const error = errorOf(await host.rest.retry(executionId, 'saved'));

		// After Stop, n8n keeps the execution either as it began or as it ended: two parts of it save at once.
		if (error === undefined) expect(paid(host.sandbox)).toEqual(everyRowOnce(ROWS));
		else {
			expect(error).toMatch(REFUSAL);
			expect(paid(host.sandbox)).toEqual(paidBefore);
		}
	});
});

/** Publishes a workflow that starts with a webhook; `begin` starts it without waiting for its end. */
async function webhookRun(workflow: Omit<Workflow, 'id'>) {
	const path = String(workflow.nodes[0]?.parameters.path);
	const id = await publish(host, workflow);
	return {
		id,
		begin: async () => {
			// n8n answers at the end of the run, or never when it is ended before.
			const answered = callWebhook(host, path).then(
				async (answer) => await answer.body?.cancel(),
				() => undefined,
			);
			await Promise.race([answered, hasRunning(id)]);
		},
	};
}

async function hasRunning(workflowId: string): Promise<void> {
	await vi.waitFor(
		async () => expect(await host.rest.executionsOf(workflowId)).toContainEqual(statusIs('running')),
		WAITING,
	);
}

async function latestExecution(workflowId: string, status?: string): Promise<string> {
	const [execution] = await host.rest.executionsOf(workflowId);
	if (status !== undefined) expect(execution).toMatchObject({ status });
	return String(execution?.id);
}

async function somePaid(): Promise<void> {
	await vi.waitFor(() => expect(host.sandbox.state.orders.length).toBeGreaterThanOrEqual(SOME), WAITING);
}

/** Waits until Tango is done with what it had begun when the run was broken off; from then on it is fast. */
async function underWayEnded(): Promise<void> {
	await sleep(2 * host.sandbox.state.processingMs);
	host.sandbox.state.processingMs = 0;
}

/** One answer per row of the list, in its order. */
function everyRow(answer: (row: string) => boolean): boolean[] {
	return everyRowOnce(ROWS).map(answer);
}

const WAITING = { timeout: 30_000, interval: 20 };

function statusIs(status: string): unknown {
	return expect.objectContaining({ status });
}
