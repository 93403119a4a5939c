import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';

import { errorOf, itemsOf, itemsOfAllRuns } from './finishedExecution.ts';
import {
	everyRowOnce,
	failOrder,
	paid,
	PLACING,
	REFERENCE_SOURCES,
	REFUSAL,
	type ReferenceSource,
	replays,
	rewardRows,
	startAfresh,
} from './rewardRows.ts';
import { hostOfThisFile } from './testHost.ts';
import {
	chain,
	createOrder,
	loopNode,
	looped,
	manualTrigger,
	type NodeSketch,
	rowList,
	TRIGGER,
	webhookTrigger,
} from './testWorkflows.ts';
import { callWebhook, failByWebhook, publish, runByHand } from './workflowRuns.ts';

/** The node setting as the editor saves it. */
const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

const host = hostOfThisFile();
beforeEach(() => startAfresh(host.sandbox));

describe.each(REFERENCE_SOURCES)('Retry On Fail, reference source %s', (source) => {
	test('runs all items again after one failed, and pays each of them once', async () => {
		failOrder(host.sandbox, 3);

		const execution = await runByHand(
			host,
			chain('Retry On Fail', manualTrigger, ...rowList(4), { ...rewardRows(source), ...RETRY_ON_FAIL }),
		);

		expect(errorOf(execution)).toBeUndefined();
		expect(replays(itemsOf(execution, 'Tango Orders'))).toEqual([true, true, false, false]);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(4));
	});

	test('pays once when the first try placed the order and could not learn of it', async () => {
		failOrder(host.sandbox, 1, 'reset-after');
		host.sandbox.faults.next({ kind: 'reset-before', match: { method: 'GET', path: '/orders' } });

		const execution = await runByHand(
			host,
			chain('Retry On Fail, unknown', manualTrigger, ...rowList(1), {
				...rewardRows(source, { maxAttempts: 1 }),
				...RETRY_ON_FAIL,
			}),
		);

		expect(errorOf(execution)).toBeUndefined();
		expect(replays(itemsOf(execution, 'Tango Orders'))).toEqual([true]);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(1));
	});
});

describe.each(REFERENCE_SOURCES)('"Retry execution", reference source %s', (source) => {
	/** A published workflow of five rows and its execution, which failed at the third. */
	const failed = async () => {
		const path = randomUUID();
		const workflow = chain('Retry execution', webhookTrigger(path), ...rowList(5), rewardRows(source));
		const id = await publish(host, workflow);
		failOrder(host.sandbox, 3);
		const executionId = await failByWebhook(host, id, path);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(2));
		return { id, workflow, executionId };
	};

	test('with the original workflow pays only the items that were not paid before', async () => {
		const { executionId } = await failed();

		const retried = await host.rest.retry(executionId, 'original');

		expect(errorOf(retried)).toBeUndefined();
		expect(retried.mode).toBe('retry');
		expect(replays(itemsOf(retried, 'Tango Orders'))).toEqual([true, true, false, false, false]);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(5));
	});

	test('with the currently saved workflow pays only the items that were not paid before', async () => {
		const { id, workflow, executionId } = await failed();
		const nodes = workflow.nodes.map((node) =>
			node.name === 'Tango Orders'
				? { ...node, parameters: { ...node.parameters, additionalFields: { notes: 'mended' } } }
				: node,
		);
		await host.rest.saveWorkflow(id, { ...workflow, nodes });

		const retried = await host.rest.retry(executionId, 'saved');

		expect(errorOf(retried)).toBeUndefined();
		expect(replays(itemsOf(retried, 'Tango Orders'))).toEqual([true, true, false, false, false]);
		expect(host.sandbox.state.orders.map(({ criteria }) => criteria.notes)).toEqual([
			undefined,
			undefined,
			'mended',
			'mended',
			'mended',
		]);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(5));
	});

	test('with the currently saved workflow pays nothing twice after the node was replaced by a copy of itself', async () => {
		const { id, workflow, executionId } = await failed();
		const nodes = workflow.nodes.map((node) =>
			node.name === 'Tango Orders' ? { ...node, id: randomUUID() } : node,
		);
		await host.rest.saveWorkflow(id, { ...workflow, nodes });

		const retried = await host.rest.retry(executionId, 'saved');

		expect(errorOf(retried)).toBeUndefined();
		expect(paid(host.sandbox)).toEqual(everyRowOnce(5));
	});

	test('of a retry that failed, and of the first execution once more, pays nothing twice', async () => {
		const { executionId } = await failed();
		failOrder(host.sandbox, 4);
		const failedAgain = await host.rest.retry(executionId, 'original');
		expect(paid(host.sandbox)).toEqual(everyRowOnce(3));

		const retried = await host.rest.retry(String(failedAgain.id), 'original');
		const onceMore = await host.rest.retry(executionId, 'original');

		expect(replays(itemsOf(retried, 'Tango Orders'))).toEqual([true, true, true, false, false]);
		expect(replays(itemsOf(onceMore, 'Tango Orders'))).toEqual([true, true, true, true, true]);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(5));
	});

	test('pressed twice at the same moment pays each item once', async () => {
		const { executionId } = await failed();
		host.sandbox.state.processingMs = 100;

		const retried = await Promise.all([
			host.rest.retry(executionId, 'original'),
			host.rest.retry(executionId, 'original'),
		]);

		expect(retried.map(errorOf)).toEqual([undefined, undefined]);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(5));
	});

	test('is refused by n8n after the node was renamed, and nothing is ordered', async () => {
		const { id, workflow, executionId } = await failed();
		const rename = (name: string) => (name === 'Tango Orders' ? 'Rewards' : name);
		await host.rest.saveWorkflow(id, {
			...workflow,
			nodes: workflow.nodes.map((node) => ({ ...node, name: rename(node.name) })),
			connections: {
				...workflow.connections,
				Rows: { main: [[{ node: 'Rewards', type: 'main', index: 0 }]] },
			},
		});

		await expect(host.rest.retry(executionId, 'saved')).rejects.toThrow(/Could not find the node/);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(2));
	});

	test('finds nothing to retry when the workflow does not save its failed executions', async () => {
		const path = randomUUID();
		const workflow = chain('Not saved', webhookTrigger(path), ...rowList(2), rewardRows(source));
		const id = await publish(host, {
			...workflow,
			settings: { ...workflow.settings, saveDataErrorExecution: 'none' },
		});
		failOrder(host.sandbox, 2);
		await (await callWebhook(host, path)).body?.cancel();

		expect(await host.rest.executionsOf(id)).toEqual([]);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(1));
	});
});

describe('"Retry execution" of an execution that failed before Tango Orders was reached', () => {
	const BREAK: NodeSketch = {
		name: 'Break',
		type: 'n8n-nodes-base.stopAndError',
		typeVersion: 1,
		parameters: { errorMessage: 'broken' },
	};
	const PASS: NodeSketch = { name: 'Break', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

	/** Retries after the node that broke was mended. */
	const retryMended = async (source: ReferenceSource) => {
		const path = randomUUID();
		const trigger = webhookTrigger(path);
		const broken = chain('Broken', trigger, ...rowList(2), BREAK, rewardRows(source));
		const id = await publish(host, broken);
		const executionId = await failByWebhook(host, id, path);
		await host.rest.saveWorkflow(id, chain('Broken', trigger, ...rowList(2), PASS, rewardRows(source)));
		return await host.rest.retry(executionId, 'saved');
	};

	test('pays each item once with a business key', async () => {
		const retried = await retryMended('businessKey');

		expect(errorOf(retried)).toBeUndefined();
		expect(paid(host.sandbox)).toEqual(everyRowOnce(2));
	});

	test('is refused with automatic references, as nothing tells that no reward was paid', async () => {
		const retried = await retryMended('automatic');

		expect(errorOf(retried)).toMatch(REFUSAL);
		expect(paid(host.sandbox)).toEqual([]);
	});
});

describe('"Execute workflow" a second time', () => {
	test('pays nothing twice with a business key', async () => {
		const { id } = await host.rest.createWorkflow(
			chain('Twice by hand', manualTrigger, ...rowList(3), rewardRows('businessKey')),
		);

		await host.rest.run(id, TRIGGER);
		const second = await host.rest.run(id, TRIGGER);

		expect(replays(itemsOf(second, 'Tango Orders'))).toEqual([true, true, true]);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(3));
	});

	test('orders again with automatic references, by design: a second run means second rewards', async () => {
		const { id } = await host.rest.createWorkflow(
			chain('Twice by hand, automatic', manualTrigger, ...rowList(2), rewardRows('automatic')),
		);

		await host.rest.run(id, TRIGGER);
		const second = await host.rest.run(id, TRIGGER);

		expect(replays(itemsOf(second, 'Tango Orders'))).toEqual([false, false]);
		const [first, last] = everyRowOnce(2);
		expect(paid(host.sandbox)).toEqual([first, first, last, last]);
	});
});

describe('a webhook that is delivered twice', () => {
	const EVENT = { submissionId: 'event-0001' };

	const publishEvent = async (parameters: Record<string, unknown>) => {
		const path = randomUUID();
		await publish(host, chain('Event', webhookTrigger(path), createOrder(parameters)));
		return async () => await (await callWebhook(host, path, EVENT)).json();
	};

	test('one after the other pays once with a business key', async () => {
		const deliver = await publishEvent({ reference: '={{ $json.body.submissionId }}' });

		expect(await deliver()).toMatchObject({ replayed: false });
		expect(await deliver()).toMatchObject({ replayed: true });
		expect(host.sandbox.state.orders).toHaveLength(1);
	});

	test('at the same moment pays once with a business key, and both runs end with that order', async () => {
		const deliver = await publishEvent({ reference: '={{ $json.body.submissionId }}' });
		// Long enough that the second request arrives while the first is in process.
		host.sandbox.faults.next({ kind: 'slow-processing', ms: 1_500, match: PLACING });

		const answers = await Promise.all([deliver(), deliver()]);

		const [order] = host.sandbox.state.orders;
		expect(host.sandbox.state.orders).toHaveLength(1);
		expect(answers).toMatchObject([
			{ referenceOrderID: order?.referenceOrderID },
			{ referenceOrderID: order?.referenceOrderID },
		]);
		expect(statuses()).toContain(409);
	});

	test('orders twice with automatic references, by design: each delivery is an execution of its own', async () => {
		const deliver = await publishEvent({ referenceSource: 'automatic' });

		expect(await deliver()).toMatchObject({ replayed: false });
		expect(await deliver()).toMatchObject({ replayed: false });
		expect(host.sandbox.state.orders).toHaveLength(2);
	});
});

describe.each(REFERENCE_SOURCES)('Loop Over Items, reference source %s', (source) => {
	test.each([1, 2])('in batches of %i pays every row once', async (batchSize) => {
		const execution = await runByHand(
			host,
			looped(chain('Loop', manualTrigger, ...rowList(5), loopNode(batchSize), rewardRows(source))),
		);

		expect(errorOf(execution)).toBeUndefined();
		expect(replays(itemsOfAllRuns(execution, 'Tango Orders'))).toEqual(Array(5).fill(false));
		expect(paid(host.sandbox)).toEqual(everyRowOnce(5));
	});

	test.each(['original', 'saved'] as const)(
		'goes on where it failed when the execution is retried with the %s workflow, and pays every row once',
		async (which) => {
			const path = randomUUID();
			const id = await publish(
				host,
				looped(chain('Failing loop', webhookTrigger(path), ...rowList(5), loopNode(2), rewardRows(source))),
			);
			// The second row of the second batch: the first one of that batch is paid by then.
			failOrder(host.sandbox, 4);
			const executionId = await failByWebhook(host, id, path);
			expect(paid(host.sandbox)).toEqual(everyRowOnce(3));

			const retried = await host.rest.retry(executionId, which);

			expect(errorOf(retried)).toBeUndefined();
			expect(replays(itemsOfAllRuns(retried, 'Tango Orders'))).toEqual([false, false, true, false, false]);
			expect(paid(host.sandbox)).toEqual(everyRowOnce(5));
		},
	);
});

describe('a sub-workflow', () => {
	/** Publishes a sub-workflow that orders, and returns the node that calls it. */
	const subWorkflow = async (source: ReferenceSource, mode: 'once' | 'each'): Promise<NodeSketch> => {
		const id = await publish(
			host,
			chain(
				'Sub-workflow',
				{
					name: 'When called',
					type: 'n8n-nodes-base.executeWorkflowTrigger',
					typeVersion: 1.1,
					parameters: { inputSource: 'passthrough' },
				},
				rewardRows(source),
			),
		);
		return {
			name: 'Call',
			type: 'n8n-nodes-base.executeWorkflow',
			typeVersion: 1.2,
			parameters: {
				source: 'database',
				workflowId: { __rl: true, mode: 'id', value: id },
				mode,
				options: { waitForSubWorkflow: true },
			},
		};
	};

	const runParent = async (call: NodeSketch) =>
		await runByHand(host, chain('Parent', manualTrigger, ...rowList(3), call));

	test.each([
		['businessKey', 'once'],
		['businessKey', 'each'],
		['automatic', 'once'],
		['automatic', 'each'],
	] as const)('with %s references, run %s for the items, pays every item once', async (source, mode) => {
		const execution = await runParent(await subWorkflow(source, mode));

		expect(errorOf(execution)).toBeUndefined();
		expect(replays(itemsOf(execution, 'Call'))).toEqual([false, false, false]);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(3));
	});

	test.each(['once', 'each'] as const)(
		'that the parent runs again by Retry On Fail, %s for the items, pays every item once with a business key',
		async (mode) => {
			const call = await subWorkflow('businessKey', mode);
			failOrder(host.sandbox, 2);

			const execution = await runParent({ ...call, ...RETRY_ON_FAIL });

			expect(errorOf(execution)).toBeUndefined();
			expect(replays(itemsOf(execution, 'Call'))).toEqual([true, false, false]);
			expect(paid(host.sandbox)).toEqual(everyRowOnce(3));
		},
	);

	test('is run again by "Retry execution" of its parent and pays every item once with a business key', async () => {
		const path = randomUUID();
		const call = await subWorkflow('businessKey', 'once');
		const id = await publish(host, chain('Parent', webhookTrigger(path), ...rowList(3), call));
		failOrder(host.sandbox, 2);
		const executionId = await failByWebhook(host, id, path);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(1));

		const retried = await host.rest.retry(executionId, 'original');

		expect(errorOf(retried)).toBeUndefined();
		expect(replays(itemsOf(retried, 'Call'))).toEqual([true, false, false]);
		expect(paid(host.sandbox)).toEqual(everyRowOnce(3));
	});

	test('that the parent runs again orders again with automatic references: it is an execution of its own', async () => {
		const call = await subWorkflow('automatic', 'once');
		failOrder(host.sandbox, 2);

		const execution = await runParent({ ...call, ...RETRY_ON_FAIL });

		expect(errorOf(execution)).toBeUndefined();
		const [first, ...others] = everyRowOnce(3);
		expect(paid(host.sandbox)).toEqual([first, first, ...others]);
	});
});

/** How the sandbox answered the order requests. */
function statuses(): Array<number | undefined> {
	return host.sandbox.log
		.filter(({ method, path }) => method === 'POST' && path.endsWith(PLACING.path))
		.map(({ status }) => status);
}
