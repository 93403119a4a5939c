import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../sandbox/server.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { orderAt, pollLife, type PollLife, type PollOptions } from './support/pollStage.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox()));
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const DAY = 86_400_000;

const UNCLAIMED = {
	event: 'rewardUnclaimed',
	days: 14,
	simplify: true,
	includeExisting: false,
	filters: {},
	options: {},
};

async function published(options: Partial<PollOptions> = {}): Promise<PollLife> {
	const life = await pollLife(sandbox, { parameters: UNCLAIMED, ...options });
	await life.publish();
	return life;
}

function told({ executions }: Pick<PollLife, 'executions'>): unknown[] {
	return executions.flat().map(({ referenceOrderID }) => referenceOrderID);
}

/** Time goes on for this order: so much older it is now. */
function age(referenceOrderID: string, ms: number): void {
	const order = sandbox.state.book.find(referenceOrderID);
	if (!order) throw new Error(`no order ${referenceOrderID}`);
	order.createdAtMs -= ms;
	order.createdAt = new Date(order.createdAtMs).toISOString();
}

describe('a reward that nobody claims', () => {
	it('starts the workflow once when its days are over, also those of n8n’s downtime', async () => {
		const placed = Array.from({ length: 6 }, () => orderAt(sandbox, Date.now() - 14 * DAY + 3_600_000));
		const [viewed = '', redeemed = '', cancelled = '', ...left] = placed;
		orderAt(sandbox, Date.now() - 15 * DAY);
		const life = await published();
		await life.tick();
		expect(life.executions).toEqual([]);
		for (const order of sandbox.state.orders) {
			if (order.referenceOrderID === viewed) sandbox.state.lineItems.view(order);
			if (order.referenceOrderID === redeemed) sandbox.state.lineItems.redeem(order, 5);
		}
		sandbox.state.settle(cancelled, 'CANCELLED');
		for (const order of placed) age(order, 3_600_000);
		const again = await published({ saved: life.saved() });
		await again.tick();
		expect(told(again).sort()).toEqual(left.sort());
		expect(again.executions[0]?.[0]).toMatchObject({
			status: 'COMPLETE',
			recipientEmail: 'jane@example.com',
			unclaimedForDays: 14,
			referenceLineItemID: expect.stringMatching(/-1$/),
		});
		expect(told(await published({ saved: again.saved() }))).toEqual([]);
		expect(sandbox.violations).toEqual([]);
	});

	it('starts it for older ones where that is wished, where the filters fit, and without any code', async () => {
		const old = orderAt(sandbox, Date.now() - 80 * DAY, { campaign: 'Spring' });
		orderAt(sandbox, Date.now() - 80 * DAY);
		orderAt(sandbox, Date.now() - 91 * DAY, { campaign: 'Spring' });
		const filters = { campaign: 'Spring' };
		const life = await published({
			parameters: { ...UNCLAIMED, includeExisting: true, simplify: false, filters },
		});
		expect(told(life)).toEqual([old]);
		expect(JSON.stringify([life.executions, life.saved()])).not.toContain('FAKE-');
	});

	it('is not lost when the look failed, and days that cannot be are told on publishing', async () => {
		const life = await published({ parameters: { ...UNCLAIMED, options: { maxAttempts: 1 } } });
		const due = orderAt(sandbox, Date.now() - 14 * DAY);
		sandbox.faults.next({ kind: 'status-500-before', match: { method: 'GET', path: `/lineItems/${due}-1` } });
		await life.tick();
		expect(life.errors).toMatchObject([{ failure: { cause: 'temporarily-unavailable' } }]);
		await life.tick();
		expect(told(life)).toEqual([due]);
		await expect(published({ parameters: { ...UNCLAIMED, days: 0 } })).rejects.toMatchObject({
			message: expect.stringContaining('Days'),
			failure: { cause: 'configuration-invalid' },
		});
	});
});

describe('fetching a test event', () => {
	it('shows a reward of the last 90 days and remembers nothing', async () => {
		const placed = orderAt(sandbox, Date.now() - DAY);
		const life = await pollLife(sandbox, { parameters: UNCLAIMED });
		const { items } = await life.fetchTestEvent();
		expect(items).toMatchObject([{ referenceOrderID: placed, unclaimedForDays: 14 }]);
		expect(JSON.stringify(items)).not.toContain('FAKE-');
		await life.publish();
		expect(life.executions).toEqual([]);
	});
});
