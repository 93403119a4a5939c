import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Verb } from '../facts/document.ts';
import { brokenAnswerFacts } from '../facts/answerFacts.ts';
import { startSandbox } from '../server.ts';
import type { Sandbox } from '../types.ts';
import { deliver } from '../webhooks/deliver.ts';
import { deliverWith } from '../webhooks/mishaps.ts';
import { type Client, openClient } from './support/client.ts';

let sandbox: Sandbox;
let client: Client;
let receiver: Server;
let url: string;
const received: { headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
	sandbox = await startSandbox();
	client = openClient(sandbox);
	receiver = createServer((request, response) => {
		if (request.url === '/slow') return;
		void text(request).then((body) => {
			received.push({ headers: request.headers, body });
			response.end('ok');
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	const address = receiver.address();
	url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/hook`;
});
beforeEach(() => {
	sandbox.reset();
	received.length = 0;
});
afterAll(async () => {
	client.close();
	receiver.close();
	await sandbox.close();
});

async function subscribe(more: object = {}): Promise<string> {
	const reply = await client.post('/webhooks', { url, eventTypes: ['LowBalance', 'RewardStatus'], ...more });
	expect(reply.status).toBe(201);
	return sandbox.state.webhooks.all.at(-1)?.webhookId ?? '';
}

function happen(type: string, data = {}) {
	return sandbox.state.webhooks.happens(type, data);
}

describe('webhooks', () => {
	it('keep to the API facts in all their answers', async () => {
		const id = await subscribe({ headers: [{ name: 'x-secret', value: 'abc' }] });
		happen('LowBalance', { accountIdentifier: 'acme-usd' });
		const exchanges: [Verb, string, string][] = [
			['get', '/webhooks', '/webhooks?maxResults=1'],
			['get', '/webhooks/eventtypes', '/webhooks/eventtypes'],
			['get', '/webhooks/{webhookId}', `/webhooks/${id}`],
			['get', '/webhooks/{webhookId}/events', `/webhooks/${id}/events?fromRevision=0`],
			['post', '/webhooks/{webhookId}/renew', `/webhooks/${id}/renew`],
			['patch', '/webhooks/{webhookId}', `/webhooks/${id}`],
		];
		for (const [verb, template, path] of exchanges) {
			const body = verb === 'patch' ? { eventTypes: ['LowBalance'] } : verb === 'post' ? {} : undefined;
			const reply = await client.send(verb.toUpperCase(), path, body);
			expect(reply.status).toBe(200);
			expect(brokenAnswerFacts(verb, template, 200, reply.json)).toEqual([]);
		}
		expect(sandbox.violations).toEqual([]);
	});

	it('are listed by address, changed and removed', async () => {
		const id = await subscribe();
		const other = await client.get('/webhooks?url=https%3A%2F%2Fother.example.test');
		expect(other.json).toMatchObject({ items: [] });
		await client.send('PATCH', `/webhooks/${id}`, { eventTypes: ['Transaction'] });
		expect((await client.get('/webhooks')).json).toMatchObject({
			items: [{ webhookId: id, url, eventTypes: ['Transaction'] }],
		});
		expect((await client.send('DELETE', `/webhooks/${id}`)).status).toBe(200);
		expect((await client.get(`/webhooks/${id}`)).status).toBe(404);
	});

	it.each([
		['neither events nor categories', { eventTypes: [] }],
		['an address that is not https', { url: 'http://hook.example.test' }],
		['HMAC without a key', { payloadVerificationMethod: 'HMAC' }],
		['X509 without a certificate', { payloadVerificationMethod: 'X509' }],
	])('are refused with %s', async (_what, wrong) => {
		const reply = await client.post('/webhooks', { url, eventTypes: ['LowBalance'], ...wrong });
		expect(reply.status).toBe(400);
	});

	it('expire unless they are renewed, and get nothing more then', async () => {
		sandbox.state.webhooks.lifeMs = 60_000;
		const id = await subscribe();
		sandbox.state.webhooks.lifeMs = -1;
		await client.post(`/webhooks/${id}/renew`, {});
		expect(happen('LowBalance')).toEqual([]);
		expect((await client.post(`/webhooks/${id}/renew`, {})).status).toBe(404);
	});

	it('keep events by revision, both ends inclusive, but for types that are not kept', async () => {
		const id = await subscribe();
		sandbox.state.webhooks.notKept.add('RewardStatus');
		for (const type of ['LowBalance', 'LowBalance', 'RewardStatus', 'LowBalance', 'Transaction'])
			happen(type);
		const { json } = await client.get(`/webhooks/${id}/events?fromRevision=1&toRevision=3`);
		expect(json).toMatchObject({ items: [{ revision: 1 }, { revision: 3 }] });
	});

	it('deliver with their headers and an HMAC of the very bytes, and once more on replay', async () => {
		const key = randomBytes(32);
		const id = await subscribe({
			headers: [{ name: 'x-secret', value: 'abc' }],
			payloadVerificationMethod: 'HMAC',
			hmacSharedSecretKey: key.toString('base64'),
		});
		for (const { subscription, event } of happen('LowBalance', { balance: 3 })) {
			expect(await deliver(subscription, event)).toBe(200);
		}
		const [{ headers, body } = { headers: {}, body: '' }] = received;
		expect(headers['x-secret']).toBe('abc');
		expect(headers['x-signed-payload']).toBe(createHmac('sha256', key).update(body).digest('base64'));
		await client.post(`/webhooks/${id}/replay?fromRevision=0`, {});
		await vi.waitFor(() => expect(received).toHaveLength(2));
		expect(received[1]?.body).toBe(body);
	});

	it('are delivered twice, late, the newest first, and with a forged one beside each, where that is wished', async () => {
		await subscribe({ headers: [{ name: 'x-secret', value: 'abc' }] });
		const deliver = { copies: 2, outOfOrder: true, lateMs: 1, forged: true };
		const { json } = await client.post('/_sandbox/events', { eventType: 'LowBalance', count: 3, deliver });
		expect(json).toMatchObject({ events: [{ revision: 0 }, { revision: 1 }, { revision: 2 }] });
		await vi.waitFor(() => expect(received).toHaveLength(9));
		const revisions = received.map(({ body }) => Number(/"revision":(\d)/.exec(body)?.[1]));
		expect(revisions).toEqual([2, 2, 2, 1, 1, 1, 0, 0, 0]);
		const knowing = received.map(({ headers }) => headers['x-secret'] === 'abc');
		expect(knowing).toEqual([true, true, false, true, true, false, true, true, false]);
		expect(new Set(received.map(({ body }) => /"eventId":"(.*?)"/.exec(body)?.[1])).size).toBe(6);
	});

	it('do not wait for a receiver that is slow', async () => {
		await subscribe({ url: url.replace('/hook', '/slow') });
		expect(await deliverWith(happen('LowBalance'), { patienceMs: 50 })).toEqual([0]);
	});

	it('send test events, and what the remote control makes happen', async () => {
		const id = await subscribe();
		await client.post(`/webhooks/${id}/tests/LowBalance`, {});
		await client.post('/_sandbox/events', { eventType: 'LowBalance', eventData: { balance: 1 } });
		await client.post('/_sandbox/events', { eventType: 'LowBalance', deliver: false });
		await vi.waitFor(() => expect(received).toHaveLength(2));
		expect((await client.get('/_sandbox/webhooks')).json).toMatchObject({
			webhooks: [{ webhookId: id, events: [{ revision: 0 }, { revision: 1 }] }],
		});
	});
});
