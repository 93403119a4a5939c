import { getEventListeners } from 'node:events';

import { describe, expect, it } from 'vitest';

import { systemClock } from '../../../../nodes/Tango/core/foundation/clock.ts';
import {
	createRateLimiter,
	type RateLimiter,
	type SlotWish,
} from '../../../../nodes/Tango/core/limit/rateLimiter.ts';
import { createFakeClock, type FakeClock } from '../../../support/fakeClock.ts';

/** A limiter on a clock that stands still, and a log of who got which answer when: "b go 1050". */
function setUp(requestsPerSecond = 1) {
	const clock = createFakeClock();
	const limiter = createRateLimiter({ requestsPerSecond, clock });
	const log: string[] = [];
	const ask = async (name: string, wish?: SlotWish) => {
		const result = await limiter.acquire(wish);
		log.push(`${name} ${result} ${clock.now()}`);
	};
	return { clock, limiter, log, ask };
}

/** A limiter in a busy process: every timer is half a second late. */
function setUpLate() {
	const clock = createFakeClock();
	const late = {
		...clock,
		sleep: async (ms: number, signal?: AbortSignal) => await clock.sleep(ms + 500, signal),
	};
	return { clock, limiter: createRateLimiter({ requestsPerSecond: 1, clock: late }) };
}

/** Asks for `count` slots at once and gives the times of the starts. */
async function startsOf(count: number, limiter: RateLimiter, clock: FakeClock): Promise<number[]> {
	const starts: number[] = [];
	const all = Array.from({ length: count }, async () => {
		if ((await limiter.acquire()) === 'go') starts.push(clock.now());
	});
	await clock.runAll();
	await Promise.all(all);
	return starts;
}

describe('pace', () => {
	it('counts from the moment a start really happened, for those who wait already too', async () => {
		const { clock, limiter, log, ask } = setUp();
		await ask('a');
		void ask('b');
		await clock.advance(400);
		limiter.noteStart(); // a's connection took 400 ms
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b go 1450']);
	});

	it('does not slow down high rates by counting from real starts', async () => {
		const { clock, limiter } = setUp(100_000);
		await limiter.acquire();
		limiter.noteStart();
		expect(await limiter.acquire()).toBe('go');
		expect(clock.sleeps).toEqual([]);
	});

	it('lets the first one start at once, without a timer', async () => {
		const { limiter, clock } = setUp();
		expect(await limiter.acquire()).toBe('go');
		expect(clock.sleeps).toEqual([]);
	});

	it.each([
		[1, 1050],
		[0.5, 2050],
		[2, 525],
		[10, 105],
		[200, 5.25],
	])(
		'at %f per second keeps %f ms between two starts: 5 %% more than asked, 50 ms at most',
		async (rate, gap) => {
			const { limiter, clock } = setUp(rate);
			const starts = await startsOf(4, limiter, clock);
			starts.forEach((start, index) => expect(start).toBeCloseTo(index * gap, 6));
		},
	);

	it('saves no slots up while nobody asks', async () => {
		const { limiter, clock } = setUp();
		await limiter.acquire();
		await clock.advance(60_000);
		expect(await startsOf(3, limiter, clock)).toEqual([60_000, 61_050, 62_100]);
	});

	it('never starts early although timers fire early', async () => {
		const clock = createFakeClock();
		const hasty = {
			...clock,
			sleep: async (ms: number, signal?: AbortSignal) => await clock.sleep(ms * 0.6, signal),
		};
		const limiter = createRateLimiter({ requestsPerSecond: 1, clock: hasty });
		expect(await startsOf(3, limiter, clock)).toEqual([0, 1050, 2100].map((at) => expect.closeTo(at, 3)));
	});

	it('waits for longer than a Node timer can', async () => {
		const { limiter, clock } = setUp(1 / (40 * 86_400));
		expect(await startsOf(2, limiter, clock)).toEqual([0, 40 * 86_400_000 + 50]);
		expect(Math.max(...clock.sleeps)).toBeLessThan(2 ** 31);
	});

	it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a rate of %f', (requestsPerSecond) => {
		const refused = expect.objectContaining({
			code: 'INVALID_CREDENTIALS_FIELD',
			facts: { field: 'requestsPerSecond', problem: 'must be a number above 0' },
		});
		expect(() => createRateLimiter({ requestsPerSecond, clock: createFakeClock() })).toThrow(refused);
		expect(() => setUp().limiter.setRate(requestsPerSecond)).toThrow(refused);
	});
});

describe('high rates', () => {
	it('serve 100,000 in a second with few timers, and never more than 5 ms of work in advance', async () => {
		const clock = createFakeClock();
		// Like a real timer: whole milliseconds, and up to two of them late.
		const coarse = {
			...clock,
			sleep: async (ms: number, signal?: AbortSignal) => await clock.sleep(Math.ceil(ms) + 2, signal),
		};
		const limiter = createRateLimiter({ requestsPerSecond: 100_000, clock: coarse });
		const starts = await startsOf(100_000, limiter, clock);
		expect(starts).toHaveLength(100_000);
		expect(clock.now()).toBeGreaterThan(1040);
		expect(clock.now()).toBeLessThan(1060);
		expect(clock.sleeps.length).toBeLessThan(1000);
		const startsUntil = new Map(starts.map((start, index) => [start, index + 1]));
		for (const [at, count] of startsUntil) expect(count).toBeLessThanOrEqual((at + 5) / 0.0105 + 1);
	});

	it('cost no timer while there is no need to wait', async () => {
		const { limiter, clock } = setUp(100_000);
		for (let call = 0; call < 100; call++) await limiter.acquire();
		expect(clock.sleeps).toEqual([]);
	});

	it('are reached with real timers, one caller after the other', async () => {
		const limiter = createRateLimiter({ requestsPerSecond: 100_000, clock: systemClock });
		const startedAt = performance.now();
		for (let call = 0; call < 5000; call++) await limiter.acquire();
		// 47 ms by the pace; one timer per call would be more than 5 s.
		expect(performance.now() - startedAt).toBeGreaterThan(40);
		expect(performance.now() - startedAt).toBeLessThan(2000);
	});
});

describe('waiting', () => {
	it('is first come, first served, and needs one timer for all', async () => {
		const { clock, log, ask } = setUp();
		for (const name of ['a', 'b', 'c']) void ask(name);
		expect(clock.sleeps.length).toBeLessThanOrEqual(1);
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b go 1050', 'c go 2100']);
	});

	it('is not overtaken by somebody who comes when the timer is late', async () => {
		const { clock, limiter } = setUpLate();
		const starts: string[] = [];
		const ask = async (name: string) => {
			await limiter.acquire();
			starts.push(name);
		};
		void ask('a');
		void ask('b');
		await clock.advance(1300);
		void ask('c');
		await clock.runAll();
		expect(starts).toEqual(['a', 'b', 'c']);
	});

	it('ends when the signal fires, and those behind move up', async () => {
		const { clock, log, ask } = setUp();
		const second = new AbortController();
		void ask('a');
		void ask('b', { signal: second.signal });
		void ask('c');
		void ask('d');
		await clock.advance(1000);
		second.abort();
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b cancelled 1000', 'c go 1050', 'd go 2100']);
	});

	it('uses no slot when the signal had fired before', async () => {
		const { clock, log, ask } = setUp();
		await ask('a', { signal: AbortSignal.abort() });
		await ask('b');
		await clock.runAll();
		expect(log).toEqual(['a cancelled 0', 'b go 0']);
	});

	it('leaves no timer behind when the last waiter is gone', async () => {
		const { clock, limiter } = setUp();
		const abort = new AbortController();
		await limiter.acquire();
		const waiting = limiter.acquire({ signal: abort.signal });
		await clock.advance(1);
		expect(clock.sleeping).toBe(1);
		abort.abort();
		expect(await waiting).toBe('cancelled');
		expect(clock.sleeping).toBe(0);
	});

	it('works on after everybody had gone at once', async () => {
		const { clock, log, ask } = setUp();
		const abort = new AbortController();
		void ask('a');
		void ask('b', { signal: abort.signal });
		abort.abort();
		void ask('c');
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b cancelled 0', 'c go 1050']);
	});

	it('leaves no listener on the signal, however it ends', async () => {
		const { clock, limiter } = setUp();
		const { signal } = new AbortController();
		const all = [
			limiter.acquire({ signal }),
			limiter.acquire({ signal }),
			limiter.acquire({ signal, latestStart: 5000 }),
		];
		expect(getEventListeners(signal, 'abort')).toHaveLength(2);
		limiter.pauseFor(10_000);
		await clock.runAll();
		expect(await Promise.all(all)).toEqual(['go', 'go', 'tooLate']);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});
});

describe('the latest start', () => {
	it('may be the slot itself; a millisecond less is too late, at once and without a slot', async () => {
		const { clock, log, ask } = setUp();
		void ask('a');
		void ask('b', { latestStart: 1049 });
		void ask('c', { latestStart: 1050 });
		void ask('d', { latestStart: 2099 });
		void ask('e', { latestStart: 2100 });
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b tooLate 0', 'd tooLate 0', 'c go 1050', 'e go 2100']);
	});

	it('in the past is too late even when nobody waits', async () => {
		const { clock, limiter } = setUp();
		await clock.advance(10);
		expect(await limiter.acquire({ latestStart: 9 })).toBe('tooLate');
		expect(await limiter.acquire({ latestStart: 10 })).toBe('go');
	});

	it('in the past is too late at high rates, too, where missed slots are made up for', async () => {
		const { clock, limiter } = setUp(1000);
		await clock.advance(10);
		expect(await limiter.acquire({ latestStart: 9 })).toBe('tooLate');
	});

	it('is looked at again when a pause moves the slots, and those behind the dismissed move up', async () => {
		const { clock, limiter, log, ask } = setUp();
		void ask('a');
		void ask('b', { latestStart: 4000 });
		void ask('c', { latestStart: 6000 });
		void ask('d');
		await clock.advance(100);
		limiter.pauseFor(5000);
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b tooLate 100', 'c go 5100', 'd go 6150']);
	});

	it('is looked at again when the rate goes down', async () => {
		const { clock, limiter, log, ask } = setUp(10);
		for (const name of ['a', 'b', 'c']) void ask(name, { latestStart: 300 });
		limiter.setRate(5);
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'c tooLate 0', 'b go 210']);
	});

	it('holds when the process was too busy to serve in time, and the slot goes to the next', async () => {
		const { clock, limiter } = setUpLate();
		const all = [limiter.acquire(), limiter.acquire({ latestStart: 1100 }), limiter.acquire()];
		await clock.runAll();
		expect(await Promise.all(all)).toEqual(['go', 'tooLate', 'go']);
		expect(clock.now()).toBe(1550);
	});
});

describe('a pause', () => {
	it('holds back waiters and newcomers, then goes on at the usual pace', async () => {
		const { clock, limiter, log, ask } = setUp();
		void ask('a');
		void ask('b');
		await clock.advance(1000);
		limiter.pauseFor(4000);
		void ask('c');
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b go 5000', 'c go 6050']);
	});

	it('is not shortened by a later, shorter one', async () => {
		const { clock, limiter, log, ask } = setUp();
		limiter.pauseUntil(5000);
		limiter.pauseFor(10);
		limiter.pauseUntil(0);
		limiter.pauseFor(-1);
		limiter.pauseUntil(Number.NaN);
		void ask('a');
		await clock.runAll();
		expect(log).toEqual(['a go 5000']);
	});

	it('does not shorten the spacing when it is shorter than that', async () => {
		const { clock, limiter, log, ask } = setUp();
		void ask('a');
		limiter.pauseFor(10);
		void ask('b');
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b go 1050']);
	});

	it('gives no credit for the paused time at high rates', async () => {
		const { clock, limiter } = setUp(1000);
		limiter.pauseFor(1000);
		const starts = await startsOf(3, limiter, clock);
		expect(starts).toEqual([1000, 1001.05, 1002.1].map((at) => expect.closeTo(at, 6)));
	});
});

describe('setRate', () => {
	it('lets waiters start sooner when the rate goes up', async () => {
		const { clock, limiter, log, ask } = setUp();
		for (const name of ['a', 'b', 'c']) void ask(name);
		await clock.advance(300);
		limiter.setRate(10);
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b go 300', 'c go 405']);
	});

	it('counts from the last start when the rate goes down', async () => {
		const { clock, limiter, log, ask } = setUp(10);
		void ask('a');
		await clock.advance(50);
		limiter.setRate(1);
		void ask('b');
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b go 1050']);
	});
});

describe('isIdle', () => {
	it('is false while a slot is used up, somebody waits or a pause lasts', async () => {
		const { clock, limiter, ask } = setUp();
		expect(limiter.isIdle()).toBe(true);
		await ask('a');
		expect(limiter.isIdle()).toBe(false);
		await clock.advance(1050);
		expect(limiter.isIdle()).toBe(true);
		limiter.pauseFor(10);
		expect(limiter.isIdle()).toBe(false);
		void ask('b');
		await clock.runAll();
		expect(limiter.isIdle()).toBe(false);
	});

	it('is false while somebody waits for a timer that is late', async () => {
		const { clock, limiter } = setUpLate();
		void limiter.acquire();
		void limiter.acquire();
		await clock.advance(1300);
		expect(limiter.isIdle()).toBe(false);
		await clock.runAll();
	});
});
