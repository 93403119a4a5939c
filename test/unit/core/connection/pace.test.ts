import { beforeEach, describe, expect, it } from 'vitest';

import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { createTokenManager } from '../../../../nodes/Tango/core/auth/tokenManager.ts';
import type { CallOptions } from '../../../../nodes/Tango/core/call/client.ts';
import type { ConnectionSettings } from '../../../../nodes/Tango/core/connection/settings.ts';
import { createTango, type Tango } from '../../../../nodes/Tango/core/connection/tango.ts';
import type { Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { forgetRateLimiters } from '../../../../nodes/Tango/core/limit/registry.ts';
import { createRetryBudgets } from '../../../../nodes/Tango/core/retry/budget.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { CALL, json, refusal, scripted, settle } from '../../support/core.ts';
import { basicSettings, oauthSettings } from '../../support/settings.ts';

beforeEach(forgetRateLimiters);

const OK = json(201, { referenceOrderID: 'RA1' });
const TOKEN = json(200, { access_token: 'one', token_type: 'Bearer', expires_in: 86_400, scope: 'raas.all' });

/** Connections to one scripted Tango, and when and what was asked of it. */
function setUp(...outcomes: Outcome[]) {
	const clock = createFakeClock();
	const transport = scripted(clock, outcomes);
	const random = () => 0;
	const deps = {
		clock,
		random,
		tokenManager: createTokenManager({ clock, random }),
		budgetFor: createRetryBudgets(),
		createTransport: () => transport,
	};
	return {
		clock,
		open: (settings: ConnectionSettings) => createTango(settings, deps),
		starts: () => transport.exchanges.map(({ startedAt }) => startedAt),
		/** "POST 1050" for each attempt at Tango. */
		sent: () =>
			transport.exchanges
				.filter(({ request }) => !request.url.endsWith('/oauth/token'))
				.map(({ request, startedAt }) => `${request.method} ${Math.round(startedAt)}`),
	};
}

const withRate = (requestsPerSecond: number, more: Partial<ConnectionSettings> = {}) =>
	basicSettings({ requestsPerSecond, ...more });
const read = async (tango: Tango, call: Partial<CallOptions> = {}) =>
	await settle(tango.send(ENDPOINTS.getCatalog, {}, { ...CALL, ...call }));
const order = async (tango: Tango, call: Partial<CallOptions> = {}) =>
	await settle(tango.send(ENDPOINTS.createOrder, { body: {}, externalRefID: 't1' }, { ...CALL, ...call }));

describe('the rate', () => {
	it('is set anew by each use of a connection that is kept: 1, 100, 1 a second', async () => {
		const { open, clock, starts } = setUp(OK);
		const [slow, fast] = [open(withRate(1)), open(withRate(100))];
		const all = [read(fast), ...Array.from({ length: 4 }, async () => await read(slow))];
		await clock.runAll();
		await Promise.all(all);
		expect(starts()).toEqual([0, 1_050, 2_100, 3_150, 4_200]);
	});

	it('is the lowest of those in use: who is quicker waits with the slower, and is quick again alone', async () => {
		const { open, clock, starts } = setUp(OK);
		const [slow, fast] = [open(withRate(1)), open(withRate(10))];
		const all = [read(fast), read(fast), read(slow), read(fast), read(fast)];
		await clock.runAll();
		await Promise.all(all);
		// Until the slow one has its answer, and for the second after its start.
		expect(starts()).toEqual([0, 1_050, 2_100, 3_150, 3_255]);
	});

	it('is not raised by a Test of another credential, not even between two calls of a run', async () => {
		const { open, clock, starts } = setUp(OK);
		const run = open(withRate(1));
		const items = (async () => {
			for (let item = 0; item < 3; item++) await order(run);
		})();
		for (let press = 0; press < 3; press++) {
			await clock.advance(400);
			void read(open(withRate(500)), { personWaits: true });
		}
		await clock.runAll();
		await items;
		const gaps = starts()
			.slice(1)
			.map((start, index) => start - (starts()[index] ?? 0));
		expect(starts()).toHaveLength(6);
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_050);
	});
});

describe('what a person waits for', () => {
	it('goes ahead of the line of items, and the spacing stays', async () => {
		const { open, clock, sent } = setUp(OK);
		const tango = open(withRate(1));
		const items = Array.from({ length: 4 }, async () => await order(tango));
		await clock.advance(100);
		const lists = [read(tango, { personWaits: true }), read(tango, { personWaits: true })];
		await clock.runAll();
		await Promise.all([...items, ...lists]);
		expect(sent()).toEqual(['POST 0', 'GET 1050', 'GET 2100', 'POST 3150', 'POST 4200', 'POST 5250']);
	});
});

describe('a 429', () => {
	it('without Retry-After slows the platform down, and answers that say yes make it quicker again', async () => {
		const { open, clock, starts } = setUp(refusal(429), OK);
		const tango = open(withRate(1));
		const all = [order(tango)];
		await clock.advance(1);
		for (let item = 0; item < 9; item++) all.push(order(tango));
		await clock.runAll();
		await Promise.all(all);
		const gaps = starts()
			.slice(1)
			.map((start, index) => Math.round(start - (starts()[index] ?? 0)));
		expect(gaps[0]).toBe(2_100);
		expect(gaps[1]).toBeLessThanOrEqual(2_100);
		expect(gaps.toSorted((a, b) => b - a)).toEqual(gaps);
		expect(gaps.at(-1)).toBe(1_050);
	});
});

describe('Reads per Second', () => {
	const lanes = { readsPerSecond: 10 };

	it('gives reads a lane of their own beside the orders', async () => {
		const { open, clock, sent } = setUp(OK);
		const tango = open(withRate(1, lanes));
		const all = [order(tango), order(tango), read(tango), read(tango), read(tango)];
		await clock.runAll();
		await Promise.all(all);
		expect(sent()).toEqual(['POST 0', 'GET 0', 'GET 105', 'GET 210', 'POST 1050']);
	});

	it('means nothing for ten minutes after a 429 on a read: those who wait change the lane, too', async () => {
		const { open, clock, sent } = setUp(OK, refusal(429), OK);
		const tango = open(withRate(1, lanes));
		const all = [order(tango), read(tango), read(tango), read(tango)];
		await clock.runAll();
		await Promise.all(all);
		expect(sent()).toEqual(['POST 0', 'GET 0', 'GET 1050', 'GET 2100', 'GET 3150']);
		await clock.advance(601_000 - clock.now());
		const again = [order(tango), read(tango)];
		await clock.runAll();
		await Promise.all(again);
		expect(sent().slice(-2)).toEqual(['POST 601000', 'GET 601000']);
	});

	it('means nothing while a credential of the platform is in use that does not name it', async () => {
		const { open, clock, sent } = setUp(OK);
		const [own, common] = [open(withRate(1, lanes)), open(withRate(1))];
		const all = [order(common), read(own), read(own)];
		await clock.runAll();
		await Promise.all(all);
		expect(sent()).toEqual(['POST 0', 'GET 1050', 'GET 1155']);
	});
});

describe('Platform', () => {
	it('joins Basic and OAuth2 of one platform to one pace', async () => {
		const { open, clock, sent } = setUp(TOKEN, OK);
		const joined = { platform: ' Acme Rewards ' };
		const oauth = oauthSettings({ platform: 'acme rewards' });
		const all = [read(open(oauth)), read(open(basicSettings(joined)))];
		await clock.runAll();
		await Promise.all(all);
		expect(sent()).toEqual(['GET 0', 'GET 1050']);
	});

	it('may be the name that the Basic credential has anyhow', async () => {
		const { open, clock, sent } = setUp(TOKEN, OK);
		const all = [read(open(oauthSettings({ platform: 'acme' }))), read(open(basicSettings()))];
		await clock.runAll();
		await Promise.all(all);
		expect(sent()).toEqual(['GET 0', 'GET 1050']);
	});

	it('joins nothing across environments', async () => {
		const { open, clock, starts } = setUp(OK);
		const all = [
			read(open(basicSettings({ platform: 'acme' }))),
			read(open(basicSettings({ platform: 'acme', environment: 'production' }))),
		];
		await clock.runAll();
		await Promise.all(all);
		expect(starts()).toEqual([0, 0]);
	});
});
