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
				problems: [],
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
		expect(done[0]?.json).toEqual({
			ok: false,
			problems: [
				'Amount “0” must be a number above 0',
				'Recipient Email “nobody” is not an e-mail address',
				'Reference is empty. Fill in a value that exists once per reward, such as the survey response ID',
			],
		});
	});

	test('shows a reference that belongs to another order, a repeated one and an amount out of range', async () => {
		await runTango(sandbox, { items: [{ id: 'x' }], parameters: order() });
		const { done } = await runTango(sandbox, {
			items: [{ id: 'x' }, { id: 'x' }],
			parameters: preview({ amount: 3000 }),
		});
		expect(done[0]?.json.problems).toEqual([
			'Amount is 3000, but "Amazon.com Gift Card" takes 0.01 to 2000 USD',
			expect.stringMatching(/This reference already belongs to another order.*Amount is 25\.00 there/),
		]);
		expect(done[1]?.json.problems).toContainEqual(expect.stringContaining('is the same as that of row 1'));
	});

	test('tells of an account that does not exist, of that item alone', async () => {
		const { done } = await runTango(sandbox, {
			items: rows(2),
			parameters: preview({ accountIdentifier: '={{ $itemIndex ? "acme-xyz" : "acme-usd" }}' }),
		});
		expect(done.map(({ json }) => json.problems)).toEqual([
			[],
			['Account is acme-xyz, which does not exist in this Environment'],
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
			balanceAfter: -10,
			problems: ['Account globex-usd does not hold enough money for this and the items before it'],
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
			'Account globex-usd holds 20 USD, which does not pay for this and the items before it: 10 USD are missing (row 2 of 2)',
		);
		expect(posts()).toEqual([]);
	});

	test('is off unless it is switched on', async () => {
		await runTango(sandbox, { items: rows(2), parameters: order({ ...poor, options: { concurrency: 1 } }) });
		expect(sandbox.state.orders).toHaveLength(1);
	});
});
