import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';

import type { QueueMode } from '../support/queueMode.ts';
import { onceEach, paid, references, RewardByWebhook } from '../support/rewards.ts';

const REQUESTS_PER_SECOND = 5;
/** More than three workers take at once: some wait in Redis. */
const REWARDS = 40;
/** So many are paid when it strikes. */
const SOME = 6;
/** Tango takes so long for each, so that it strikes in the middle of orders. */
const SLOW_MS = 400;
/** How long Redis and Postgres are away: shorter than n8n waits for them before it gives up (10 s). */
const AWAY_MS = 2_000;
/** Nothing was sent for so long: what is not placed by then, nobody is placing any more. */
const QUIET_MS = 4_000;
const PATIENT = { timeout: 90_000, interval: 100 };

interface Trouble {
	readonly trouble: string;
	strike(queueMode: QueueMode): Promise<void>;
	mend(queueMode: QueueMode): Promise<void>;
	/** What is to be seen before the calls are made again. */
	aftermath?(queueMode: QueueMode, rewards: RewardByWebhook): Promise<void>;
}

const TROUBLES: readonly Trouble[] = [
	{
		trouble: 'a worker is killed',
		strike: async ({ workers }) => await workers[0]?.kill(),
		mend: async (queueMode) => await queueMode.startWorker(0),
		aftermath: retrySendsNothing,
	},
	{
		trouble: 'the main is killed',
		strike: async ({ n8n }) => await n8n.kill(),
		mend: async (queueMode) => await queueMode.startMain(),
	},
	{
		trouble: 'Redis is stopped and started empty',
		strike: async ({ redis }) => await redis.stop(),
		mend: async ({ redis }) => {
			await sleep(AWAY_MS);
			await redis.start();
		},
	},
	{
		trouble: 'Postgres crashes and is started again',
		strike: async ({ postgres }) => await postgres.kill(),
		mend: async ({ postgres }) => {
			await sleep(AWAY_MS);
			await postgres.start();
		},
	},
];

/** What becomes of rewards when a part of the whole fails, and the way back. */
export function troubles(queueMode: QueueMode): void {
	test.each(TROUBLES)(
		'$trouble: nobody is paid twice, and the same calls again pay who is left',
		async ({ strike, mend, aftermath }) => {
			const rewards = await RewardByWebhook.publish(queueMode, { requestsPerSecond: REQUESTS_PER_SECOND });
			const wanted = references(REWARDS);
			const callers = new AbortController();
			queueMode.sandbox.state.processingMs = SLOW_MS;
			const first = rewards.send(wanted, callers.signal);
			await vi.waitFor(() => expect(paid(queueMode).length).toBeGreaterThanOrEqual(SOME), PATIENT);

			await strike(queueMode);
			await mend(queueMode);
			await quiet(queueMode);
			callers.abort();
			await first;
			await aftermath?.(queueMode, rewards);
			const again = await rewards.send(wanted);

			expect(new Set(again)).toEqual(new Set([200]));
			expect(paid(queueMode)).toEqual(onceEach(wanted));
		},
	);
}

/** n8n gives up what a killed worker had, and has no data left of it: its own retry is no way back. */
async function retrySendsNothing(
	{ rest, sandbox }: QueueMode,
	{ workflowId }: RewardByWebhook,
): Promise<void> {
	const [failed] = await vi.waitFor(async () => {
		const found = await rest.executionsOf(workflowId, 'error');
		expect(found).not.toEqual([]);
		return found;
	}, PATIENT);
	const before = sandbox.log.length;
	const retried = await rest.retry(String(failed?.id), 'original');
	expect(retried.status).toBe('error');
	expect(sandbox.log.length).toBe(before);
}

async function quiet({ sandbox }: QueueMode): Promise<void> {
	await vi.waitFor(
		() => expect(performance.now() - (sandbox.log.at(-1)?.at ?? 0)).toBeGreaterThan(QUIET_MS),
		PATIENT,
	);
}
