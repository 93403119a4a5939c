import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSandbox } from '../sandbox/server.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { encrypted } from '../sandbox/webhooks/deliver.ts';
import { loadedNode } from './support/engine.ts';
import { triggerLife, type LifeOptions, type TriggerLife } from './support/triggerStage.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox()));
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const book = () => sandbox.state.webhooks;
const urls = () => book().all.map(({ url }) => url);

async function published(options: LifeOptions = {}): Promise<TriggerLife> {
	const life = await triggerLife(sandbox, options);
	if (!(await life.checkExists())) await life.create();
	return life;
}

/** What listens is known to the whole process: it ends with its test. */
const ends: Array<() => Promise<void>> = [];
afterEach(async () => {
	for (const end of ends.splice(0)) await end();
});

async function listening(life: TriggerLife) {
	const listener = await life.listen();
	ends.push(listener.close);
	return listener;
}

/** The headers that Tango was told to send. */
function told(): Record<string, string> {
	const [{ headers = [] } = {}] = book().all;
	return Object.fromEntries(headers.map(({ name, value }) => [name, value]));
}

function eventText(eventId: string, revision = 0): string {
	return JSON.stringify({
		eventId,
		revision,
		eventType: 'LowBalance',
		categories: ['ACCOUNT'],
		eventOccurredAt: new Date().toISOString(),
		eventData: { accountIdentifier: 'acme-usd' },
	});
}

describe('publishing a workflow', () => {
	it('registers for all events that Tango lists, with a secret of 32 bytes that is nowhere in the workflow', async () => {
		const life = await published();
		expect(book().all).toMatchObject([{ url: life.url, payloadVerificationMethod: 'NONE' }]);
		expect(book().all[0]?.eventTypes).toContain('RewardStatus');
		const [secret = ''] = Object.values(told());
		expect(secret).toMatch(/^[0-9a-f]{64}$/);
		expect(JSON.stringify(life.workflow.nodes)).not.toContain(secret);
		expect(sandbox.violations).toEqual([]);
	});

	it('registers for the chosen events in Tango’s spelling', async () => {
		await published({ parameters: { events: ['APICredentials', 'LowBalance'] } });
		expect(book().all[0]?.eventTypes).toEqual(['CredentialStatus', 'LowBalance']);
	});

	it('again finds its own subscription and leaves it as it is', async () => {
		const { staticData, workflow } = await published();
		const [before] = book().all;
		const again = await triggerLife(sandbox, { staticData: JSON.parse(JSON.stringify(workflow.staticData)) });
		expect(await again.checkExists()).toBe(true);
		expect(book().all).toEqual([before]);
		expect(again.staticData.secret).toBe(staticData.secret);
	});

	it('while Tango cannot be reached never gives a good subscription up', async () => {
		const { workflow } = await published();
		const away = await triggerLife(sandbox, {
			staticData: workflow.staticData,
			credential: { apiKey: 'not-the-key-any-more' },
		});
		expect(await away.checkExists()).toBe(true);
		expect(book().all).toHaveLength(1);
	});

	it('with other events changes the subscription that is there', async () => {
		const { workflow } = await published();
		const id = book().all[0]?.webhookId;
		await published({ staticData: workflow.staticData, parameters: { events: ['Transaction'] } });
		expect(book().all).toMatchObject([{ webhookId: id, eventTypes: ['Transaction'] }]);
	});

	it('after the static data were lost adopts the subscription and gives it a new secret', async () => {
		await published();
		const [{ webhookId } = { webhookId: '' }] = book().all;
		const secret = told();
		const life = await published();
		expect(book().all).toMatchObject([{ webhookId }]);
		expect(told()).not.toEqual(secret);
		expect((await life.receive(eventText('a'), told())).status).toBe(200);
	});

	it('after the node was renamed keeps one subscription, and lets its events in', async () => {
		const old = await published();
		const renamed = await triggerLife(sandbox, { name: 'Events', staticData: old.workflow.staticData });
		await old.delete();
		if (!(await renamed.checkExists())) await renamed.create();
		expect(urls()).toEqual([renamed.url]);
		expect((await renamed.receive(eventText('a'), told())).status).toBe(200);
	});

	it('that is a copy, static data and all, leaves the original’s subscription alone and makes a secret of its own', async () => {
		const original = await published();
		const secret = String(original.staticData.secret);
		const copied = await published({
			workflowId: 'w2',
			webhookId: 'hook-2',
			staticData: JSON.parse(JSON.stringify(original.workflow.staticData)),
		});
		expect(urls().sort()).toEqual([original.url, copied.url].sort());
		expect(copied.staticData.secret).not.toBe(secret);
		await copied.delete();
		expect(urls()).toEqual([original.url]);
	});

	it('under another public address makes a subscription for it, and touches none of the old address', async () => {
		const old = await published();
		const moved = await published({
			staticData: old.workflow.staticData,
			publicUrl: 'http://localhost:5679',
		});
		expect(urls()).toEqual([old.url, moved.url]);
		expect(moved.url).toContain('localhost:5679');
	});

	it('for two workflows with the same events makes a subscription for each', async () => {
		const [one, two] = [await published(), await published({ workflowId: 'w2', webhookId: 'hook-2' })];
		expect(urls()).toEqual([one.url, two.url]);
	});

	it('on two mains of n8n at the same moment makes one subscription, which both let in', async () => {
		const before = await published();
		const staticData = () => JSON.parse(JSON.stringify(before.workflow.staticData));
		book().remove(book().all[0]?.webhookId ?? '');
		const mains = [
			await triggerLife(sandbox, { staticData: staticData(), activation: 'init' }),
			await triggerLife(sandbox, { staticData: staticData(), activation: 'init' }),
		];
		await Promise.all(mains.map(async (life) => (await life.checkExists()) || (await life.create())));
		expect(urls()).toEqual([before.url]);
		for (const life of mains) {
			expect(life.staticData.webhookId).toBe(book().all[0]?.webhookId);
			expect((await life.receive(eventText('a'), told())).status).toBe(200);
		}
	});

	it('after a change of leader goes on with the same subscription, each event once, and the old leader starts nothing', async () => {
		const old = await published();
		const stepdown = await listening(old);
		const [first] = book().happens('LowBalance');
		await old.receive(JSON.stringify(first?.event), told());
		const [subscription] = book().all;
		const leader = await triggerLife(sandbox, {
			staticData: JSON.parse(JSON.stringify(old.workflow.staticData)),
			activation: 'leadershipChange',
		});
		expect(await leader.checkExists()).toBe(true);
		const { tick } = await listening(leader);
		await stepdown.close();
		book().happens('LowBalance');
		tick();
		await vi.waitFor(() => expect(leader.emitted.map(({ json }) => json.revision)).toEqual([0, 1]));
		// Of one key n8n's database keeps one execution.
		expect(leader.emitted[0]?.key).toBe(old.emitted[0]?.key);
		expect(old.emitted).toHaveLength(1);
		expect(book().all).toEqual([subscription]);
		expect((await leader.receive(eventText('later', 2), told())).status).toBe(200);
		expect(leader.emitted).toHaveLength(3);
	});

	it('and listening for a test event do not disturb each other', async () => {
		const life = await published();
		const test = await published({ isTest: true });
		expect(urls()).toEqual([life.url, test.url]);
		await test.delete();
		expect(urls()).toEqual([life.url]);
	});

	it.each([
		['http', 'http://n8n.example.com'],
		['localhost', 'https://localhost:5678'],
		['a private address', 'https://192.168.1.10'],
		['a name without a domain', 'https://n8n'],
	])(
		'with %s as n8n’s public address is refused for Tango’s own hosts, with the mend',
		async (_what, publicUrl) => {
			const life = await triggerLife(sandbox, { publicUrl, credential: { environment: 'sandbox' } });
			await expect(life.create()).rejects.toMatchObject({
				message: expect.stringContaining(publicUrl),
				description: expect.stringContaining('WEBHOOK_URL'),
			});
			expect(sandbox.log).toEqual([]);
		},
	);
});

describe('unpublishing', () => {
	it('removes the subscription and forgets the secret', async () => {
		const life = await published();
		await life.delete();
		expect(urls()).toEqual([]);
		expect(JSON.stringify(life.staticData)).not.toContain('secret');
	});

	it('that fails is an error, so that n8n tries again and tells', async () => {
		const life = await published({ parameters: { options: { maxAttempts: 1 } } });
		sandbox.faults.next({ kind: 'status-500-before', match: { method: 'DELETE' } });
		await expect(life.delete()).rejects.toThrow();
		expect(urls()).toHaveLength(1);
		await life.delete();
		expect(urls()).toEqual([]);
	});
});

describe('a delivery', () => {
	it('with the secret starts the workflow with Tango’s fields', async () => {
		const life = await published({ isTest: true });
		const { status, started } = await life.receive(eventText('a', 7), told());
		expect(status).toBe(200);
		expect(started?.map(({ json }) => json)).toEqual([
			{
				eventId: 'a',
				revision: 7,
				eventType: 'LowBalance',
				category: 'ACCOUNT',
				eventOccurredAt: expect.any(String),
				eventData: { accountIdentifier: 'acme-usd' },
			},
		]);
	});

	it.each<[string, () => [string | Buffer | undefined, Record<string, string>], number]>([
		['without the secret', () => [eventText('a'), {}], 401],
		['with another secret', () => [eventText('a'), { 'x-n8n-tango-secret': 'x'.repeat(64) }], 401],
		['that is no JSON', () => ['hello', told()], 400],
		['of which n8n kept no bytes', () => [undefined, told()], 400],
		['that is larger than an event can be', () => [Buffer.alloc(1_048_577, 32), told()], 413],
	])('%s starts nothing', async (_what, delivery, refusal) => {
		const life = await published();
		await listening(life);
		const { status, started } = await life.receive(...delivery());
		expect([status, started, life.emitted]).toEqual([refusal, undefined, []]);
	});

	it('starts nothing while there is no secret', async () => {
		const life = await triggerLife(sandbox);
		expect((await life.receive(eventText('a'), { 'x-n8n-tango-secret': '' })).status).toBe(401);
	});

	it('with HMAC needs Tango’s signature of the very bytes, too', async () => {
		const life = await published({ parameters: { options: { verification: 'hmac' } } });
		expect(book().all[0]?.payloadVerificationMethod).toBe('HMAC');
		const key = Buffer.from(book().all[0]?.hmacSharedSecretKey ?? '', 'base64');
		expect(key).toHaveLength(32);
		const body = `  ${eventText('a')}\n`;
		const signature = createHmac('sha256', key).update(body).digest('base64');
		expect((await life.receive(body, told())).status).toBe(401);
		expect((await life.receive(body.trim(), { ...told(), 'x-signed-payload': signature })).status).toBe(401);
		expect((await life.receive(body, { ...told(), 'x-signed-payload': signature })).status).toBe(200);
	});

	it('with X.509 needs a proof by the certificate that Tango was given, too', async () => {
		const life = await published({ parameters: { options: { verification: 'x509' } } });
		const [{ payloadVerificationMethod, signingCertificate = '' } = {}] = book().all;
		expect(payloadVerificationMethod).toBe('X509');
		expect(signingCertificate).not.toMatch(/\s|-/);
		const body = eventText('a');
		const proof = (text: string) => ({ ...told(), 'x-signed-payload': encrypted(text, signingCertificate) });
		expect((await life.receive(body, told())).status).toBe(401);
		expect((await life.receive(body, proof(`${body} `))).status).toBe(401);
		expect((await life.receive(body, proof(body))).status).toBe(200);
	});

	it('that comes twice starts the workflow once where the trigger listens, under a key of its own', async () => {
		const life = await published();
		const { close } = await listening(life);
		await life.receive(eventText('b', 1), told());
		await life.receive(eventText('a', 0), told());
		await life.receive(eventText('b', 1), told());
		expect(life.emitted).toMatchObject([
			{ json: { eventId: 'b' }, key: 'tango:w1:node-1:b' },
			{ json: { eventId: 'a' }, key: 'tango:w1:node-1:a' },
		]);
		await close();
		expect((await life.receive(eventText('c'), told())).started).toBeUndefined();
	});

	it('where no trigger listens is left to catching up, but for what that would not find, once', async () => {
		const life = await published();
		const rewardStatus = eventText('b', 1).replace('LowBalance', 'RewardStatus');
		expect((await life.receive(eventText('a'), told())).started).toBeUndefined();
		expect((await life.receive(rewardStatus, told())).started).toHaveLength(1);
		expect((await life.receive(rewardStatus, told())).started).toBeUndefined();
		expect((await life.receive('{"eventType":"ConnectivityTest"}', told())).started).toHaveLength(1);
		const without = await published({ parameters: { options: { catchUp: false } } });
		expect((await without.receive(eventText('a'), told())).started).toHaveLength(1);
	});

	it('of the very same event at the very same moment starts the workflow once, with the trigger or without', async () => {
		const rewardStatus = eventText('at once', 1).replace('LowBalance', 'RewardStatus');
		const life = await published();
		const alone = await Promise.all([1, 2, 3].map(async () => await life.receive(rewardStatus, told())));
		expect(alone.filter(({ started }) => started)).toHaveLength(1);
		await listening(life);
		await Promise.all([1, 2, 3].map(async () => await life.receive(eventText('a'), told())));
		expect(life.emitted).toHaveLength(1);
	});

	it('that Tango would not tell again is acknowledged once n8n has it, and refused when the trigger ends before', async () => {
		const life = await published();
		const { close } = await listening(life);
		const headers = told();
		const texts = ['a', 'b', 'c', 'd', 'e'].map((id, at) => eventText(id, at));
		const rewardStatus = eventText('f', 5).replace('LowBalance', 'RewardStatus');
		// All in one moment: four executions begin and the others wait.
		const answers = [...texts, rewardStatus].map(async (text) => await life.receive(text, headers));
		await close();
		expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 503]);
		expect(life.emitted.map(({ json }) => json.eventId)).toEqual(['a', 'b', 'c', 'd']);
	});

	it('is let in by the secret that the listening trigger knows, where n8n’s database has lost it', async () => {
		const life = await published();
		await listening(life);
		const other = await triggerLife(sandbox);
		expect((await other.receive(eventText('a'), told())).status).toBe(200);
		expect(life.emitted).toHaveLength(1);
	});
});

describe('the upkeep', () => {
	it('renews the subscription and hands over what was missed, once', async () => {
		const life = await published();
		const { tick } = await listening(life);
		book().happens('LowBalance');
		book().happens('LowBalance');
		tick();
		await vi.waitFor(() => expect(life.emitted.map(({ json }) => json.revision)).toEqual([0, 1]));
		expect(book().renewals).toBe(1);
		const [event] = book().all[0]?.events ?? [];
		await life.receive(JSON.stringify(event), told());
		expect(life.emitted).toHaveLength(2);
	});

	it('registers anew with the same secret after Tango has forgotten the subscription', async () => {
		const life = await published();
		const headers = told();
		const { tick } = await listening(life);
		book().remove(book().all[0]?.webhookId ?? '');
		tick();
		await vi.waitFor(() => expect(told()).toEqual(headers));
		await vi.waitFor(() => expect(life.staticData.webhookId).toBe(book().all[0]?.webhookId));
	});

	it('after a restart on an old n8n hands nothing over twice, as the data tell what was', async () => {
		const life = await published({ withoutKeys: true });
		await listening(life);
		for (const { event } of [...book().happens('LowBalance'), ...book().happens('LowBalance')].slice(0, 1)) {
			await life.receive(JSON.stringify(event), told());
		}
		const staticData = JSON.parse(JSON.stringify(life.workflow.staticData));
		const next = await published({ withoutKeys: true, staticData });
		const { tick } = await listening(next);
		tick();
		await vi.waitFor(() => expect(next.emitted.map(({ json }) => json.revision)).toEqual([1]));
	});

	it('reads nothing while it is not registered, nor where Catch Up is off', async () => {
		const idle = await triggerLife(sandbox);
		(await listening(idle)).tick();
		const life = await published({ parameters: { options: { catchUp: false } } });
		const { tick } = await listening(life);
		book().happens('LowBalance');
		tick();
		await vi.waitFor(() => expect(book().renewals).toBe(1));
		expect(sandbox.log.filter(({ path }) => path.endsWith('/events'))).toEqual([]);
		expect(life.emitted).toEqual([]);
	});
});

describe('the editor', () => {
	it('says while it listens what to do, after publishing what happens, and what address Tango can deliver to', async () => {
		const { description } = await loadedNode('n8n-nodes-tango.tangoTrigger');
		const { triggerPanel, activationMessage, eventTriggerDescription, properties } = description;
		const panel = JSON.stringify(triggerPanel);
		for (const words of [
			'Send a test event from Tango',
			'Press Listen',
			'an address of its own',
			'renewed',
		]) {
			expect(panel).toContain(words);
		}
		expect(eventTriggerDescription).toContain('Waiting for an event');
		expect(activationMessage).toContain('once each');
		const notice = properties.find(({ type }) => type === 'notice')?.displayName;
		expect(notice).toMatch(/public https address.*WEBHOOK_URL/);
	});
});

describe('the menu of events', () => {
	it('has the known events by name, and what else Tango lists', async () => {
		const { methods } = await loadedNode('n8n-nodes-tango.tangoTrigger');
		expect(Object.keys(methods?.loadOptions ?? {})).toEqual(['getEventTypes']);
	});
});
