import { beforeEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../../nodes/Tango/core/api/endpoint.ts';
import type { TangoRequest } from '../../../../nodes/Tango/core/call/request.ts';
import { systemClock } from '../../../../nodes/Tango/core/foundation/clock.ts';
import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import {
	createArrivals,
	type Arrivals,
	type ArrivalsMemory,
} from '../../../../nodes/Tango/core/webhooks/arrivals.ts';
import {
	ensureSubscription,
	isAsWanted,
	ownSubscriptions,
	removeSubscriptions,
	type WantedSubscription,
	type WebhookCalls,
} from '../../../../nodes/Tango/core/webhooks/subscription.ts';
import { createUpkeep, type Upkeep } from '../../../../nodes/Tango/core/webhooks/upkeep.ts';
import { CALL } from '../../support/core.ts';

const URL_ = 'https://n8n.example.test/webhook/1/webhook';
const WANTED: WantedSubscription = {
	url: URL_,
	eventTypes: ['LowBalance'],
	header: { name: 'x-tango-secret', value: 'secret' },
	verification: { method: 'NONE' },
};
const START = Date.UTC(2026, 10, 25);

interface Sub {
	webhookId: string;
	url: string;
	eventTypes?: unknown;
	headers?: unknown;
	payloadVerificationMethod?: unknown;
}

/** Tango in a few lines: what is there, what was asked, and what fails next. */
let subs: Sub[];
let kept: Record<string, unknown>[];
let asked: string[];
let fails: Partial<Record<string, TangoError>>;
let now: number;
let lifeMs: number;

beforeEach(() => {
	[subs, kept, asked, fails, now, lifeMs] = [[], [], [], {}, START, 60_000];
});

function answer(
	{ method, path }: Endpoint,
	{ path: { webhookId = '' } = {}, body, query }: TangoRequest,
): unknown {
	const what = `${method} ${path.replace('/webhooks', '').replace('/{webhookId}', 'one')}`.trim();
	asked.push(query?.fromRevision === undefined ? what : `${what} from ${String(query.fromRevision)}`);
	const failure = fails[what];
	if (failure) throw failure;
	const one = subs.find((sub) => sub.webhookId === webhookId);
	if (path.includes('{') && !one) throw new TangoError('NOT_FOUND');
	const expiresAt = new Date(now + lifeMs).toISOString();
	switch (what) {
		case 'POST':
			subs.push({ url: '', ...body, webhookId: `new-${subs.length}` });
			return { webhookId: subs.at(-1)?.webhookId, expiresAt };
		case 'PATCH one':
			Object.assign(one ?? {}, body);
			return one;
		case 'DELETE one':
			subs = subs.filter((sub) => sub !== one);
			return null;
		case 'POST one/renew':
			return { webhookId, expiresAt };
		default:
			return {};
	}
}

const calls: WebhookCalls = {
	send: async (endpoint, request) => ({
		status: 200,
		json: answer(endpoint, request),
		attempts: 1,
		requestId: undefined,
	}),
	list: async (endpoint, request, limit) => {
		answer(endpoint, request);
		if (!endpoint.path.endsWith('/events')) return subs.map((sub) => ({ ...sub }));
		const from = Number(request.query?.fromRevision ?? 0);
		return kept.filter(({ revision }) => Number(revision) >= from).slice(0, limit);
	},
};

describe('a subscription', () => {
	it('is made where there is none', async () => {
		await expect(ensureSubscription(calls, WANTED, CALL)).resolves.toMatchObject({
			webhookId: 'new-0',
			expiresAt: START + 60_000,
		});
		expect(subs).toMatchObject([{ url: URL_, headers: [WANTED.header], eventTypes: ['LowBalance'] }]);
	});

	it('that delivers to this address is adopted and made as wanted; a second one goes', async () => {
		subs = [
			{ webhookId: 'a', url: URL_, eventTypes: ['Transaction'] },
			{ webhookId: 'b', url: URL_ },
		];
		await expect(ensureSubscription(calls, WANTED, CALL)).resolves.toMatchObject({ webhookId: 'a' });
		expect(subs).toMatchObject([{ webhookId: 'a', eventTypes: ['LowBalance'], headers: [WANTED.header] }]);
	});

	it('that two mains of n8n make at the same moment stays one', async () => {
		const both = [ensureSubscription(calls, WANTED, CALL), ensureSubscription(calls, WANTED, CALL)];
		const ids = (await Promise.all(both)).map(({ webhookId }) => webhookId);
		expect(asked.filter((what) => what === 'POST')).toHaveLength(2);
		expect(new Set([...ids, ...subs.map(({ webhookId }) => webhookId)]).size).toBe(1);
	});

	it('that was made is one also where Tango does not list it afterwards', async () => {
		let looks = 0;
		const forgetful: WebhookCalls = {
			send: calls.send,
			list: async (...look) => {
				looks += 1;
				if (looks > 1) throw new TangoError('UNAVAILABLE');
				return await calls.list(...look);
			},
		};
		await expect(ensureSubscription(forgetful, WANTED, CALL)).resolves.toMatchObject({ webhookId: 'new-0' });
	});

	it.each([
		['another node of this n8n', 'https://n8n.example.test/webhook/2/webhook'],
		['the test address', 'https://n8n.example.test/webhook-test/1/webhook'],
		['another n8n with a copy of the workflow', 'https://staging.example.test/webhook/1/webhook'],
		['an address that only begins like ours', `${URL_}/more`],
	])('that delivers to %s is never touched', async (_what, url) => {
		subs = [{ webhookId: 'foreign', url }];
		expect(await ownSubscriptions(calls, URL_, CALL)).toEqual([]);
		await ensureSubscription(calls, WANTED, CALL);
		await removeSubscriptions(calls, URL_, CALL);
		expect(subs).toEqual([{ webhookId: 'foreign', url }]);
	});

	it('is as wanted only with our secret, the same events and the same verification', () => {
		const good = { webhookId: 'a', url: URL_, eventTypes: ['lowBalance'], headers: [WANTED.header] };
		expect(isAsWanted(good, WANTED)).toBe(true);
		expect(isAsWanted({ ...good, eventTypes: ['Transaction'] }, WANTED)).toBe(false);
		expect(isAsWanted({ ...good, headers: [{ name: 'X-Tango-Secret', value: 'old' }] }, WANTED)).toBe(false);
		expect(isAsWanted({ ...good, headers: undefined }, WANTED)).toBe(false);
		expect(isAsWanted({ ...good, payloadVerificationMethod: 'HMAC' }, WANTED)).toBe(false);
	});

	it('that is gone already counts as removed, also after an answer that was lost', async () => {
		subs = [{ webhookId: 'a', url: URL_ }];
		fails['DELETE one'] = new TangoError('NOT_FOUND');
		await expect(removeSubscriptions(calls, URL_, CALL)).resolves.toBeUndefined();
		fails['DELETE one'] = new TangoError('OUTCOME_UNKNOWN', { lastCode: 'NOT_FOUND' });
		await expect(removeSubscriptions(calls, URL_, CALL)).resolves.toBeUndefined();
	});

	it('that cannot be removed is an error, so that n8n tries again', async () => {
		subs = [{ webhookId: 'a', url: URL_ }];
		fails['DELETE one'] = new TangoError('UNAVAILABLE');
		await expect(removeSubscriptions(calls, URL_, CALL)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
	});
});

describe('the upkeep', () => {
	let handed: unknown[];
	let arrivals: Arrivals;
	let upkeep: Upkeep;
	let registration: { webhookId: string; since: number };

	beforeEach(() => {
		subs = [{ webhookId: 'a', url: URL_ }];
		[handed, upkeep] = [[], createUpkeep()];
		const memory: ArrivalsMemory = {};
		arrivals = createArrivals({
			memory: () => memory,
			databaseDropsTwins: false,
			now: () => now,
			clock: systemClock,
			start: async ({ revision }) => void handed.push(revision),
		});
		registration = { webhookId: 'a', since: START };
	});

	async function tick(ms = 0, catchUp = true): Promise<void> {
		now += ms;
		await upkeep.tick(registration, {
			calls,
			call: CALL,
			catchUp,
			now: () => now,
			wanted: async () => WANTED,
			arrivals,
		});
	}
	const event = (revision: number, at = START) => ({
		eventId: `${registration.webhookId}-${revision}-${at}`,
		revision,
		eventType: 'LowBalance',
		eventOccurredAt: new Date(at).toISOString(),
	});
	const renewals = () => asked.filter((what) => what === 'POST one/renew').length;

	it('keeps a subscription of 60 s alive for ten minutes, renewed before half of each life is over', async () => {
		await tick(0, false);
		let renewedAt = now;
		for (let at = 0; at < 600_000; at += 10_000) {
			const before = renewals();
			now += 10_000;
			// Tango forgets what has expired.
			if (now >= renewedAt + lifeMs) subs = [];
			await tick(0, false);
			if (renewals() === before) continue;
			expect(now - renewedAt).toBeLessThanOrEqual(lifeMs / 2);
			renewedAt = now;
		}
		expect(renewals()).toBeGreaterThanOrEqual(20);
		expect(subs).toMatchObject([{ webhookId: 'a' }]);
		expect(asked).not.toContain('POST');
	});

	it('registers anew when Tango has forgotten the subscription', async () => {
		await tick();
		subs = [];
		await tick(30_000);
		expect(registration.webhookId).toBe('new-0');
		expect(subs).toMatchObject([{ url: URL_, headers: [WANTED.header] }]);
	});

	it('tells a renewal that failed and tries again, with the subscription left as it is', async () => {
		await tick();
		fails['POST one/renew'] = new TangoError('UNAVAILABLE');
		await expect(tick(30_000)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
		expect(subs).toHaveLength(1);
		fails = {};
		await tick(30_000);
		expect(registration.webhookId).toBe('a');
	});

	it('hands over what was not delivered, by revision and once', async () => {
		kept = [event(0), event(1)];
		await tick();
		kept.push(event(2));
		await tick(60_000);
		await tick(60_000);
		expect(handed).toEqual([0, 1, 2]);
		expect(asked.filter((what) => what.includes('/events'))).toEqual([
			'GET one/events from 0',
			'GET one/events from 2',
			'GET one/events from 3',
		]);
	});

	it('hands over nothing from before the registration', async () => {
		kept = [event(0, START - 3_600_000), event(1)];
		await tick();
		expect(handed).toEqual([1]);
	});

	it('catches up no more than once a minute, unless there is more than one catch-up takes', async () => {
		kept = Array.from({ length: 1_500 }, (_, revision) => event(revision));
		await tick();
		expect(handed).toHaveLength(1_000);
		await tick(10_000);
		expect(handed).toHaveLength(1_500);
		const before = asked.length;
		await tick(10_000);
		expect(asked.slice(before).filter((what) => what.includes('/events'))).toEqual([]);
	});

	it('reads no events where it is not to catch up', async () => {
		kept = [event(0)];
		await tick(0, false);
		expect(handed).toEqual([]);
	});

	it('has Tango send the events again where it will not list them', async () => {
		fails['GET one/events'] = new TangoError('REJECTED');
		await tick();
		expect(asked).toContain('POST one/replay from 0');
		const before = asked.length;
		await tick(60_000);
		expect(asked.slice(before).filter((what) => what.includes('replay'))).toEqual([]);
	});

	it('loses nothing of what Tango would not tell: the next catch-up asks for the same', async () => {
		await tick();
		kept = [event(0)];
		fails['GET one/events'] = new TangoError('UNAVAILABLE');
		await expect(tick(60_000)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
		fails = {};
		await tick(60_000);
		expect(handed).toEqual([0]);
	});

	it('after a subscription that lapsed does not begin at the beginning of time', async () => {
		await tick();
		await tick(600_000);
		subs = [];
		await tick(60_000);
		expect(registration.webhookId).toBe('new-0');
		kept = [event(0, START + 60_000), event(1, now)];
		await tick(60_000);
		expect(handed).toEqual([1]);
	});
});
