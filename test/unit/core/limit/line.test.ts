import { getEventListeners } from 'node:events';

import { describe, expect, it } from 'vitest';

import { systemClock } from '../../../../nodes/Tango/core/foundation/clock.ts';
import type { SlotWish } from '../../../../nodes/Tango/core/limit/slot.ts';
import { createFakeClock, type FakeClock } from '../../../support/fakeClock.ts';
import { quickLine, type QuickLine } from './quickLine.ts';

/** A line on a clock that stands still, and a log of who got which answer when: "b go 1050". */
function setUp(requestsPerSecond = 1) {
	const clock = createFakeClock();
	const line = quickLine(clock, requestsPerSecond);
	const log: string[] = [];
	const ask = async (name: string, wish?: SlotWish) => {
		const result = await line.acquire(wish);
		log.push(`${name} ${result} ${clock.now()}`);
	};
	return { clock, line, log, ask };
}

/** A line in a busy process: every timer is half a second late. */
function setUpLate() {
	const clock = createFakeClock();
	const late = {
		...clock,
		sleep: async (ms: number, signal?: AbortSignal) => await clock.sleep(ms + 500, signal),
	};
	return { clock, line: quickLine(late, 1) };
}

/** Asks for `count` slots at once and gives the times of the starts. */
async function startsOf(count: number, line: QuickLine, clock: FakeClock): Promise<number[]> {
	const starts: number[] = [];
	const all = Array.from({ length: count }, async () => {
		if ((await line.acquire()) === 'go') starts.push(clock.now());
	});
	await clock.runAll();
	await Promise.all(all);
	return starts;
}

describe('pace', () => {
	it('lets the first one start at once, without a timer', async () => {
		const { line, clock } = setUp();
		expect(await line.acquire()).toBe('go');
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
			const { line, clock } = setUp(rate);
			const starts = await startsOf(4, line, clock);
			starts.forEach((start, index) => expect(start).toBeCloseTo(index * gap, 6));
		},
	);

	it('saves no slots up while nobody asks', async () => {
		const { line, clock } = setUp();
		await line.acquire();
		await clock.advance(60_000);
		expect(await startsOf(3, line, clock)).toEqual([60_000, 61_050, 62_100]);
	});

	it.each([
		[1, 1_048],
		[5, 208],
		[20, 51.25],
	])(
		'at %i per second makes up for timers that come late, and keeps %f ms all the same',
		async (rate, least) => {
			const clock = createFakeClock();
			let naps = 0;
			const late = {
				...clock,
				sleep: async (ms: number, signal?: AbortSignal) => await clock.sleep(ms + (naps++ % 2), signal),
			};
			const starts = await startsOf(100, quickLine(late, rate), clock);
			const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
			expect(Math.min(...gaps)).toBeGreaterThanOrEqual(least - 1e-6);
			const due = (1_000 / rate) * 1.05 * 99;
			expect((starts.at(-1) ?? 0) - due).toBeLessThanOrEqual(1.001);
		},
	);

	it('never starts early although timers fire early', async () => {
		const clock = createFakeClock();
		const hasty = {
			...clock,
			sleep: async (ms: number, signal?: AbortSignal) => await clock.sleep(ms * 0.6, signal),
		};
		const line = quickLine(hasty, 1);
		expect(await startsOf(3, line, clock)).toEqual([0, 1050, 2100].map((at) => expect.closeTo(at, 3)));
	});

	it('waits for longer than a Node timer can', async () => {
		const { line, clock } = setUp(1 / (40 * 86_400));
		expect(await startsOf(2, line, clock)).toEqual([0, 40 * 86_400_000 + 50]);
		expect(Math.max(...clock.sleeps)).toBeLessThan(2 ** 31);
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
		const line = quickLine(coarse, 100_000);
		const starts = await startsOf(100_000, line, clock);
		expect(starts).toHaveLength(100_000);
		expect(clock.now()).toBeGreaterThan(1040);
		expect(clock.now()).toBeLessThan(1060);
		expect(clock.sleeps.length).toBeLessThan(1000);
		const startsUntil = new Map(starts.map((start, index) => [start, index + 1]));
		for (const [at, count] of startsUntil) expect(count).toBeLessThanOrEqual((at + 5) / 0.0105 + 1);
	});

	it('cost no timer while there is no need to wait', async () => {
		const { line, clock } = setUp(100_000);
		for (let call = 0; call < 100; call++) await line.acquire();
		expect(clock.sleeps).toEqual([]);
	});

	it('are reached with real timers, one caller after the other', async () => {
		const line = quickLine(systemClock, 100_000);
		const startedAt = performance.now();
		for (let call = 0; call < 5000; call++) await line.acquire();
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
		const { clock, line } = setUpLate();
		const starts: string[] = [];
		const ask = async (name: string) => {
			await line.acquire();
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
		const { clock, line } = setUp();
		const abort = new AbortController();
		await line.acquire();
		const waiting = line.acquire({ signal: abort.signal });
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
		const { clock, line } = setUp();
		const { signal } = new AbortController();
		const all = [
			line.acquire({ signal }),
			line.acquire({ signal }),
			line.acquire({ signal, latestStart: 5000 }),
		];
		expect(getEventListeners(signal, 'abort')).toHaveLength(2);
		line.pauseFor(10_000);
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
		const { clock, line } = setUp();
		await clock.advance(10);
		expect(await line.acquire({ latestStart: 9 })).toBe('tooLate');
		expect(await line.acquire({ latestStart: 10 })).toBe('go');
	});

	it('in the past is too late at high rates, too, where missed slots are made up for', async () => {
		const { clock, line } = setUp(1000);
		await clock.advance(10);
		expect(await line.acquire({ latestStart: 9 })).toBe('tooLate');
	});

	it('is looked at again when a pause moves the slots, and those behind the dismissed move up', async () => {
		const { clock, line, log, ask } = setUp();
		void ask('a');
		void ask('b', { latestStart: 4000 });
		void ask('c', { latestStart: 6000 });
		void ask('d');
		await clock.advance(100);
		line.pauseFor(5000);
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b tooLate 100', 'c go 5100', 'd go 6150']);
	});

	it('is looked at again when the rate goes down', async () => {
		const { clock, line, log, ask } = setUp(10);
		for (const name of ['a', 'b', 'c']) void ask(name, { latestStart: 300 });
		line.setRate(5);
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'c tooLate 0', 'b go 210']);
	});

	it('holds when the process was too busy to serve in time, and the slot goes to the next', async () => {
		const { clock, line } = setUpLate();
		const all = [line.acquire(), line.acquire({ latestStart: 1100 }), line.acquire()];
		await clock.runAll();
		expect(await Promise.all(all)).toEqual(['go', 'tooLate', 'go']);
		expect(clock.now()).toBe(1550);
	});
});

describe('a pause', () => {
	it('holds back waiters and newcomers, then goes on at the usual pace', async () => {
		const { clock, line, log, ask } = setUp();
		void ask('a');
		void ask('b');
		await clock.advance(1000);
		line.pauseFor(4000);
		void ask('c');
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b go 5000', 'c go 6050']);
	});

	it('is not shortened by a later, shorter one', async () => {
		const { clock, line, log, ask } = setUp();
		line.pauseUntil(5000);
		line.pauseFor(10);
		line.pauseUntil(0);
		line.pauseFor(-1);
		line.pauseUntil(Number.NaN);
		void ask('a');
		await clock.runAll();
		expect(log).toEqual(['a go 5000']);
	});

	it('does not shorten the spacing when it is shorter than that', async () => {
		const { clock, line, log, ask } = setUp();
		void ask('a');
		line.pauseFor(10);
		void ask('b');
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b go 1050']);
	});

	it('gives no credit for the paused time at high rates', async () => {
		const { clock, line } = setUp(1000);
		line.pauseFor(1000);
		const starts = await startsOf(3, line, clock);
		expect(starts).toEqual([1000, 1001.05, 1002.1].map((at) => expect.closeTo(at, 6)));
	});
});

describe('setRate', () => {
	it('lets waiters start sooner when the rate goes up, after the gap that held at the last start', async () => {
		const { clock, line, log, ask } = setUp();
		for (const name of ['a', 'b', 'c']) void ask(name);
		await clock.advance(300);
		line.setRate(10);
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b go 1050', 'c go 1155']);
	});

	it('keeps the gap of a mistyped rate for a minute at most', async () => {
		const { clock, line, log, ask } = setUp(0.001);
		void ask('a');
		await clock.advance(10);
		line.setRate(1);
		void ask('b');
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b go 60000']);
	});

	it('counts from the last start when the rate goes down', async () => {
		const { clock, line, log, ask } = setUp(10);
		void ask('a');
		await clock.advance(50);
		line.setRate(1);
		void ask('b');
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b go 1050']);
	});
});

describe('isIdle', () => {
	it('is false while a slot is used up, somebody waits or a pause lasts', async () => {
		const { clock, line, ask } = setUp();
		expect(line.isIdle()).toBe(true);
		await ask('a');
		expect(line.isIdle()).toBe(false);
		await clock.advance(1050);
		expect(line.isIdle()).toBe(true);
		line.pauseFor(10);
		expect(line.isIdle()).toBe(false);
		void ask('b');
		await clock.runAll();
		expect(line.isIdle()).toBe(false);
	});

	it('is false while somebody waits for a timer that is late', async () => {
		const { clock, line } = setUpLate();
		void line.acquire();
		void line.acquire();
		await clock.advance(1300);
		expect(line.isIdle()).toBe(false);
		await clock.runAll();
	});
});

describe('whoever was let go', () => {
	it('keeps the others waiting until the start, and the pace counts from there', async () => {
		const { clock, line, log, ask } = setUp();
		const slow = {};
		expect(await line.acquireAs(slow)).toBe('go');
		void ask('b');
		await clock.advance(5_000);
		expect(log).toEqual([]);
		line.started(slow);
		await clock.runAll();
		expect(log).toEqual(['b go 6048']);
	});

	it('tells those behind at once that it is too late for them', async () => {
		const { clock, line } = setUp();
		await line.acquireAs({});
		await clock.advance(4_000);
		expect(await line.acquire({ latestStart: 5_047 })).toBe('tooLate');
	});

	it('keeps nobody waiting at high rates, where the rate is kept on average', async () => {
		const { clock, line } = setUp(100_000);
		for (let call = 0; call < 100; call++) expect(await line.acquireAs({})).toBe('go');
		expect(clock.sleeps).toEqual([]);
	});
});

describe('a person', () => {
	const person = { personWaits: true };

	it('goes ahead of items, behind other people, in the same spacing', async () => {
		const { clock, log, ask } = setUp();
		for (const name of ['a', 'b', 'c']) void ask(name);
		void ask('P', person);
		void ask('Q', person);
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'P go 1050', 'Q go 2100', 'b go 3150', 'c go 4200']);
	});

	it('leaves every eleventh slot to the items, however many come', async () => {
		const { clock, log, ask } = setUp();
		for (const name of ['a', 'b', 'c']) void ask(name);
		for (let one = 0; one < 25; one++) void ask('P', person);
		await clock.runAll();
		const order = log.map((line) => line[0]).join('');
		expect(order).toBe(`a${'P'.repeat(10)}b${'P'.repeat(10)}c${'P'.repeat(5)}`);
	});

	it('that comes tells an item at once when it is too late for it now', async () => {
		const { clock, log, ask } = setUp();
		void ask('a');
		void ask('b', { latestStart: 1_050 });
		void ask('c', { latestStart: 3_150 });
		await clock.advance(10);
		void ask('P', person);
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b tooLate 10', 'P go 1050', 'c go 2100']);
	});

	it('that goes away leaves the slot to the items', async () => {
		const { clock, log, ask } = setUp();
		const abort = new AbortController();
		void ask('a');
		void ask('b');
		void ask('P', { ...person, signal: abort.signal });
		await clock.advance(500);
		abort.abort();
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'P cancelled 500', 'b go 1050']);
	});
});

describe('slowing down', () => {
	it('doubles the gap, up to ten times, for those who wait already, too', async () => {
		const { clock, line, log, ask } = setUp();
		void ask('a');
		void ask('b');
		await clock.advance(100);
		line.slowDown(0);
		await clock.runAll();
		expect(log).toEqual(['a go 0', 'b go 2100']);
		for (const gap of [4_200, 8_400, 10_500, 10_500]) {
			line.slowDown(clock.now());
			const before = clock.now();
			void ask('c');
			await clock.runAll();
			expect(clock.now() - before).toBe(gap);
		}
	});

	it('happens once for all who were on their way when it was slowed', async () => {
		const { clock, line, log, ask } = setUp(10);
		for (const name of ['a', 'b', 'c']) void ask(name);
		await clock.runAll();
		for (const startedAt of [0, 105, 210]) line.slowDown(startedAt);
		void ask('d');
		await clock.runAll();
		expect(log.at(-1)).toBe('d go 420');
	});

	it('ends step by step: a tenth quicker with each success, never quicker than the rate', async () => {
		const { clock, line, ask } = setUp();
		await ask('a');
		line.slowDown(0);
		const gaps: number[] = [];
		for (let success = 0; success < 9; success++) {
			const before = clock.now();
			void ask('b');
			await clock.runAll();
			gaps.push(Math.round(clock.now() - before));
			line.speedUp();
		}
		expect(gaps).toEqual([2_100, 2_100, 1_890, 1_701, 1_531, 1_378, 1_240, 1_116, 1_050]);
	});

	it('tells those at once for whom it is too late now, and is not forgotten', async () => {
		const { clock, line, log, ask } = setUp();
		void ask('a');
		void ask('b', { latestStart: 2_000 });
		await clock.advance(1);
		line.slowDown(0);
		await clock.advance(60_000);
		expect(log).toEqual(['a go 0', 'b tooLate 1']);
		expect(line.isIdle()).toBe(false);
	});
});
