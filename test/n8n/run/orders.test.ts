import { beforeEach, expect, test } from 'vitest';

import { parseJson } from '../shared/json.ts';
import { exampleWorkflow } from './exampleWorkflows.ts';
import { errorOf, itemsOf } from './finishedExecution.ts';
import { OAUTH2 } from './sampleCredentials.ts';
import { hostOfThisFile } from './testHost.ts';
import { chain, createOrder, manualTrigger, webhookTrigger } from './testWorkflows.ts';
import { callWebhook, publish, runByHand } from './workflowRuns.ts';

/** The business key goes to Tango hashed: no personal data, and letters and digits only. */
const REFERENCE = expect.stringMatching(/^t1[0-9a-f]{40}$/);

const host = hostOfThisFile();
beforeEach(() => host.sandbox.reset());

test('the example "one form submission" places exactly one order, and the same submission again places none', async () => {
	const first = await host.rest.run('tangoExampleOne1', 'Try it out');
	const second = await host.rest.run('tangoExampleOne1', 'Try it out');

	expect(errorOf(first)).toBeUndefined();
	const [order] = itemsOf(first, 'Send the reward');
	expect(order?.json).toMatchObject({
		externalRefID: REFERENCE,
		replayed: false,
		utid: 'U666425',
		amount: 25,
		currencyCode: 'USD',
		recipientEmail: 'jane@example.com',
	});
	expect(itemsOf(second, 'Send the reward')[0]?.json).toMatchObject({
		referenceOrderID: order?.json.referenceOrderID,
		replayed: true,
	});
	expect(host.sandbox.state.orders).toHaveLength(1);
});

test('the example "rewards from a list" pays the good rows, and the bad row leaves by the error branch naming its field', async () => {
	const execution = await host.rest.run('tangoExampleList', 'Try it out');

	expect(errorOf(execution)).toBeUndefined();
	expect(itemsOf(execution, 'Send the rewards').map(({ json }) => json.recipientEmail)).toEqual([
		'jane@example.com',
		'alex@example.com',
		'kim@example.com',
	]);
	expect(itemsOf(execution, 'Summary').map(({ json }) => json)).toEqual([
		{ rewardsSent: 3, totalAmount: 85 },
	]);

	const toMend = itemsOf(execution, 'Rows to mend').map(({ json }) => json);
	expect(toMend).toHaveLength(1);
	expect(toMend[0]).toMatchObject({
		row: 'webinar-2026-002',
		whatToMend: expect.stringContaining('Recipient Email'),
	});
	expect(host.sandbox.state.orders).toHaveLength(3);
});

test('running the list again after mending the bad row pays only that row', async () => {
	await host.rest.run('tangoExampleList', 'Try it out');
	const list = await exampleWorkflow('send-rewards-from-list.json');
	const rows = list.nodes.find(({ name }) => name === 'Reward list (sample)');
	const mended = String(rows?.parameters.jsonOutput).replace('"email": ""', '"email": "sam@example.com"');
	Object.assign(rows?.parameters ?? {}, { jsonOutput: mended });
	const { id } = await host.rest.createWorkflow({ ...list, id: undefined, name: 'Mended list' });

	const execution = await host.rest.run(id, 'Try it out');

	expect(itemsOf(execution, 'Send the rewards').map(({ json }) => json.replayed)).toEqual([
		true,
		false,
		true,
		true,
	]);
	expect(host.sandbox.state.orders).toHaveLength(4);
});

test('an OAuth2 credential fetches its own token and places the order', async () => {
	const execution = await runByHand(
		host,
		chain('OAuth2', manualTrigger, createOrder({ reference: 'oauth2-0001' }, OAUTH2)),
	);

	expect(errorOf(execution)).toBeUndefined();
	expect(itemsOf(execution, 'Tango Orders')[0]?.json).toMatchObject({
		externalRefID: REFERENCE,
		replayed: false,
	});
	expect(host.sandbox.state.orders).toHaveLength(1);
});

test('an active workflow places an order when its webhook is called, and none when the event is delivered twice', async () => {
	await publish(
		host,
		chain('Webhook', webhookTrigger('reward'), createOrder({ reference: '={{ $json.body.submissionId }}' })),
	);
	const deliver = async () => {
		const answer = await callWebhook(host, 'reward', { submissionId: 'event-0001' });
		return { status: answer.status, body: parseJson<Record<string, unknown>>(await answer.text()) };
	};

	const first = await deliver();
	const second = await deliver();

	expect(first).toMatchObject({ status: 200, body: { externalRefID: REFERENCE, replayed: false } });
	expect(second.body).toMatchObject({ referenceOrderID: first.body.referenceOrderID, replayed: true });
	expect(host.sandbox.state.orders).toHaveLength(1);
});
