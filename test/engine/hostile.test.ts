import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { httpAnswer } from '../support/badServer/behaviours.ts';
import { startTlsServer, type Behaviour } from '../support/badServer/server.ts';
import { isOrderPost, ORDER, SECRETS } from '../support/hostileTango.ts';
import { forThisTest } from '../support/lifetime.ts';
import { createTestCa, type ServerIdentity, type TestCa } from '../support/tls/testCa.ts';
import { order, rows, runTango, type TangoRun } from './support/tango.ts';

/* What a user of n8n sees of answers that nobody at Tango would send. */

let ca: TestCa;
let identity: ServerIdentity;
let sandbox: Sandbox;

beforeAll(async () => {
	ca = await createTestCa();
	identity = await ca.issue({ dnsNames: ['localhost'] });
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

const CATALOG = JSON.stringify({
	brands: [
		{
			brandKey: 'B1',
			status: 'active',
			items: [
				{
					utid: 'U666425',
					rewardName: 'Card',
					status: 'active',
					currencyCode: 'USD',
					valueType: 'VARIABLE_VALUE',
					minValue: 1,
					maxValue: 100,
				},
			],
		},
	],
});

/** Runs the node against a server that answers orders as told and everything else as Tango would. */
async function runAgainst(answer: Behaviour, run: Partial<TangoRun> = {}) {
	const server = await forThisTest(
		startTlsServer(identity, (socket, request, index) => {
			if (request.head.startsWith('GET /raas/v2/catalogs')) socket.write(httpAnswer(200, CATALOG));
			else answer(socket, request, index);
		}),
	);
	return await runTango(sandbox, {
		items: rows(1),
		parameters: order({ spendingLimits: 'off', simplify: false, options: { maxAttempts: 1 } }),
		onError: 'continueErrorOutput',
		...run,
		credential: {
			baseUrl: `https://localhost:${server.port}/raas/v2`,
			caCertificates: ca.pem,
			apiKey: SECRETS.apiKey,
		},
	});
}

/** The answer to the order with its own reference, as Tango would give it, and more. */
const placedWith =
	(more: string): Behaviour =>
	(socket, { head, body }) => {
		if (!isOrderPost(head)) return void socket.write(httpAnswer(404, '{}'));
		const { externalRefID } = JSON.parse(body);
		const own = JSON.stringify({ ...ORDER, externalRefID }).slice(0, -1);
		socket.write(httpAnswer(201, `${own},${more}}`));
	};

describe('an order that Tango placed', () => {
	test.each<[string, string]>([
		['100,000 levels', `"x":${'['.repeat(100_000)}${']'.repeat(100_000)}`],
		['a __proto__', '"__proto__":{"status":"EVIL"},"reward":{"__proto__":{"status":"EVIL"}}'],
		['numbers beyond all', '"amountCharged":{"value":1e999}'],
	])('comes out and can be stored although its answer holds %s', async (_what, more) => {
		const { done, failed, error, run } = await runAgainst(placedWith(more));
		expect(error).toBeUndefined();
		expect(failed).toEqual([]);
		expect(done).toMatchObject([{ json: { referenceOrderID: ORDER.referenceOrderID, replayed: false } }]);
		expect(JSON.stringify(run.data.resultData)).not.toContain('EVIL');
	});
});

describe('an order that Tango refused', () => {
	test('in words with a secret and signs that act is told without them', async () => {
		const words = `<script>alert(1)</script>\u001b[31m\r\n\u202e${SECRETS.apiKey}${'x'.repeat(9_000)}`;
		const body = JSON.stringify({ message: words, i18nKey: words, requestId: words });
		const { done, failed, run } = await runAgainst((socket) => void socket.write(httpAnswer(400, body)));
		expect(done).toEqual([]);
		expect(failed).toHaveLength(1);
		const { error, message } = failed[0]?.json ?? {};
		// The one line break is ours, before what Tango’s support asks for; an error item is plain text.
		const lines = String(message).split('\n');
		expect(lines).toHaveLength(2);
		for (const text of [String(error), lines[1] ?? '']) {
			expect(text).toContain('[redacted]');
			expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
			expect(text.length).toBeLessThan(3_000);
		}
		expect(JSON.stringify(run.data.resultData)).not.toContain(SECRETS.apiKey);
	});
});

describe('an order whose answer is not Tango’s', () => {
	test('is placed by the next attempt and told as new', async () => {
		sandbox.faults.next({ kind: 'foreign-json', match: { method: 'POST', path: '/orders' } });
		const { done, error } = await runTango(sandbox, { items: rows(1, 'foreign'), parameters: order() });
		expect(error).toBeUndefined();
		expect(done).toMatchObject([{ json: { replayed: false, attempts: 2 } }]);
		expect(sandbox.state.orders).toHaveLength(1);
	});
});

test('a list without an end is told as such, with a way out', async () => {
	const { error } = await runAgainst(
		(socket) => void socket.write(httpAnswer(200, '{"items":[{"customerIdentifier":"a"}],"nextCursor":"x"}')),
		{
			type: 'tangoCustomers',
			parameters: {
				resource: 'customer',
				operation: 'getMany',
				returnAll: true,
				simplify: true,
				options: {},
			},
			onError: 'stopWorkflow',
		},
	);
	expect(error?.message).toContain('Tango’s list has no end that could be reached');
	expect(error?.description).toContain('Set a Limit instead of Return All');
});
