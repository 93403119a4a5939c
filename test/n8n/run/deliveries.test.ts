import { createHmac, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test, vi } from 'vitest';

import type { Subscription } from '../../sandbox/webhooks/book.ts';
import { LeakSearch } from '../../support/leaks/leakSearch.ts';
import { itemsOf } from './finishedExecution.ts';
import { copyOfDatabase } from './leaksInFiles.ts';
import { BASIC } from './sampleCredentials.ts';
import { hostOfThisFile } from './testHost.ts';
import { chain } from './testWorkflows.ts';

const TRIGGER = 'Tango Trigger';
const PATIENT = { timeout: 60_000, interval: 100 };
const JSON_TYPE = { 'content-type': 'application/json' };

const host = hostOfThisFile({ environment: { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console,file' } });

interface Published {
	readonly id: string;
	readonly url: string;
	readonly subscription: Subscription;
	/** The headers that Tango was told to send. */
	readonly told: Record<string, string>;
}

async function publishTrigger(verification: string): Promise<Published> {
	const webhookId = randomUUID();
	const saved = await host.rest.createWorkflow(
		chain(
			`Deliveries ${verification}`,
			{
				name: TRIGGER,
				type: 'n8n-nodes-tango.tangoTrigger',
				typeVersion: 1,
				webhookId,
				credentials: BASIC,
				parameters: { authentication: 'basicAuth', events: ['LowBalance'], options: { verification } },
			},
			{ name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		),
	);
	await host.rest.activate(saved);
	const subscription = host.sandbox.state.webhooks.all.find(({ url }) => url.includes(webhookId));
	if (!subscription) throw new Error('the trigger did not register');
	const told = Object.fromEntries((subscription.headers ?? []).map(({ name, value }) => [name, value]));
	return { id: saved.id, url: host.n8n.url + new URL(subscription.url).pathname, subscription, told };
}

async function send(url: string, init: RequestInit): Promise<number> {
	const answer = await fetch(url, { method: 'POST', ...init });
	await answer.body?.cancel();
	return answer.status;
}

function event(eventId: unknown, more: Record<string, unknown> = {}): Record<string, unknown> {
	const eventOccurredAt = new Date().toISOString();
	return {
		eventId,
		revision: 0,
		eventType: 'LowBalance',
		categories: ['ACCOUNT'],
		eventOccurredAt,
		eventData: {},
		...more,
	};
}

/** The items that started the workflow, once there are so many. */
async function startedWith(id: string, count: number) {
	return await vi.waitFor(async () => {
		const executions = await host.rest.executionsOf(id, 'success');
		expect(executions).toHaveLength(count);
		const finished = await Promise.all(executions.map(async (one) => await host.rest.finished(one.id)));
		return finished.flatMap((one) => itemsOf(one, TRIGGER).map(({ json }) => json));
	}, PATIENT);
}

describe('the address that Tango delivers to', () => {
	let byHeader: Published;
	beforeAll(async () => void (byHeader = await publishTrigger('header')));

	test.each<[string, () => RequestInit, readonly number[]]>([
		['GET', () => ({ method: 'GET', headers: byHeader.told }), [404]],
		['PUT', () => ({ method: 'PUT', headers: byHeader.told, body: '{}' }), [404]],
		['no secret', () => ({ headers: JSON_TYPE, body: JSON.stringify(event('a')) }), [401]],
		[
			'another secret',
			() => ({
				headers: { ...JSON_TYPE, 'x-n8n-tango-secret': 'f'.repeat(64) },
				body: JSON.stringify(event('a')),
			}),
			[401],
		],
		[
			'the secret in capitals',
			() => ({
				headers: {
					...JSON_TYPE,
					'x-n8n-tango-secret': byHeader.told['x-n8n-tango-secret']?.toUpperCase() ?? '',
				},
				body: JSON.stringify(event('a')),
			}),
			[401],
		],
		['no body', () => ({ headers: byHeader.told }), [400]],
		['an empty body', () => ({ headers: { ...JSON_TYPE, ...byHeader.told }, body: '' }), [400]],
		[
			'what is no JSON',
			() => ({ headers: { ...JSON_TYPE, ...byHeader.told }, body: '{"eventId":' }),
			[400, 422],
		],
		['a JSON text', () => ({ headers: { ...JSON_TYPE, ...byHeader.told }, body: '"hello"' }), [400]],
		['null', () => ({ headers: { ...JSON_TYPE, ...byHeader.told }, body: 'null' }), [400]],
		['a text', () => ({ headers: { 'content-type': 'text/plain', ...byHeader.told }, body: 'hello' }), [400]],
		['XML', () => ({ headers: { 'content-type': 'text/xml', ...byHeader.told }, body: '<a>1</a>' }), [400]],
		['a form', () => ({ headers: byHeader.told, body: new URLSearchParams({ eventId: 'a' }) }), [400]],
		['a form of parts', () => ({ headers: byHeader.told, body: multipart() }), [400]],
		[
			'2 MB',
			() => ({ headers: { ...JSON_TYPE, ...byHeader.told }, body: JSON.stringify(event('x'.repeat(2e6))) }),
			[413],
		],
		[
			// n8n itself answers here: it takes 16 MB.
			'20 MB',
			() => ({ headers: { ...JSON_TYPE, ...byHeader.told }, body: JSON.stringify(event('x'.repeat(2e7))) }),
			[413, 500],
		],
		['an empty list', () => ({ headers: { ...JSON_TYPE, ...byHeader.told }, body: '[]' }), [200]],
	])('is given %s, and nothing starts', async (_what, request, answers) => {
		expect(answers).toContain(await send(byHeader.url, request()));
		expect(await host.rest.executionsOf(byHeader.id)).toEqual([]);
	});

	test('is given odd events, many at once, and each starts the workflow once, with all that came', async () => {
		const { id, url, told } = byHeader;
		const huge = event('huge', { revision: '@' });
		const texts = [
			JSON.stringify([event('b', { revision: 2 }), event('a', { revision: 1 }), event('b', { revision: 2 })]),
			`\uFEFF${JSON.stringify(event('bom'))}`,
			JSON.stringify(event('ümläut', { eventData: { note: '日本語 🎁' } })),
			JSON.stringify(huge).replace('"@"', '9223372036854775807'),
			JSON.stringify({ eventType: 'LowBalance', eventData: { nameless: true } }),
		];
		const headers = { ...JSON_TYPE, ...told };
		const compressed = { ...headers, 'content-encoding': 'gzip' };
		const statuses = await Promise.all([
			...texts.map(async (body) => await send(url, { headers, body })),
			...['a', 'a', 'a', 'bom'].map(
				async (one) => await send(url, { headers, body: JSON.stringify(event(one)) }),
			),
			send(url, { headers: compressed, body: gzipSync(JSON.stringify(event('gzip'))) }),
		]);
		expect(new Set(statuses)).toEqual(new Set([200]));
		const started = await startedWith(id, 7);
		expect(started.map(({ eventId }) => String(eventId)).sort()).toEqual(
			['a', 'b', 'bom', 'gzip', 'huge', 'undefined', 'ümläut'].sort(),
		);
		expect(started).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ eventId: 'ümläut', eventData: { note: '日本語 🎁' } }),
				expect.objectContaining({ eventId: 'huge', raw: expect.objectContaining({ eventId: 'huge' }) }),
				expect.objectContaining({ raw: { eventType: 'LowBalance', eventData: { nameless: true } } }),
			]),
		);
	});

	test('with HMAC wants the signature of the very bytes, in hexadecimal or Base64', async () => {
		const { id, url, told, subscription } = await publishTrigger('hmac');
		const key = Buffer.from(subscription.hmacSharedSecretKey ?? '', 'base64');
		const post = async (body: string, signature: string) =>
			await send(url, { headers: { ...JSON_TYPE, ...told, 'x-signed-payload': signature }, body });
		const macOf = (body: string) => createHmac('sha256', key).update(body).digest();
		const bodies = ['hex', 'HEX', 'base64', 'bom'].map((one) => ` ${JSON.stringify(event(`ü ${one}`))}\r\n`);
		const [hex = '', capitals = '', base64 = '', bom = ''] = bodies;
		expect(await post(hex, macOf(hex.trim()).toString('hex'))).toBe(401);
		expect(await post(hex, macOf(JSON.stringify(JSON.parse(hex))).toString('hex'))).toBe(401);
		expect(await post(hex, '')).toBe(401);
		expect(await post(hex, macOf(hex).toString('hex'))).toBe(200);
		expect(await post(capitals, macOf(capitals).toString('hex').toUpperCase())).toBe(200);
		expect(await post(base64, macOf(base64).toString('base64'))).toBe(200);
		expect(await post(`\uFEFF${bom}`, macOf(bom).toString('hex'))).toBe(401);
		expect(await post(`\uFEFF${bom}`, macOf(`\uFEFF${bom}`).toString('hex'))).toBe(200);
		const started = await startedWith(id, 4);
		expect(started.map(({ eventId }) => eventId).sort()).toEqual(['ü HEX', 'ü base64', 'ü bom', 'ü hex']);
	});

	test('has secrets that are nowhere but in the static data: not in workflows, output or logs', async () => {
		const { subscription, told } = await publishTrigger('hmac');
		expect(
			await send(host.n8n.url + new URL(subscription.url).pathname, { headers: JSON_TYPE, body: '{}' }),
		).toBe(401);
		const search = new LeakSearch({
			header: told['x-n8n-tango-secret'] ?? '',
			hmac: subscription.hmacSharedSecretKey ?? '',
			first: byHeader.told['x-n8n-tango-secret'] ?? '',
		});
		expect(search.find(host.n8n.output())).toEqual([]);
		// n8n's API adds the static data.
		const workflow = await host.rest.request<object>('GET', `/workflows/${byHeader.id}`);
		expect(search.find(JSON.stringify({ ...workflow, staticData: undefined }))).toEqual([]);
		for (const { id } of await host.rest.executionsOf(byHeader.id)) {
			expect(search.find(JSON.stringify(await host.rest.finished(id)))).toEqual([]);
		}
		const database = await copyOfDatabase(host.userFolder);
		try {
			const places = database.placesOf((text) => search.find(text).length > 0);
			expect([...new Set(places.map(({ table, column }) => `${table}.${column}`))]).toEqual([
				'workflow_entity.staticData',
			]);
		} finally {
			await database.close();
		}
	});
});

function multipart(): FormData {
	const form = new FormData();
	form.set('eventId', 'a');
	return form;
}
