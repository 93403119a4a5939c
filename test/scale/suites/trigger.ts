import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';

import { chain } from '../../n8n/run/testWorkflows.ts';
import type { SandboxEvent, Subscription } from '../../sandbox/webhooks/book.ts';
import { deliver } from '../../sandbox/webhooks/deliver.ts';
import { createOrderWith, saveCredential } from '../support/credential.ts';
import type { QueueMode } from '../support/queueMode.ts';
import { onceEach, paid } from '../support/rewards.ts';

const FAST = { requestsPerSecond: 50 };
const EVENTS = 12;
/** What a webhook process is given waits for the main's next look, a minute at most. */
const PATIENT = { timeout: 90_000, interval: 100 };

/** Each event of it is one execution on a worker, and one reward with the event's ID as its reference. */
async function publishTrigger(
	queueMode: QueueMode,
): Promise<{ webhookId: string; subscription: Subscription }> {
	const webhookId = randomUUID();
	const order = await createOrderWith(queueMode, 'tangoApi', FAST, {
		// Two executions of one event would be two rewards.
		reference: '={{ $json.eventId }}-{{ $execution.id }}',
		recipientEmail: '={{ $json.eventId }}@example.com',
	});
	const saved = await queueMode.rest.createWorkflow(
		chain(
			'Rewards for events',
			{
				name: 'Tango Trigger',
				type: 'n8n-nodes-tango.tangoTrigger',
				typeVersion: 1,
				webhookId,
				credentials: await saveCredential(queueMode, 'tangoApi', FAST),
				parameters: {
					authentication: 'basicAuth',
					events: ['LowBalance', 'RewardStatus'],
					options: {},
				},
			},
			order,
		),
	);
	await queueMode.rest.activate(saved);
	onTestFinished(async () => {
		await queueMode.rest.request('POST', `/workflows/${saved.id}/deactivate`);
	});
	const [subscription] = subscriptionsOf(queueMode, webhookId);
	if (!subscription) throw new Error('the trigger did not register');
	return { webhookId, subscription };
}

function subscriptionsOf({ sandbox }: QueueMode, webhookId: string): Subscription[] {
	return sandbox.state.webhooks.all.filter(({ url }) => url.includes(webhookId));
}

function happen({ sandbox }: QueueMode, eventType: string, count = EVENTS): SandboxEvent[] {
	return Array.from({ length: count }, () => sandbox.state.webhooks.happens(eventType)).flatMap((each) =>
		each.map(({ event }) => event),
	);
}

/** Once each. */
async function expectPaid(queueMode: QueueMode, events: readonly SandboxEvent[]): Promise<void> {
	await vi.waitFor(() => expect(paid(queueMode).length).toBeGreaterThanOrEqual(events.length), PATIENT);
	expect(paid(queueMode)).toEqual(onceEach(events.map(({ eventId }) => eventId)));
}

/** Tango Trigger listens on the main; what it starts runs on the workers. */
export function trigger(queueMode: QueueMode): void {
	test('subscribes once on the main, and starts one execution on a worker for each event, after downtime of the main as well', async () => {
		const { webhookId, subscription } = await publishTrigger(queueMode);
		const events = happen(queueMode, 'LowBalance');
		// Tango may deliver an event twice.
		for (const event of [...events, ...events]) expect(await deliver(subscription, event)).toBe(200);
		await expectPaid(queueMode, events);

		await queueMode.n8n.stop();
		const missed = happen(queueMode, 'LowBalance');
		await queueMode.startMain();
		await expectPaid(queueMode, [...events, ...missed]);
		expect(subscriptionsOf(queueMode, webhookId)).toEqual([subscription]);
	});

	test('takes deliveries in a webhook process: each event once, none that is forged, also while the main is killed', async () => {
		// As Tango's pages say: what of it is not delivered is lost.
		queueMode.sandbox.state.webhooks.notKept.add('RewardStatus');
		const webhooks = await queueMode.startWebhookProcess();
		onTestFinished(async () => await webhooks.stop());
		const { subscription } = await publishTrigger(queueMode);
		const there = { ...subscription, url: webhooks.url + new URL(subscription.url).pathname };
		const stranger = { ...there, headers: [{ name: 'x-n8n-tango-secret', value: 'f'.repeat(64) }] };
		const send = async (events: readonly SandboxEvent[]) => {
			for (const event of [...events, ...events]) expect(await deliver(there, event)).toBe(200);
		};

		const forged = happen(queueMode, 'RewardStatus', 1).map((event) => ({ ...event, eventId: randomUUID() }));
		for (const event of forged) expect(await deliver(stranger, event)).toBe(401);
		const events = [...happen(queueMode, 'LowBalance'), ...happen(queueMode, 'RewardStatus')];
		await send(events);
		await expectPaid(queueMode, events);

		await queueMode.n8n.kill();
		const meanwhile = [...happen(queueMode, 'LowBalance'), ...happen(queueMode, 'RewardStatus')];
		await send(meanwhile);
		await queueMode.startMain();
		await expectPaid(queueMode, [...events, ...meanwhile]);
	});
}
