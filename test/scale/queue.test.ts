import { beforeEach, describe, expect, test } from 'vitest';

import { queueModeOfThisFile } from './support/queueMode.ts';
import { onceEach, paid, references, RewardByWebhook } from './support/rewards.ts';

const queueMode = queueModeOfThisFile();

beforeEach(() => queueMode.sandbox.reset());

describe('three workers', () => {
	test('place 60 rewards of 60 webhook calls made at once, each once', async () => {
		const rewards = await RewardByWebhook.publish(queueMode, 'tangoApi', { requestsPerSecond: 5 });
		const wanted = references(60);

		const statuses = await rewards.send(wanted);

		expect(new Set(statuses)).toEqual(new Set([200]));
		expect(paid(queueMode.sandbox)).toEqual(onceEach(wanted));
	});
});
