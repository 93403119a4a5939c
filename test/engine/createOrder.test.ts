import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { summaryView } from '../sandbox/orders/views.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { createTestCa, daysFromNow } from '../support/tls/testCa.ts';
import { byId, order, rows, runTango } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const posts = () => sandbox.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/orders'));

describe('Create an order', () => {
	test('places one order and returns it in the simplified form', async () => {
		const { done, error } = await runTango(sandbox, { items: [{ id: 'survey-1' }], parameters: order() });

		expect(error).toBeUndefined();
		expect(sandbox.state.orders).toHaveLength(1);
		expect(done).toHaveLength(1);
		expect(Object.keys(done[0]?.json ?? {})).toEqual([
			'status',
			'replayed',
			'rewardName',
			'amount',
			'currencyCode',
			'recipientEmail',
			'recipientName',
			'deliveryMethod',
			'amountCharged',
			'chargedCurrencyCode',
			'createdAt',
			'referenceOrderID',
			'referenceLineItemID',
			'reference',
			'utid',
			'accountIdentifier',
			'customerIdentifier',
			'externalRefID',
			'attempts',
			'requestId',
		]);
		expect(done[0]?.json).toMatchObject({
			status: 'COMPLETE',
			replayed: false,
			utid: 'U666425',
			amount: 25,
			currencyCode: 'USD',
			amountCharged: 25,
			chargedCurrencyCode: 'USD',
			recipientEmail: 'jane@example.com',
			recipientName: 'Jane Doe',
			deliveryMethod: 'EMAIL',
			accountIdentifier: 'acme-usd',
			customerIdentifier: 'acme-rewards',
			attempts: 1,
		});
		expect(done[0]?.json.externalRefID).toMatch(/^[A-Za-z0-9]{1,100}$/);
		expect(done[0]?.json.referenceLineItemID).toMatch(/^RA.*-1$/);
		expect(sandbox.violations).toEqual([]);
	});

	test('returns what the guide shows', async () => {
		const guide = await readFile(new URL('../../docs/getting-started.md', import.meta.url), 'utf8');
		const shown: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '');
		const { done } = await runTango(sandbox, { items: [{ id: 'survey-1' }], parameters: order() });
		// What differs from order to order.
		const anyText: unknown = expect.any(String);
		const varying = {
			referenceOrderID: anyText,
			referenceLineItemID: anyText,
			externalRefID: anyText,
			createdAt: anyText,
			requestId: anyText,
		};
		expect(done[0]?.json).toEqual(Object.assign({}, shown, varying));
		expect(Object.keys(done[0]?.json ?? {})).toEqual(Object.keys(Object(shown)));
		expect(shown).toHaveProperty('externalRefID', expect.stringMatching(/^t1[0-9a-f]{40}$/));
	});

	test('sends exactly the fields that were filled in, with Tango’s names', async () => {
		await runTango(sandbox, {
			items: [{ id: 'x' }],
			parameters: order({
				additionalFields: {
					emailSubject: 'Thanks',
					message: 'Well done',
					notes: 'Q4',
					campaign: 'Autumn',
					purchaseOrderNumber: 'PO1',
					etid: 'E000000',
					senderFirstName: 'Acme',
					senderEmail: 'acme@example.com',
				},
			}),
		});
		expect(JSON.parse(posts()[0]?.body ?? '')).toEqual({
			externalRefID: expect.stringMatching(/^t1[0-9a-f]{40}$/),
			customerIdentifier: 'acme-rewards',
			accountIdentifier: 'acme-usd',
			utid: 'U666425',
			amount: 25,
			deliveryMethod: 'EMAIL',
			recipient: { email: 'jane@example.com', firstName: 'Jane', lastName: 'Doe' },
			sender: { firstName: 'Acme', email: 'acme@example.com' },
			emailSubject: 'Thanks',
			message: 'Well done',
			notes: 'Q4',
			campaign: 'Autumn',
			purchaseOrderNumber: 'PO1',
			etid: 'E000000',
		});
		expect(sandbox.violations).toEqual([]);
	});

	test('returns the same order for a reference that was used before, marked as replayed', async () => {
		const first = await runTango(sandbox, { items: [{ id: 'survey-1' }], parameters: order() });
		const second = await runTango(sandbox, {
			items: [{ id: ' survey-1 ' }],
			parameters: order(),
			executionId: '2',
		});

		expect(sandbox.state.orders).toHaveLength(1);
		expect(second.done[0]?.json).toMatchObject({
			replayed: true,
			referenceOrderID: first.done[0]?.json.referenceOrderID,
		});
	});

	test('refuses a reference that belongs to another order, names both and pays nothing', async () => {
		await runTango(sandbox, { items: [{ id: 'survey-1' }], parameters: order() });
		const { error } = await runTango(sandbox, {
			items: [{ id: 'survey-1' }],
			parameters: order({ amount: 30 }),
		});

		expect(sandbox.state.orders).toHaveLength(1);
		expect(error?.message).toContain(sandbox.state.orders[0]?.referenceOrderID);
		expect(error?.message).toMatch(/Amount is 25\.00 there, but 30\.00 was asked for/);
	});

	test('keeps the order of the items and links each output to its input', async () => {
		sandbox.faults.next({ kind: 'slow-processing', ms: 300, match: { method: 'POST', path: '/orders' } });
		const { done } = await runTango(sandbox, {
			items: rows(12),
			parameters: order({ amount: '={{ $itemIndex + 1 }}' }),
		});

		expect(done.map(({ json }) => json.amount)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
		expect(done.map(({ pairedItem }) => pairedItem)).toEqual(done.map((_, item) => ({ item })));
	});

	test('works on no more items at a time than the option Concurrency says', async () => {
		await runTango(sandbox, { items: rows(20), parameters: order({ options: { concurrency: 3 } }) });
		expect(sandbox.state.orders).toHaveLength(20);
		expect(sandbox.connectionsOpened).toBeLessThanOrEqual(3);
	});

	test('charges an account in another currency and tells both amounts', async () => {
		const { done } = await runTango(sandbox, {
			items: [{ id: 'gbp' }],
			parameters: order({ utid: byId('U173016'), amount: 10 }),
		});
		expect(done[0]?.json).toMatchObject({ amount: 10, currencyCode: 'GBP', chargedCurrencyCode: 'USD' });
		expect(done[0]?.json.amountCharged).not.toBe(10);
	});

	test('works with OAuth2 client credentials and fetches one token for all items', async () => {
		const { done } = await runTango(sandbox, {
			items: rows(5),
			parameters: order(),
			authentication: 'oAuth2',
		});
		expect(done).toHaveLength(5);
		expect(sandbox.log.filter(({ path }) => path === '/oauth/token')).toHaveLength(1);
	});
});

describe('Reward credentials', () => {
	/** What the sandbox hands out for the order that was placed. */
	function credentials() {
		const [placed] = sandbox.state.orders;
		if (!placed) throw new Error('no order was placed');
		return summaryView(placed).reward.credentialList;
	}

	test('are output where the delivery method is None', async () => {
		const { done } = await runTango(sandbox, {
			items: [{ id: 'x' }],
			parameters: order({ deliveryMethod: 'NONE' }),
		});
		expect(done[0]?.json.rewardCredentials).toEqual(credentials());
	});

	test('are nowhere in the run’s data otherwise, raw output included', async () => {
		const { run, done } = await runTango(sandbox, {
			items: [{ id: 'x' }],
			parameters: order({ simplify: false }),
		});
		expect(done[0]?.json).toMatchObject({
			rewardName: 'Amazon.com Gift Card',
			reward: { credentials: '[hidden]' },
		});
		expect(credentials().length).toBeGreaterThan(0);
		for (const { value } of credentials()) expect(JSON.stringify(run)).not.toContain(value);
	});

	test('are output where the option asks for them', async () => {
		const parameters = order({ options: { includeRewardCredentials: true } });
		const { done } = await runTango(sandbox, { items: [{ id: 'x' }], parameters });
		expect(done[0]?.json.rewardCredentials).toEqual(credentials());
	});
});

describe('When requests fail', () => {
	const onOrders = { method: 'POST', path: '/orders' };

	test.each([
		'reset-after',
		'status-500-after',
		'truncated-body',
		'status-503-before',
		'reset-before',
	] as const)('an order survives %s and exists once', async (kind) => {
		sandbox.faults.next({ kind, match: onOrders });
		const { done, error } = await runTango(sandbox, { items: [{ id: 'x' }], parameters: order() });
		expect(error).toBeUndefined();
		expect(done[0]?.json.attempts).toBe(2);
		expect(sandbox.state.orders).toHaveLength(1);
		expect(new Set(posts().map(({ body }) => body)).size).toBe(1);
	});

	test('an order whose answers are all lost is found by its reference', async () => {
		sandbox.faults.next({ kind: 'reset-after', match: onOrders }, { kind: 'reset-before', match: onOrders });
		const { done } = await runTango(sandbox, {
			items: [{ id: 'x' }],
			parameters: order({ options: { maxAttempts: 2 } }),
		});
		expect(done[0]?.json).toMatchObject({
			replayed: true,
			referenceOrderID: sandbox.state.orders[0]?.referenceOrderID,
		});
		expect(sandbox.state.orders).toHaveLength(1);
	});

	test('an outcome that stays unknown says so, names the reference and what to do', async () => {
		sandbox.faults.random({ seed: 1, rate: 1, kinds: ['reset-before'], match: { path: /\/orders/ } });
		const { error } = await runTango(sandbox, {
			items: [{ id: 'x' }],
			parameters: order({ options: { maxAttempts: 2 } }),
		});
		expect(error?.message).toBe('It is not known whether Tango carried the request out');
		expect(error?.description).toMatch(/Run the workflow again with the same reference/);
		expect(error?.details).toMatchObject({
			'Reference (externalRefID)': expect.stringMatching(/^t1[0-9a-f]{40}$/),
			Attempts: 2,
		});
	});

	test('an order that Tango refuses is not tried again', async () => {
		const { error } = await runTango(sandbox, {
			items: [{ id: 'x' }],
			parameters: order({ customerIdentifier: byId('globex-hr'), accountIdentifier: byId('globex-usd') }),
		});
		expect(error?.message).toBe(
			'Account “globex-usd” does not hold enough money for this order: it holds 20 USD, and 5 USD are missing',
		);
		expect(posts()).toHaveLength(1);
	});

	test('an order that an earlier run placed is not told as failed when this run is refused', async () => {
		const run = { items: [{ id: 'x' }], parameters: order() };
		const earlier = await runTango(sandbox, run);
		sandbox.faults.next({ kind: 'alb-403', match: { method: 'POST', path: '/orders' } });
		const { done, error } = await runTango(sandbox, run);
		expect(error).toBeUndefined();
		expect(done[0]?.json).toMatchObject({
			referenceOrderID: earlier.done[0]?.json.referenceOrderID,
			replayed: true,
		});
	});

	test('an order that Tango refuses is looked up, and the message says that no run has paid it', async () => {
		sandbox.faults.next({ kind: 'alb-403', match: { method: 'POST', path: '/orders' } });
		const { error } = await runTango(sandbox, { items: [{ id: 'x' }], parameters: order() });
		expect(error?.message).toBe('Tango’s load balancer refused the request before Tango saw it');
		expect(error?.description).toContain('Tango has no order with this reference');
	});

	test('n8n’s Retry On Fail never pays twice, even without a business key', async () => {
		sandbox.faults.next({ kind: 'alb-403', match: { method: 'POST', path: '/orders' } });
		const { done } = await runTango(sandbox, {
			items: rows(4),
			parameters: order({ referenceSource: 'automatic', options: { concurrency: 1 } }),
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		});
		expect(done).toHaveLength(4);
		expect(sandbox.state.orders).toHaveLength(4);
	});

	test('a credential with the wrong key is explained and nothing is ordered', async () => {
		const { error } = await runTango(sandbox, {
			parameters: order({ reference: 'x' }),
			credential: { apiKey: 'wrong-key-not-a-secret' },
		});
		expect(error?.message).toBe('Tango does not accept the credential');
		expect(posts()).toHaveLength(0);
	});

	test('the second key takes over when the first is refused, and the user is told', async () => {
		const { done, hints } = await runTango(sandbox, {
			items: rows(2),
			parameters: order(),
			credential: { apiKey: 'old-key-not-a-secret', secondaryApiKey: sandbox.basic.secondaryApiKey },
		});
		expect(done).toHaveLength(2);
		expect(hints.join()).toContain('accepted the Secondary API Key');
	});

	test('a credential older than six months gives a hint', async () => {
		const old = await runTango(sandbox, {
			items: rows(1),
			parameters: order(),
			credential: { credentialsIssuedOn: '2020-01-01T00:00:00.000Z' },
		});
		const fresh = await runTango(sandbox, {
			items: rows(1, 'fresh'),
			parameters: order(),
			credential: { credentialsIssuedOn: new Date().toISOString() },
		});
		expect(old.hints.join()).toContain('six months');
		expect(fresh.hints).toEqual([]);
	});

	test('a custom certificate that has expired gives a hint beside the order', async () => {
		const expired = await createTestCa({ notBefore: daysFromNow(-9), notAfter: daysFromNow(-1) });
		const { done, hints } = await runTango(sandbox, {
			items: rows(1),
			parameters: order(),
			credential: { caCertificates: sandbox.caCertificate + expired.pem },
		});
		expect(done).toHaveLength(1);
		expect(hints).toEqual([expect.stringMatching(/CA Certificates.*: certificate 2 expired on /)]);
	});

	test('the Stop button ends a wait at once', async () => {
		sandbox.faults.random({
			seed: 1,
			rate: 1,
			kinds: ['stall-before'],
			match: { method: 'POST', path: '/orders' },
		});
		await runTango(sandbox, {
			items: rows(1),
			// Without the button this waits longer than the test may take.
			parameters: order({ options: { timeout: 60 } }),
			onStarted: (cancel) => {
				void vi.waitFor(() => expect(posts()).toHaveLength(1), { timeout: 10_000 }).then(cancel);
			},
		}).catch(() => undefined);
		expect(posts()).toHaveLength(1);
	});
});
