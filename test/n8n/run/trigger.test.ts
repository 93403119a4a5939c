import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';

import { startReverseProxy } from '../../gateways/support/reverseProxy.ts';
import type { LineItem } from '../../sandbox/lineItems/book.ts';
import type { SandboxEvent, Subscription } from '../../sandbox/webhooks/book.ts';
import { deliver } from '../../sandbox/webhooks/deliver.ts';
import { IS_OLDEST } from '../install/hostInstall.ts';
import { type Execution, itemsOf } from './finishedExecution.ts';
import { fillInForm, startMailbox } from './mailbox.ts';
import { freePort } from './n8nEnvironment.ts';
import { BASIC } from './sampleCredentials.ts';
import { placeSample } from './sampleOrders.ts';
import { hostOfThisFile } from './testHost.ts';
import { chain } from './testWorkflows.ts';
import { fillInExample, type Parts } from './workflowRuns.ts';

const EVENTS = 1_000;
const TWINS = 100;
const FORGED = 100;
/** So many deliveries are under way at once. */
const SIDE_BY_SIDE = 10;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const PATIENT = { timeout: 600_000, interval: 250 };

/* n8n stands behind a real nginx, and Tango delivers to nginx: its address outlasts a restart of n8n. */
const port = await freePort();
const proxy = await startReverseProxy(port);
afterAll(async () => await proxy.close());
setDefaultCACertificates([...getCACertificates('default'), proxy.caCertificate]);
const host = hostOfThisFile({
	environment: { N8N_PORT: String(port), WEBHOOK_URL: `${proxy.origin}/`, N8N_PROXY_HOPS: '1' },
});

const book = () => host.sandbox.state.webhooks;

/** Saves and publishes a workflow that begins with Tango Trigger; gives its ID and its subscription. */
async function publishTrigger(name: string): Promise<{ id: string; subscription: Subscription }> {
	const webhookId = randomUUID();
	const saved = await host.rest.createWorkflow(
		chain(
			name,
			{
				name: 'Tango Trigger',
				type: 'n8n-nodes-tango.tangoTrigger',
				typeVersion: 1,
				webhookId,
				credentials: BASIC,
				parameters: { authentication: 'basicAuth', events: ['LowBalance'], options: {} },
			},
			{ name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		),
	);
	await host.rest.activate(saved);
	// What happens in later tests is no business of this workflow.
	onTestFinished(async () => await unpublish(saved.id));
	const subscription = book().all.find(({ url }) => url.includes(webhookId));
	if (!subscription) throw new Error('the trigger did not register');
	return { id: saved.id, subscription };
}

async function unpublish(id: string): Promise<void> {
	await host.rest.request('POST', `/workflows/${id}/deactivate`);
}

interface Started {
	readonly status: string;
	/** All that looks like the ID of an event in its data. */
	readonly ids: readonly string[];
}

/** The executions of a workflow; read in n8n's database, as they are many, and also while n8n is down. */
function executionsOf(workflowId: string): Started[] {
	const database = new DatabaseSync(join(host.userFolder, '.n8n', 'database.sqlite'), { readOnly: true });
	try {
		const rows = database
			.prepare(
				'SELECT status, data FROM execution_entity JOIN execution_data ON executionId = id WHERE workflowId = ?',
			)
			.all(workflowId);
		return rows.map(({ status, data }) => ({
			status: String(status),
			ids: String(data).match(UUID) ?? [],
		}));
	} finally {
		database.close();
	}
}

function happen(count: number, { webhookId }: Subscription): SandboxEvent[] {
	const happened = Array.from({ length: count }, () => book().happens('LowBalance')).flat();
	return happened
		.filter(({ subscription }) => subscription.webhookId === webhookId)
		.map(({ event }) => event);
}

/** Sends them in this order, some at once; gives the statuses. */
async function deliverAll(subscription: Subscription, events: readonly unknown[]): Promise<number[]> {
	const waiting = events.map((event, index) => ({ event, index }));
	const statuses: number[] = [];
	const sender = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			statuses[next.index] = await deliver(subscription, next.event);
		}
	};
	await Promise.all(Array.from({ length: SIDE_BY_SIDE }, sender));
	return statuses;
}

/** The same disorder every time. */
function shuffled<T>(list: readonly T[]): T[] {
	const ranked = list.map((item, index) => ({ item, rank: (index * 7_919) % list.length }));
	return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}

/** @param left how many n8n may have left unbegun or forgotten, of those that it was beginning when it was killed */
async function expectOnceEach(
	workflowId: string,
	events: readonly SandboxEvent[],
	{ left = 0 } = {},
): Promise<void> {
	const wanted = events.map(({ eventId }) => eventId).sort();
	const known = new Set(wanted);
	await vi.waitFor(() => {
		const started = executionsOf(workflowId);
		const open = started.filter(({ status }) => ['new', 'running', 'waiting'].includes(status));
		expect(open.length).toBeLessThanOrEqual(left);
		const ids = started.map((one) => one.ids.find((id) => known.has(id)) ?? 'of none').sort();
		if (wanted.length - ids.length > left) expect(ids).toEqual(wanted);
		expect(ids).toEqual(wanted.filter((id) => ids.includes(id)));
	}, PATIENT);
}

describe('Tango Trigger behind nginx', () => {
	test(
		'starts the workflow once for each of 1,000 events, shuffled and with 10 % twins, and for none of 100 forged ones',
		async () => {
			const { id, subscription } = await publishTrigger('Each once');
			expect(new URL(subscription.url).origin).toBe(proxy.origin);
			const events = happen(EVENTS, subscription);
			const real = shuffled([...events, ...events.slice(0, TWINS)]);
			const forged = events.slice(0, FORGED).map((event) => ({ ...event, eventId: randomUUID() }));
			const stranger = { ...subscription, headers: [{ name: 'x-n8n-tango-secret', value: 'f'.repeat(64) }] };

			const [statuses, refusals] = await Promise.all([
				deliverAll(subscription, real),
				deliverAll(stranger, forged),
			]);

			expect(new Set(statuses)).toEqual(new Set([200]));
			expect(new Set(refusals)).toEqual(new Set([401]));
			await expectOnceEach(id, events);
			expect(host.sandbox.violations).toEqual([]);
		},
		PATIENT.timeout,
	);

	test(
		'starts it after downtime for exactly the 50 events of that time',
		async () => {
			const { id, subscription } = await publishTrigger('Downtime');
			const before = happen(5, subscription);
			await deliverAll(subscription, before);
			await expectOnceEach(id, before);
			await host.n8n.stop();
			const missed = happen(50, subscription);
			await host.boot();
			await expectOnceEach(id, [...before, ...missed]);
		},
		PATIENT.timeout,
	);

	test(
		'starts it once for each of 600 events when n8n is killed in the middle of them',
		async () => {
			const { id, subscription } = await publishTrigger('Killed');
			const events = happen(600, subscription);
			const delivering = deliverAll(subscription, events);
			await vi.waitFor(() => expect(executionsOf(id).length).toBeGreaterThan(520), PATIENT);
			await host.n8n.kill();
			await delivering;
			await host.boot();
			// Before 2.30 n8n knows no event by its key, and four are begun at once.
			await expectOnceEach(id, events, { left: IS_OLDEST ? 4 : 0 });
		},
		PATIENT.timeout,
	);

	test(
		'keeps a subscription alive that lives no longer than 24 seconds, and removes it when it is unpublished',
		async () => {
			book().lifeMs = 24_000;
			const { id, subscription } = await publishTrigger('Short lives');
			const bornAt = Date.now();
			await vi.waitFor(() => expect(Date.now() - bornAt).toBeGreaterThan(3 * 24_000), PATIENT);
			expect(book().find(subscription.webhookId)).toBeDefined();
			const [event] = happen(1, subscription);
			expect(event).toBeDefined();
			await deliverAll(subscription, [event]);
			await expectOnceEach(id, event ? [event] : []);

			await unpublish(id);
			await vi.waitFor(() => expect(book().find(subscription.webhookId)).toBeUndefined(), PATIENT);
		},
		PATIENT.timeout,
	);

	test('listens for a test event under an address of its own, and leaves what is published alone', async () => {
		const { id, subscription } = await publishTrigger('Test address');
		await host.rest.begin(id, 'Tango Trigger');
		const isTest = ({ url }: Subscription) => url.includes('/webhook-test/');
		await vi.waitFor(() => expect(book().all.filter(isTest)).toHaveLength(1), PATIENT);
		const [test] = book().all.filter(isTest);
		if (test) expect(await deliver(test, { eventType: 'ConnectivityTest' })).toBe(200);
		await vi.waitFor(() => expect(book().all.filter(isTest)).toEqual([]), PATIENT);
		expect(book().find(subscription.webhookId)).toBeDefined();
		await vi.waitFor(async () => {
			const [execution] = await host.rest.executionsOf(id);
			expect(execution).toMatchObject({ mode: 'manual', status: 'success' });
		}, PATIENT);
	});
});

describe('The examples that Tango Trigger starts', () => {
	const PRODUCT_OF_CHOICE = { utid: 'U561593', amount: 30 };

	/** A reward that another program has sent to Jane. */
	function rewardOfJane(): LineItem {
		return host.sandbox.state.lineItems.of(placeSample(host.sandbox, PRODUCT_OF_CHOICE));
	}

	/** Publishes an example and tells it what happened; `meanwhile` is what people do. */
	async function runExample(
		file: string,
		{ eventType, data, own = {}, meanwhile = async () => {} }: Happening,
	): Promise<Execution> {
		const id = await fillInExample(host, file, own);
		await host.rest.activate(await host.rest.request('GET', `/workflows/${id}`));
		const happened = book().happens(eventType, data);
		expect(happened).not.toEqual([]);
		for (const { subscription, event } of happened) expect(await deliver(subscription, event)).toBe(200);
		await meanwhile();
		return await vi.waitFor(async () => {
			const [ended] = await host.rest.executionsOf(id, 'success');
			if (!ended) throw new Error('nothing has ended yet');
			return await host.rest.finished(ended.id);
		}, PATIENT);
	}

	test('an account that runs low becomes a message', async () => {
		const execution = await runExample('tell-low-balance.json', {
			eventType: 'LowBalance',
			data: { accountIdentifier: 'acme-usd', balance: 42.5, balanceThreshold: 100 },
		});
		expect(itemsOf(execution, 'Message')).toMatchObject([
			{
				json: {
					text: 'The Tango account acme-usd holds 42.5, less than 100. Add funds before rewards are refused.',
				},
			},
		]);
	});

	test('a reward that was redeemed in part becomes a row', async () => {
		const line = rewardOfJane();
		host.sandbox.state.lineItems.redeem(line.order, 10);
		const execution = await runExample('log-redeemed-rewards.json', {
			eventType: 'RewardStatus',
			data: { referenceLineItemId: line.id, status: 'PARTIAL_REDEMPTION' },
		});
		expect(itemsOf(execution, 'Into the sheet').map(({ json }) => json)).toEqual([
			{
				when: expect.stringMatching(/^\d{4}-/),
				what: 'PARTIAL_REDEMPTION',
				reward: line.order.item.rewardName,
				amount: '30 USD',
				left: '20',
				recipient: 'Jane Example',
				email: 'jane@example.com',
				order: line.order.referenceOrderID,
			},
		]);
	});

	test('a reward that could not be delivered is sent again to the address that a person fills in', async () => {
		const mailbox = await startMailbox();
		onTestFinished(async () => await mailbox.close());
		const smtp = { host: '127.0.0.1', port: mailbox.port, secure: false, disableStartTls: true };
		const line = rewardOfJane();
		const execution = await runExample('mend-failed-deliveries.json', {
			eventType: 'LineItemDeliveryStatus',
			data: { referenceLineItemId: line.id, status: 'FAILED' },
			own: { 'Ask for the right address': { credentials: await host.rest.saveCredential('smtp', smtp) } },
			meanwhile: async () => {
				await vi.waitFor(() => expect(mailbox.mails).toHaveLength(1), PATIENT);
				const [mail = ''] = mailbox.mails;
				expect(mail).toContain('could not be delivered to jane@example.com');
				expect(line.fate.resends).toEqual([]);
				await fillInForm(mail, ['jane.mended@example.com']);
			},
		});
		expect(itemsOf(execution, 'Send it again')).toHaveLength(1);
		expect(line.fate.resends).toMatchObject([{ email: 'jane.mended@example.com' }]);
	});
});

interface Happening {
	readonly eventType: string;
	readonly data: Readonly<Record<string, unknown>>;
	/** What the example leaves to whoever uses it. */
	readonly own?: Parts;
	readonly meanwhile?: () => Promise<void>;
}
