import { describe, expect, it } from 'vitest';

import { createFakeClock } from '../../../support/fakeClock.ts';

describe('the fake clock', () => {
	it('stands still until it is moved', async () => {
		const clock = createFakeClock(1_000_000);
		expect([clock.now(), clock.unix()]).toEqual([0, 1_000_000]);
		await clock.advance(250);
		expect([clock.now(), clock.unix()]).toEqual([250, 1_000_250]);
	});

	it('wakes sleepers in the order of their times, each at its own moment, equals in the order of sleeping', async () => {
		const clock = createFakeClock();
		const log: string[] = [];
		for (const [name, ms] of [
			['c', 30],
			['a', 10],
			['b1', 20],
			['b2', 20],
		] as const) {
			void clock.sleep(ms).then((result) => log.push(`${name} ${result} ${clock.now()}`));
		}
		await clock.advance(20);
		expect(log).toEqual(['a elapsed 10', 'b1 elapsed 20', 'b2 elapsed 20']);
		expect(clock.sleeping).toBe(1);
		expect(clock.sleeps).toEqual([30, 10, 20, 20]);
	});

	it('wakes those, too, who went to sleep on the way', async () => {
		const clock = createFakeClock();
		const rounds = (async () => {
			for (let round = 0; round < 5; round++) await clock.sleep(10);
			return clock.now();
		})();
		await clock.advance(35);
		expect([clock.now(), clock.sleeps.length]).toEqual([35, 4]);
		await clock.runAll();
		expect(await rounds).toBe(50);
	});

	it('ends a sleep when the signal fires, and does not begin one when it had fired', async () => {
		const clock = createFakeClock();
		const abort = new AbortController();
		const sleep = clock.sleep(10, abort.signal);
		abort.abort();
		expect(await sleep).toBe('cancelled');
		expect(await clock.sleep(10, abort.signal)).toBe('cancelled');
		expect([clock.sleeping, clock.sleeps]).toEqual([0, [10]]);
	});

	it('lets a sleep of nothing pass by itself', async () => {
		expect(await createFakeClock().sleep(0)).toBe('elapsed');
	});
});
