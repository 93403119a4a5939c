import { expect, test } from 'vitest';

import { countOf } from '../support/arrivals.ts';
import { type QueueMode, WORKERS } from '../support/queueMode.ts';
import { onceEach, paid, references, RewardByWebhook } from '../support/rewards.ts';

const REWARDS = 60;
/** With its few reads this takes half a minute at one request a second. */
const FEW = 20;

/** What several workers do with many executions that all begin at once. */
export function manyAtOnce(queueMode: QueueMode): void {
	test.each([
		{ requestsPerSecond: 5, calls: REWARDS },
		{ requestsPerSecond: 1, calls: FEW },
	])('place each reward once: $calls calls at $requestsPerSecond/s', async ({ requestsPerSecond, calls }) => {
		const rewards = await RewardByWebhook.publish(queueMode, { requestsPerSecond });
		const wanted = references(calls);

		const statuses = await rewards.send(wanted);

		expect(new Set(statuses)).toEqual(new Set([200]));
		expect(paid(queueMode)).toEqual(onceEach(wanted));
		const { log, violations } = queueMode.sandbox;
		expect(violations).toEqual([]);
		expect(countOf(log, '/catalogs')).toBeLessThanOrEqual(WORKERS);
	});

	test('place each reward once with OAuth2, with one token for each worker', async () => {
		const rewards = await RewardByWebhook.publish(queueMode, { requestsPerSecond: 20 }, 'tangoOAuth2Api');
		const wanted = references(REWARDS);

		const statuses = await rewards.send(wanted);

		expect(new Set(statuses)).toEqual(new Set([200]));
		expect(paid(queueMode)).toEqual(onceEach(wanted));
		expect(queueMode.sandbox.state.tokensIssued.length).toBeLessThanOrEqual(WORKERS);
	});
}
