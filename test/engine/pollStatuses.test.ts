import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../sandbox/server.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { orderAt, pollLife, type PollLife, type PollOptions } from './support/pollStage.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox()));
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const DAY = 86_400_000;

const STATUS = {
	event: 'orderStatus',
	statuses: ['COMPLETE', 'FAILED'],
	simplify: true,
	includeExisting: false,
	filters: {},
	options: {},
};

async function published(options: Partial<PollOptions> = {}): Promise<PollLife> {
	const life = await pollLife(sandbox, { parameters: STATUS, ...options });
	await life.publish();
	return life;
}

function reached({ executions }: PollLife): string[] {
	return executions.flat().map((order) => `${String(order.referenceOrderID)} ${String(order.reachedStatus)}`);
}

describe('an order that reaches a status', () => {
	it('starts the workflow once for each, old orders too, and not for what was so at the first look', async () => {
		orderAt(sandbox, Date.now() - DAY, { status: 'FAILED' });
		orderAt(sandbox, Date.now() - DAY);
		const review = orderAt(sandbox, Date.now() - 80 * DAY, { status: 'PENDING' });
		const hold = orderAt(sandbox, Date.now() - 5 * DAY, { status: 'ON_HOLD' });
		const life = await published();
		await life.tick();
		expect(life.executions).toEqual([]);
		sandbox.state.settle(review, 'COMPLETE');
		sandbox.state.settle(hold, 'FAILED');
		const direct = orderAt(sandbox, Date.now());
		await life.tick();
		await life.tick();
		expect(reached(life).sort()).toEqual(
			[`${review} COMPLETE`, `${direct} COMPLETE`, `${hold} FAILED`].sort(),
		);
		expect(life.executions[0]?.[0]).toMatchObject({ status: 'FAILED', amount: 25, reachedStatus: 'FAILED' });
		expect(sandbox.violations).toEqual([]);
	});

	it('starts it also for what happened while n8n was down, and never twice over restarts', async () => {
		const open = Array.from({ length: 6 }, () => orderAt(sandbox, Date.now() - DAY, { status: 'PENDING' }));
		let life = await published();
		const told: string[] = [];
		for (const [n, order] of open.entries()) {
			sandbox.state.settle(order, n % 2 === 0 ? 'COMPLETE' : 'FAILED');
			await life.tick();
			told.push(...reached(life));
			life = await published({ saved: life.saved() });
			await life.tick();
		}
		const placed = orderAt(sandbox, Date.now(), { status: 'QUEUED' });
		const saved = life.saved();
		sandbox.state.settle(placed, 'COMPLETE');
		life = await published({ saved });
		told.push(...reached(life));
		const wanted = open.map((order, n) => `${order} ${n % 2 === 0 ? 'COMPLETE' : 'FAILED'}`);
		expect(told.sort()).toEqual([...wanted, `${placed} COMPLETE`].sort());
	});

	it('starts it for those that were so already where that is wished, beyond the 10,000 of one list', async () => {
		orderAt(sandbox, Date.now(), { status: 'FAILED' });
		const [order] = sandbox.state.orders;
		if (!order) throw new Error('no order was placed');
		for (let n = 1; n < 10_020; n += 1) {
			const createdAtMs = order.createdAtMs - n * 1_000;
			const createdAt = new Date(createdAtMs).toISOString();
			sandbox.state.book.add({ ...order, referenceOrderID: `RA-${n}`, createdAt, createdAtMs });
		}
		const life = await published({ parameters: { ...STATUS, statuses: ['FAILED'], includeExisting: true } });
		expect(new Set(reached(life)).size).toBe(10_020);
		await life.tick();
		sandbox.state.settle('RA-500', 'PENDING');
		await life.tick();
		sandbox.state.settle('RA-500', 'FAILED');
		await life.tick();
		expect(reached(life)).toHaveLength(10_020);
		expect(JSON.stringify(life.saved()).length).toBeLessThan(60_000);
		expect(sandbox.violations).toEqual([]);
	});

	it('counts only where the filters fit, and a look that fails loses nothing', async () => {
		const parameters = { ...STATUS, filters: { campaign: 'Spring' }, options: { maxAttempts: 1 } };
		const life = await published({ parameters });
		orderAt(sandbox, Date.now(), { status: 'FAILED' });
		const failed = orderAt(sandbox, Date.now(), { status: 'FAILED', campaign: 'Spring' });
		sandbox.faults.next({ kind: 'status-500-before', match: { method: 'GET' } });
		await life.tick();
		expect(life.errors).toMatchObject([{ failure: { cause: 'temporarily-unavailable' } }]);
		await life.tick();
		expect(reached(life)).toEqual([`${failed} FAILED`]);
	});

	it('comes without its code, also where it was looked at alone and all of it is wished', async () => {
		const open = orderAt(sandbox, Date.now() - DAY, { status: 'PENDING' });
		const life = await published({ parameters: { ...STATUS, simplify: false } });
		sandbox.state.settle(open, 'COMPLETE');
		await life.tick();
		expect(life.executions[0]?.[0]).toMatchObject({ referenceOrderID: open, reachedStatus: 'COMPLETE' });
		expect(JSON.stringify([life.executions, life.saved()])).not.toContain('FAKE-');
	});

	it('needs a status to be chosen', async () => {
		await expect(published({ parameters: { ...STATUS, statuses: [] } })).rejects.toMatchObject({
			message: expect.stringContaining('Statuses'),
			failure: { cause: 'configuration-invalid' },
		});
	});
});

describe('fetching a test event', () => {
	it('shows an order in one of the statuses and remembers nothing', async () => {
		const failed = orderAt(sandbox, Date.now() - DAY, { status: 'FAILED' });
		orderAt(sandbox, Date.now() - DAY, { status: 'PENDING' });
		const life = await pollLife(sandbox, { parameters: STATUS });
		expect((await life.fetchTestEvent()).items).toMatchObject([
			{ referenceOrderID: failed, reachedStatus: 'FAILED' },
		]);
		await life.publish();
		expect(life.executions).toEqual([]);
	});
});
