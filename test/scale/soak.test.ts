import { afterAll, describe, expect, test, vi } from 'vitest';

import { CHANGES } from '../bench/soak/changes.ts';
import { growthPerHour } from '../bench/soak/held.ts';
import { mistakesIn } from '../bench/soak/ledger.ts';
import { soak } from '../bench/soak/life.ts';
import { Cleanups } from '../n8n/shared/cleanups.ts';

/** Under a minute on a machine that has nothing else to do. */
vi.setConfig({ testTimeout: 600_000 });

/** Far more than the pace of these orders needs. */
const MANY_SOCKETS = 30;

const cleanups = new Cleanups();
afterAll(async () => await cleanups.run());

describe('a process that orders on and on', () => {
	test('pays each reward once, whatever changes at Tango, and leaves nothing behind', async () => {
		const said: string[] = [];
		const life = await soak(
			{
				lasts: { rounds: 7 },
				requestsPerSecond: 20,
				roundSeconds: 5,
				tokenLifetimeSeconds: 10,
				say: (line) => said.push(line),
			},
			cleanups,
		);
		console.log(said.at(-1));
		expect(mistakesIn(life)).toEqual([]);
		expect(life.complaints).toEqual([]);
		for (const { says } of CHANGES) expect(said.join('\n')).toContain(says);
		expect(life.tokens, 'tokens that lived for ten seconds').toBeGreaterThan(2);
		expect(life.samples.at(-1)?.mostSockets).toBeLessThan(MANY_SOCKETS);

		// It would be noticed.
		const [order] = life.sandbox.state.orders;
		if (order) life.sandbox.state.book.add(order);
		expect(mistakesIn(life)[0]).toContain('was paid 2 times');
	});

	test('would be told by its samples if it grew', () => {
		const samples = [1, 2, 3, 4].map((minutes) => ({ minutes, value: 70 + minutes / 2 + (minutes % 2) }));
		expect(growthPerHour(samples)).toBeCloseTo(18);
		expect(growthPerHour(samples.map(({ minutes }) => ({ minutes, value: 70 })))).toBe(0);
	});
});
