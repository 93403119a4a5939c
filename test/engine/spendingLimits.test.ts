import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { byId, order, rows, runTango } from './support/tango.ts';
import { runTurns } from './support/turns.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const placed = () => sandbox.state.orders.length;
const asked = (path: string) => sandbox.log.filter((entry) => entry.path.endsWith(path)).length;
const FROM_USD = { utid: byId('U173016'), maximumAmount: 1000 };

describe('A limit', () => {
	test.each([undefined, null, '', ' ', '"x"', NaN, 0, -1])('of %s places nothing', async (value) => {
		for (const limit of ['maximumAmount', 'maximumTotal']) {
			const wrong = value === null ? 'null' : String(value === '' || value === ' ' ? `"${value}"` : value);
			const { error } = await runTango(sandbox, {
				items: rows(1),
				parameters: order({ [limit]: `={{ ${wrong} }}` }),
			});
			expect(error?.message).toMatch(/^Maximum (Amount|Total) (is|must|holds)/);
		}
		expect(placed()).toBe(0);
	});

	test('is there although nobody set it, and is off only by name', async () => {
		const many = rows(41);
		expect(
			(await runTango(sandbox, { items: rows(1), parameters: order({ amount: 101 }) })).error?.message,
		).toBe('Amount is 101, above the Maximum Amount of 100 USD');
		expect((await runTango(sandbox, { items: many, parameters: order() })).error?.message).toMatch(
			/^Maximum Total is 1000 USD, but the items of this execution come to 1025 USD/,
		);
		for (const spendingLimits of ['={{ $json.nothing }}', '', 'no']) {
			const { error } = await runTango(sandbox, { items: many, parameters: order({ spendingLimits }) });
			expect(error?.message).toMatch(/^Spending Limits (is empty|must be one of)/);
		}
		expect(placed()).toBe(0);
		await runTango(sandbox, { items: many, parameters: order({ spendingLimits: 'off' }) });
		expect(placed()).toBe(41);
	});

	test('counts in the currency of the account, rate and fee included', async () => {
		const total = await runTango(sandbox, {
			items: rows(4),
			parameters: order({ ...FROM_USD, amount: 25, maximumTotal: 100 }),
		});
		expect(total.error?.message).toMatch(/^Maximum Total is 100 USD, but .* come to 126\.6 USD/);
		const single = await runTango(sandbox, {
			items: rows(1),
			parameters: order({ ...FROM_USD, amount: 100, maximumAmount: 100 }),
		});
		expect(single.error?.message).toMatch(
			/^Amount is 100, which costs 126\.58 USD with rate and fee, above the Maximum Amount of 100 USD/,
		);
		const fee = await runTango(sandbox, {
			items: rows(1),
			parameters: order({ utid: byId('U781792'), amount: 100, maximumTotal: 100, maximumAmount: 101 }),
		});
		expect(fee.error?.message).toMatch(/^Maximum Total is 100 USD, but .* come to 101 USD/);
		expect(placed()).toBe(0);
	});

	test('holds for each account currency by itself', async () => {
		const { error } = await runTango(sandbox, {
			items: [
				{ id: 'a', account: 'acme-usd', utid: 'U666425' },
				{ id: 'b', account: 'acme-eur', utid: 'U561594' },
			],
			parameters: order({
				accountIdentifier: byId('={{ $json.account }}'),
				utid: byId('={{ $json.utid }}'),
				amount: 60,
				maximumTotal: 100,
			}),
		});
		expect(error).toBeUndefined();
		expect(placed()).toBe(2);
	});

	test('that cannot be kept, as there is no price, refuses with words; the other rows are placed', async () => {
		sandbox.faults.random({ seed: 1, rate: 1, kinds: ['forbidden'], match: { path: '/exchangerates' } });
		const { failed, done } = await runTango(sandbox, {
			items: [
				{ id: 'a', utid: 'U173016' },
				{ id: 'b', utid: 'U666425' },
			],
			parameters: order({ utid: byId('={{ $json.utid }}') }),
			credential: { requestsPerSecond: 999 },
			onError: 'continueErrorOutput',
		});
		expect(failed[0]?.json.error).toMatch(
			/^Reward is U173016, which cannot be priced in USD, so Maximum Amount cannot be kept: .*switch Spending Limits off/,
		);
		expect(done).toHaveLength(1);
		expect(placed()).toBe(1);
	});

	test('is not touched by an order that is there, though the others use up all of it', async () => {
		const wish = (...ids: string[]) => ids.map((id): IDataObject => ({ id }));
		await runTango(sandbox, { items: wish('there'), parameters: order() });
		const { error, done } = await runTango(sandbox, {
			items: wish('new-1', 'new-2', 'there'),
			parameters: order({ maximumTotal: 50, options: { concurrency: 1 } }),
		});
		expect(error).toBeUndefined();
		expect(done.map(({ json }) => json.replayed)).toEqual([false, false, true]);
		expect(placed()).toBe(3);
	});

	test('lets a second run with the same references through, and the rest that fits', async () => {
		await runTango(sandbox, { items: rows(38), parameters: order() });
		const again = await runTango(sandbox, { items: rows(44), parameters: order() });
		expect(again.error).toBeUndefined();
		expect(placed()).toBe(44);
		expect(again.done.filter(({ json }) => json.replayed)).toHaveLength(38);
	});

	test.each(['stopWorkflow', 'continueErrorOutput'] as const)(
		'that is broken is told as soon as that is proved, with On Error %s',
		async (onError) => {
			await runTango(sandbox, { items: rows(2), parameters: order() });
			const before = asked('/orders');
			const { error, failed } = await runTango(sandbox, {
				items: rows(40),
				parameters: order({ maximumTotal: 100 }),
				onError,
			});
			expect(error?.message ?? failed[37]?.json.error).toMatch(
				/^Maximum Total is 100 USD, but the items of this execution come to 1000 USD, of which at least [12]\d\d USD would be new/,
			);
			// Five rows that are not there prove it; four are looked up at a time.
			expect(asked('/orders') - before).toBeLessThan(9);
			expect(placed()).toBe(2);
		},
	);

	test('asks Tango for one account more in all, and for existing orders only when it would not hold', async () => {
		const credential = { requestsPerSecond: 998 };
		await runTango(sandbox, { items: rows(5), parameters: order(), credential });
		await runTango(sandbox, { items: rows(5, 'b'), parameters: order(), credential });
		expect(sandbox.log.filter(({ method }) => method === 'GET').map(({ path }) => path)).toHaveLength(2);
		expect(asked('/orders')).toBe(10);
	});
});

describe('Over the turns of one execution, Maximum Total', () => {
	const turns = async (all: ReadonlyArray<readonly IDataObject[]>, parameters: INodeParameters) =>
		await runTurns(sandbox, 'tangoOrders', all, parameters);

	test('counts every turn', async () => {
		const outputs = await turns(
			rows(8).map((row) => [row]),
			order({ maximumTotal: 100 }),
		);
		expect(outputs).toHaveLength(8);
		expect(placed()).toBe(4);
		expect(outputs[4]?.[0]?.error).toMatch(
			/^Maximum Total is 100 USD, but the items of this execution come to 125 USD/,
		);
	});

	test('counts nothing for orders that were there, that came again or that Tango refused', async () => {
		await runTango(sandbox, { items: rows(4, 'old'), parameters: order() });
		sandbox.faults.next({ kind: 'alb-403', match: { method: 'POST', path: '/orders' } });
		const [refused] = rows(1, 'refused');
		await turns(
			[[refused ?? {}], ...rows(4, 'old').map((row) => [row]), rows(4), rows(4), rows(1, 'late')],
			order({ maximumTotal: 100 }),
		);
		expect(placed()).toBe(8);
	});

	test('counts what was placed with the limits off, and refuses nothing there', async () => {
		const row = (id: string, spendingLimits: string, amount: number) => ({ id, spendingLimits, amount });
		const outputs = await turns(
			[
				[row('free', 'off', 80)],
				[row('first', 'on', 25)],
				[row('other', 'off', 80), row('second', 'on', 15)],
				[row('third', 'on', 15)],
			],
			order({
				amount: '={{ $json.amount }}',
				spendingLimits: '={{ $json.spendingLimits }}',
				maximumTotal: 100,
			}),
		);
		const limit = 'Maximum Total is 100 USD, but the items of this execution come to';
		expect(outputs.map((turn) => turn.map(({ error = 'placed' }) => String(error)))).toEqual([
			['placed'],
			[expect.stringContaining(`${limit} 105 USD`)],
			['placed', expect.stringContaining(`${limit} 175 USD`)],
			[expect.stringContaining(`${limit} 175 USD`)],
		]);
		expect(placed()).toBe(2);
	});

	test('is foreseen by Preview as Create would keep it', async () => {
		const all = [...rows(6).map((row) => [row]), rows(1)];
		const parameters = { maximumTotal: 100 };
		const previews = await turns(all, order({ ...parameters, operation: 'preview' }));
		expect(placed()).toBe(0);
		const created = await turns(all, order(parameters));
		expect(previews.flat().map(({ ok }) => ok)).toEqual(
			created.flat().map(({ error }) => error === undefined),
		);
		expect(previews[5]?.[0]?.problems).toBe(String(created[5]?.[0]?.error));
		expect(placed()).toBe(4);
	});

	test('goes on counting what nobody knows whether it was placed', async () => {
		sandbox.faults.random({ seed: 1, rate: 1, kinds: ['reset-before'], match: { path: /\/orders/ } });
		const outputs = await turns(
			[rows(1), rows(4, 'b')],
			order({ maximumTotal: 100, options: { maxAttempts: 1 } }),
		);
		expect(outputs[0]?.[0]?.error).toMatch(/not known/);
		expect(outputs[1]?.[0]?.error).toMatch(/^Maximum Total is 100 USD/);
	});
});
