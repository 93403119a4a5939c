import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';

import { chain } from '../../n8n/run/testWorkflows.ts';
import type { SandboxEvent, Subscription } from '../../sandbox/webhooks/book.ts';
import { deliver } from '../../sandbox/webhooks/deliver.ts';
import { createOrderWith, saveCredential } from '../support/credential.ts';
import type { QueueMode } from '../support/queueMode.ts';
import { onceEach, paid } from '../support/rewards.ts';

const FAST = { requestsPerSecond: 50 };
const EVENTS = 12;
const PATIENT = { timeout: 60_000, interval: 100 };

/** Each event of it is one execution on a worker, and one reward with the event's ID as its reference. */
async function publishTrigger(queueMode: QueueMode): Promise<string> {
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
				parameters: { authentication: 'basicAuth', events: ['LowBalance'], options: {} },
			},
			order,
		),
	);
	await queueMode.rest.activate(saved);
	return webhookId;
}

/** Tango Trigger listens on the main; what it starts runs on the workers. */
export function trigger(queueMode: QueueMode): void {
	test('subscribes once on the main, and starts one execution on a worker for each event, after downtime of the main as well', async () => {
		const book = queueMode.sandbox.state.webhooks;
		const webhookId = await publishTrigger(queueMode);
		const subscriptions = (): Subscription[] => book.all.filter(({ url }) => url.includes(webhookId));
		const happen = (): SandboxEvent[] =>
			Array.from({ length: EVENTS }, () => book.happens('LowBalance')).flatMap((each) =>
				each.map(({ event }) => event),
			);
		const [subscription] = subscriptions();
		expect(subscription).toBeDefined();

		const events = happen();
		// Tango may deliver an event twice.
		for (const event of [...events, ...events]) {
			if (subscription) expect(await deliver(subscription, event)).toBe(200);
		}
		await vi.waitFor(() => expect(paid(queueMode).length).toBeGreaterThanOrEqual(EVENTS), PATIENT);

		await queueMode.n8n.stop();
		const missed = happen();
		await queueMode.startMain();
		await vi.waitFor(() => expect(paid(queueMode).length).toBeGreaterThanOrEqual(2 * EVENTS), PATIENT);

		expect(subscriptions()).toEqual([subscription]);
		expect(paid(queueMode)).toEqual(onceEach([...events, ...missed].map(({ eventId }) => eventId)));
	});
}
