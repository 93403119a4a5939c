import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { byId, order, rows, runTango } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const preview = (overrides: Parameters<typeof order>[0] = {}) =>
	order({ ...overrides, operation: 'preview' });
const posts = () => sandbox.log.filter(({ method }) => method === 'POST');

describe('Preview an order', () => {
	test('tells cost and balance of each item, counting down, and spends nothing', async () => {
		const before = sandbox.state.balance('acme-usd');
		const { done } = await runTango(sandbox, { items: rows(2), parameters: preview() });

		expect(done.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				ok: true,
				alreadyExists: false,
				rewardName: 'Amazon.com Gift Card',
				amount: 25,
				currencyCode: 'USD',
				cost: 25,
				chargedCurrencyCode: 'USD',
				balance: before,
				balanceAfter: before - 25,
				problems: 'None',
				notChecked: 'None',
				referenceOrderID: 'None',
				exchangeRate: 1,
			}),
			expect.objectContaining({ balanceAfter: before - 50 }),
		]);
		expect(posts()).toEqual([]);
		expect(sandbox.state.balance('acme-usd')).toBe(before);
		expect(sandbox.violations).toEqual([]);
	});

	test('gives the reference and the cost that Create then has, in another currency too', async () => {
		const parameters = { utid: byId('U173016'), amount: 10 };
		const planned = await runTango(sandbox, { items: [{ id: 'x' }], parameters: preview(parameters) });
		const placed = await runTango(sandbox, { items: [{ id: 'x' }], parameters: order(parameters) });

		expect(planned.done[0]?.json).toMatchObject({
			externalRefID: placed.done[0]?.json.externalRefID,
			cost: placed.done[0]?.json.amountCharged,
			chargedCurrencyCode: 'USD',
			exchangeRate: expect.any(Number),
		});
	});

	test('says in words what a good row does without, so that nothing in n8n’s table is red', async () => {
		const { done } = await runTango(sandbox, {
			items: [{ id: 'x' }],
			parameters: preview({
				deliveryMethod: 'NONE',
				recipientEmail: '',
				recipientFirstName: '',
				recipientLastName: '',
				referenceSource: 'automatic',
				reference: '',
			}),
		});

		expect(done).toMatchObject([
			{ json: { ok: true, recipientEmail: 'None', recipientName: 'None', reference: 'None' } },
		]);
		expect(Object.entries(done[0]?.json ?? {}).filter(([, value]) => value === null)).toEqual([]);
	});

	test('an order that exists already costs nothing more', async () => {
		const {
			done: [placed],
		} = await runTango(sandbox, { items: [{ id: 'x' }], parameters: order() });
		const { done } = await runTango(sandbox, { items: [{ id: 'x' }], parameters: preview() });
		const balance = sandbox.state.balance('acme-usd');
		expect(done[0]?.json).toMatchObject({
			ok: true,
			alreadyExists: true,
			referenceOrderID: placed?.json.referenceOrderID,
			cost: 0,
			balanceAfter: balance,
		});
	});

	test('finds every problem of an item, not just the first, and is no error', async () => {
		const { done, error } = await runTango(sandbox, {
			items: [{ id: 'x' }],
			parameters: preview({ amount: 0, recipientEmail: 'nobody', reference: '' }),
		});
		expect(error).toBeUndefined();
		expect(done[0]?.json).toMatchObject({
			ok: false,
			problems: [
				'Amount “0” must be a number above 0',
				'Recipient Email is not an e-mail address: "nobody"',
				'Reference is empty. Fill in a value that exists once per reward, such as the survey response ID',
			].join('\n'),
		});
	});

	test('shows a reference that belongs to another order, a repeated one and an amount out of range', async () => {
		await runTango(sandbox, { items: [{ id: 'x' }], parameters: order() });
		const { done } = await runTango(sandbox, {
			items: [{ id: 'x' }, { id: 'x' }],
			parameters: preview({ amount: 3000 }),
		});
		expect(String(done[0]?.json.problems).split('\n')).toEqual([
			'Amount is 3000, but "Amazon.com Gift Card" takes 0.01 to 2000 USD',
			expect.stringMatching(/This reference already belongs to another order.*Amount is 25\.00 there/),
		]);
		expect(done[1]?.json.problems).toContain('is the same as that of row 1');
	});

	test('tells of an account that does not exist, of that item alone', async () => {
		const { done } = await runTango(sandbox, {
			items: rows(2),
			parameters: preview({ accountIdentifier: '={{ $itemIndex ? "acme-xyz" : "acme-usd" }}' }),
		});
		expect(done.map(({ json }) => json.problems)).toEqual([
			'None',
			'Account is acme-xyz, which does not exist in this Environment',
		]);
	});

	test('goes on when customers cannot be looked up, as Create does', async () => {
		const match = { method: 'GET', path: '/customers/acme-rewards' };
		for (const parameters of [preview(), order()]) {
			sandbox.faults.next({ kind: 'status-503-before', match });
			sandbox.faults.next({ kind: 'status-503-before', match });
			const { done } = await runTango(sandbox, {
				items: rows(2, String(parameters.operation)),
				parameters,
				credential: { forwardedFor: parameters.operation === 'create' ? '192.0.2.1' : '192.0.2.2' },
			});
			expect(done).toHaveLength(2);
		}
		// Two attempts by each.
		expect(sandbox.log.filter(({ path }) => path.endsWith(match.path))).toHaveLength(4);
		expect(sandbox.state.orders).toHaveLength(2);
	});

	test.each([
		['/catalogs', 'Reward'],
		['/customers/acme-rewards', 'Customer and Account'],
		['/digitalTemplates/E100001', 'Email Template'],
		['/orders', 'Reference'],
	])('says of every row what it could not look at, and why: %s', async (path, fields) => {
		sandbox.faults.random({ seed: 1, rate: 1, kinds: ['forbidden'], match: { method: 'GET', path } });
		const run = {
			items: rows(2, path),
			// The catalog is one for all credentials of a platform's name.
			credential: { forwardedFor: '192.0.2.7', platform: path },
		};
		const additionalFields = { etid: 'E100001' };
		const parameters = preview({ additionalFields, spendingLimits: 'off' });
		const { done, error } = await runTango(sandbox, { ...run, parameters });
		expect(error).toBeUndefined();
		const sentence = `${fields} could not be checked: Tango does not allow this`;
		expect(done.map(({ json }) => [json.ok, json.notChecked])).toEqual(rows(2).map(() => [false, sentence]));
		sandbox.faults.clear();
		const after = await runTango(sandbox, { ...run, parameters, credential: { forwardedFor: '192.0.2.8' } });
		expect(after.done.map(({ json }) => [json.ok, json.notChecked])).toEqual(
			rows(2).map(() => [true, 'None']),
		);
		expect(new Set([...done, ...after.done].map(({ json }) => Object.keys(json).join())).size).toBe(1);
	});

	test('says from which item on the account is empty', async () => {
		const { done } = await runTango(sandbox, {
			items: rows(2),
			parameters: preview({
				customerIdentifier: byId('globex-hr'),
				accountIdentifier: byId('globex-usd'),
				amount: 15,
			}),
		});
		expect(done.map(({ json }) => json.ok)).toEqual([true, false]);
		expect(done[1]?.json).toMatchObject({
			cost: 0,
			balanceAfter: 5,
			problems: 'Account globex-usd holds 20 USD: 10 USD are missing for this and the items before it',
		});
	});
});

describe('Check Balance', () => {
	const poor = { customerIdentifier: byId('globex-hr'), accountIdentifier: byId('globex-usd'), amount: 15 };

	test('orders nothing when the account cannot pay for all items', async () => {
		const { error } = await runTango(sandbox, {
			items: rows(2),
			parameters: order({ ...poor, options: { checkBalance: true } }),
		});
		expect(error?.message).toBe(
			'Account globex-usd holds 20 USD: 10 USD are missing for this and the items before it (row 2 of 2)',
		);
		expect(posts()).toEqual([]);
	});

	test('is off unless it is switched on', async () => {
		const parameters = order({ ...poor, options: { concurrency: 1 } });
		const { error } = await runTango(sandbox, { items: rows(2), parameters });
		expect(sandbox.state.orders).toHaveLength(1);
		expect(error?.message).toMatch(
			/^Account “globex-usd” does not hold enough money for this order: it holds 5 USD, and 10 USD are missing/,
		);
	});
});

describe('One bad row', () => {
	const mixed = {
		accountIdentifier: byId('={{ $json.account ?? "acme-usd" }}'),
		utid: byId('={{ $json.utid ?? "U666425" }}'),
		amount: '={{ $json.amount ?? 25 }}',
	};
	const items = [{ id: 'a' }, { id: 'b', account: 'nobody' }, { id: 'c', amount: -1 }, { id: 'd' }];

	test('of Preview spoils no other, and all rows have the same keys', async () => {
		const before = sandbox.state.balance('acme-usd');
		const { done, error } = await runTango(sandbox, { items, parameters: preview(mixed) });
		expect(error).toBeUndefined();
		expect(done.map(({ json }) => json.ok)).toEqual([true, false, false, true]);
		expect(new Set(done.map(({ json }) => Object.keys(json).join())).size).toBe(1);
		expect(done[1]?.json).toMatchObject({
			reference: 'b',
			recipientEmail: 'jane@example.com',
			cost: 0,
			balanceAfter: null,
			problems: 'Account is nobody, which does not exist in this Environment',
		});
		expect(done[2]?.json).toMatchObject({
			reference: 'c',
			amount: null,
			alreadyExists: null,
			cost: 0,
			problems: 'Amount “-1” must be a number above 0',
		});
		expect(done[3]?.json).toMatchObject({ cost: 25, balanceAfter: before - 50 });
	});

	test('of Create with Check Balance spoils no other where the run goes on', async () => {
		const { done, failed } = await runTango(sandbox, {
			items,
			parameters: order({ ...mixed, options: { checkBalance: true } }),
			onError: 'continueErrorOutput',
		});
		expect(done.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 3 }]);
		expect(failed.map(({ json }) => json.error)).toEqual([
			'Account is nobody, which does not exist in this Environment (row 2 of 4)',
			expect.stringContaining('(row 3 of 4)'),
		]);
	});

	test('whose look-up fails is told in its row', async () => {
		sandbox.faults.next({ kind: 'forbidden', match: { method: 'GET', path: '/orders' } });
		const { done, error } = await runTango(sandbox, { items: rows(3), parameters: preview() });
		expect(error).toBeUndefined();
		expect(done.filter(({ json }) => json.ok)).toHaveLength(2);
		expect(done.filter(({ json }) => json.alreadyExists === null)).toHaveLength(1);
	});

	test('whose currencies have no rate is a problem, with and without limits', async () => {
		sandbox.faults.random({ seed: 1, rate: 1, kinds: ['forbidden'], match: { path: '/exchangerates' } });
		for (const spendingLimits of ['on', 'off']) {
			const { done } = await runTango(sandbox, {
				items: [{ id: 'a', utid: 'U173016' }, { id: 'b' }],
				parameters: preview({ ...mixed, spendingLimits }),
				credential: { requestsPerSecond: 997 },
			});
			expect(done.map(({ json }) => json.ok)).toEqual([false, true]);
			expect(done[0]?.json.problems).toMatch(/^Reward is U173016, which cannot be priced in USD/);
		}
	});

	test('limits are told as Create has them', async () => {
		const parameters = { maximumTotal: 60 };
		const { done } = await runTango(sandbox, { items: rows(3), parameters: preview(parameters) });
		const { failed } = await runTango(sandbox, {
			items: rows(3),
			parameters: order(parameters),
			onError: 'continueErrorOutput',
		});
		const words = 'Maximum Total is 60 USD, but the items of this execution come to 75 USD';
		expect(done.map(({ json }) => json.problems)).toEqual([words, words, words]);
		expect(failed.map(({ json }) => json.error)).toEqual(
			[1, 2, 3].map((row) => `${words} (row ${row} of 3)`),
		);
	});
});

test('A Preview that failed asks nothing more once it has ended', async () => {
	sandbox.faults.next({ kind: 'alb-403', match: { path: '/orders' } });
	const { error } = await runTango(sandbox, { items: rows(60), parameters: preview() });
	expect(error?.message).toContain('load balancer');
	const asked = sandbox.log.length;
	await sleep(300);
	expect(sandbox.log.length).toBe(asked);
	expect(asked).toBeLessThan(60);
});

test('Check Balance lets a second run through when what is left can be paid', async () => {
	const poor = {
		customerIdentifier: byId('globex-hr'),
		accountIdentifier: byId('globex-usd'),
		amount: 10,
		options: { checkBalance: true },
	};
	await runTango(sandbox, { items: rows(1), parameters: order(poor) });
	const again = await runTango(sandbox, { items: rows(2), parameters: order(poor) });
	expect(again.error).toBeUndefined();
	expect(again.done.map(({ json }) => json.replayed)).toEqual([true, false]);
	expect(sandbox.state.balance('globex-usd')).toBe(0);
});
