import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../sandbox/server.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { withEqualTimes } from '../support/equalTimes.ts';
import { orderAt, pollLife, type PollLife, type PollOptions } from './support/pollStage.ts';
import { byId } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox()));
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const MINUTE = 60_000;

const CREATED = { event: 'orderCreated', simplify: true, includeExisting: false, filters: {}, options: {} };
const LOW = { event: 'lowBalance', simplify: true, includeExisting: false, options: {} };

async function published(options: Partial<PollOptions> = {}): Promise<PollLife> {
	const life = await pollLife(sandbox, { parameters: CREATED, ...options });
	await life.publish();
	return life;
}

function numbers(life: Pick<PollLife, 'executions'>): unknown[] {
	return life.executions.flat().map(({ referenceOrderID }) => referenceOrderID);
}

describe('a new order', () => {
	it('starts the workflow once, and none that was there before', async () => {
		orderAt(sandbox, Date.now() - MINUTE);
		const life = await published();
		await life.tick();
		const placed = orderAt(sandbox, Date.now());
		await life.tick();
		await life.tick();
		expect(numbers(life)).toEqual([placed]);
		expect(life.executions[0]?.[0]).toMatchObject({
			status: 'COMPLETE',
			amount: 25,
			recipientEmail: 'jane@example.com',
			createdAt: expect.any(String),
		});
		expect(sandbox.violations).toEqual([]);
	});

	it('starts it for those that were there, too, where that is wished', async () => {
		const old = orderAt(sandbox, Date.now() - 80 * 86_400_000);
		orderAt(sandbox, Date.now() - 95 * 86_400_000);
		const life = await published({ parameters: { ...CREATED, includeExisting: true } });
		await life.tick();
		expect(numbers(life)).toEqual([old]);
	});

	it('is found after a restart, also one that was placed meanwhile, and nothing twice', async () => {
		const life = await published();
		const before = orderAt(sandbox, Date.now());
		await life.tick();
		const same = orderAt(sandbox, sandbox.state.orders.at(-1)?.createdAtMs ?? 0);
		const again = await published({ saved: life.saved() });
		expect(numbers(life)).toEqual([before]);
		expect(numbers(again)).toEqual([same]);
	});

	it('is not lost when the look failed that would have found it, nor when n8n lost what it remembered', async () => {
		const life = await published({
			parameters: { ...CREATED, options: { maxAttempts: 1 } },
		});
		const saved = life.saved();
		const placed = orderAt(sandbox, Date.now());
		sandbox.faults.next({ kind: 'status-500-before', match: { method: 'GET' } });
		await life.tick();
		expect(life.executions).toEqual([]);
		expect(life.errors).toMatchObject([{ failure: { cause: 'temporarily-unavailable' } }]);
		await life.tick();
		expect(numbers(life)).toEqual([placed]);
		expect(numbers(await published({ saved }))).toEqual([placed]);
	});

	it('of 500 at random times, 30 % of them equal, comes exactly once over three restarts', async () => {
		let life = await published();
		const began = Date.now();
		const placed: string[] = [];
		const told: unknown[] = [];
		for (let turn = 0; turn < 25; turn += 1) {
			for (let n = 0; n < 20; n += 1) {
				const at = began + turn * 7_000 + (n < 6 ? 0 : (n * 2_711) % 7_000);
				placed.push(orderAt(sandbox, at));
			}
			await life.tick();
			if (turn % 7 !== 6) continue;
			told.push(...numbers(life));
			life = await published({ saved: life.saved() });
		}
		await life.tick();
		told.push(...numbers(life));
		expect([...told].sort()).toEqual([...placed].sort());
		expect(sandbox.state.orders).toHaveLength(500);
		expect(withEqualTimes(sandbox.state.orders)).toBe(150);
		expect(JSON.stringify(life.saved()).length).toBeLessThan(100_000);
	});

	it('is found beyond the 10,000 that Tango hands out of one list', async () => {
		const began = Date.now();
		const newest = orderAt(sandbox, began);
		const [order] = sandbox.state.orders;
		if (!order) throw new Error('no order was placed');
		for (let n = 1; n < 10_050; n += 1) {
			const createdAtMs = began - n * 1_000;
			const createdAt = new Date(createdAtMs).toISOString();
			sandbox.state.book.add({ ...order, referenceOrderID: `RA-${n}`, createdAt, createdAtMs });
		}
		const life = await published({ parameters: { ...CREATED, includeExisting: true } });
		await life.tick();
		const found = numbers(life);
		expect(found).toHaveLength(10_050);
		expect(new Set(found).size).toBe(10_050);
		expect(found.at(-1)).toBe(newest);
		expect(sandbox.violations).toEqual([]);
	});

	it('counts only where the filters fit, and a change of them starts anew', async () => {
		const life = await published({ parameters: { ...CREATED, filters: { campaign: 'Spring' } } });
		orderAt(sandbox, Date.now());
		const fits = orderAt(sandbox, Date.now(), { campaign: 'Spring' });
		await life.tick();
		expect(numbers(life)).toEqual([fits]);
		const other = await published({
			saved: life.saved(),
			parameters: { ...CREATED, filters: { campaign: 'Summer' } },
		});
		await other.tick();
		expect(numbers(other)).toEqual([]);
	});

	it('of another platform starts anew; another key of the same does not', async () => {
		const life = await published();
		const first = orderAt(sandbox, Date.now());
		await life.tick();
		orderAt(sandbox, Date.now());
		const saved = life.saved();
		const otherAddress = { baseUrl: sandbox.baseUrl.replace('localhost', 'LOCALHOST') };
		expect(numbers(await published({ saved, credential: otherAddress }))).toEqual([]);
		expect(numbers(await published({ saved, credential: { secondaryApiKey: 'other' } }))).toHaveLength(1);
		expect(numbers(life)).toEqual([first]);
	});

	it('is looked for once at a time, however fast n8n’s clock is', async () => {
		const life = await published();
		const placed = orderAt(sandbox, Date.now());
		await Promise.all([life.tick(), life.tick(), life.tick()]);
		expect(numbers(life)).toEqual([placed]);
	});

	it('comes out as Tango sends it where that is wished, and never with its code', async () => {
		const life = await published({ parameters: { ...CREATED, simplify: false } });
		orderAt(sandbox, Date.now());
		await life.tick();
		expect(life.executions[0]?.[0]).toMatchObject({ amountCharged: { total: 25 } });
		expect(JSON.stringify([life.executions, life.saved()])).not.toContain('FAKE-');
	});
});

describe('a balance', () => {
	const PARAMETERS = { ...LOW, accountIdentifier: byId('acme-usd'), balanceBelow: 500 };
	const setBalance = (amount: number) =>
		sandbox.state.deposit('acme-usd', amount - sandbox.state.balance('acme-usd'));

	it('starts the workflow when it falls below the amount, and again only after it was above', async () => {
		const life = await published({ parameters: PARAMETERS });
		for (const amount of [499.99, 100, 500, 499, 700, 3]) {
			setBalance(amount);
			await life.tick();
		}
		expect(life.executions.flat()).toEqual(
			[499.99, 499, 3].map((currentBalance) => ({
				accountIdentifier: 'acme-usd',
				displayName: 'Acme US Dollar',
				currentBalance,
				currencyCode: 'USD',
				status: 'ACTIVE',
				balanceBelow: 500,
			})),
		);
	});

	it('that is below already starts nothing, unless that is wished', async () => {
		setBalance(5);
		const life = await published({ parameters: PARAMETERS });
		await life.tick();
		expect(life.executions).toEqual([]);
		const wished = await published({ parameters: { ...PARAMETERS, includeExisting: true } });
		await wished.tick();
		expect(wished.executions).toHaveLength(1);
		const restarted = await published({ parameters: PARAMETERS, saved: wished.saved() });
		expect(restarted.executions).toEqual([]);
	});

	it('of an account that there is not is told on publishing', async () => {
		const parameters = { ...PARAMETERS, accountIdentifier: byId('no-such-account') };
		await expect(published({ parameters })).rejects.toMatchObject({
			message: 'Tango knows no account “no-such-account”',
			failure: { cause: 'configuration-invalid' },
		});
	});
});

describe('fetching a test event', () => {
	it.each<[string, IDataObject]>([
		['an order', CREATED],
		['an account', { ...LOW, accountIdentifier: byId('acme-usd'), balanceBelow: 1 }],
	])('shows %s and remembers nothing', async (_what, parameters) => {
		orderAt(sandbox, Date.now() - 2 * MINUTE);
		const newest = orderAt(sandbox, Date.now() - MINUTE);
		const life = await pollLife(sandbox, { parameters: JSON.parse(JSON.stringify(parameters)) });
		const { items } = await life.fetchTestEvent();
		expect(items).toHaveLength(1);
		expect([newest, undefined]).toContain(items[0]?.referenceOrderID);
		await life.publish();
		expect(life.executions).toEqual([]);
	});

	it('says so where there is nothing to show', async () => {
		const life = await pollLife(sandbox, { parameters: CREATED });
		expect((await life.fetchTestEvent()).error).toBe('Tango has nothing yet to show as a test event');
	});
});

describe('a look that fails', () => {
	it('says on publishing what is wrong with the form', async () => {
		const parameters = { ...CREATED, filters: { minAmount: 5, maxAmount: 1 } };
		await expect(published({ parameters })).rejects.toMatchObject({
			message: expect.stringContaining('Amount at Most'),
			failure: { cause: 'configuration-invalid' },
		});
	});

	it('says whose mistake it is, so that n8n waits accordingly', async () => {
		await expect(published({ credential: { apiKey: 'wrong' } })).rejects.toMatchObject({
			failure: { cause: 'credential-invalid' },
		});
		sandbox.faults.next({ kind: 'rate-limited-seconds', match: { method: 'GET' } });
		await expect(
			published({ parameters: { ...CREATED, options: { maxAttempts: 1 } } }),
		).rejects.toMatchObject({ failure: { cause: 'rate-limited' } });
	});

	it('keeps to the time that n8n gives it', async () => {
		sandbox.faults.next({ kind: 'stall-before', match: { method: 'GET' } });
		await expect(published({ budgetMs: 60 })).rejects.toMatchObject({
			message: 'Tango did not answer within the time that n8n gives a look',
			failure: { cause: 'temporarily-unavailable' },
		});
	});
});
