import { describe, expect, it } from 'vitest';

import { createLine } from '../../../../nodes/Tango/core/limit/line.ts';
import { createRateLimiter } from '../../../../nodes/Tango/core/limit/rateLimiter.ts';
import {
	slotsOfLine,
	type SharedSlots,
	type SlotAnswer,
} from '../../../../nodes/Tango/core/limit/sharedSlots.ts';
import type { SlotWish } from '../../../../nodes/Tango/core/limit/slot.ts';
import { createFakeClock, type FakeClock } from '../../../support/fakeClock.ts';

const GAP_MS = 1_050;

/** Keeps the slots of several processes, all on the test's clock. `asking` is how long an answer takes. */
function keeper(clock: FakeClock, { asking = 1 } = {}) {
	let [last, open, pausedUntil, asked] = [-Infinity, false, -Infinity, 0];
	let away: number | undefined;
	const slots: SharedSlots = {
		claim: async (_line, { gapMs }): Promise<SlotAnswer> => {
			asked += 1;
			await clock.sleep(asking);
			if (away !== undefined) return { kind: 'away', share: away };
			const now = clock.now();
			const at = Math.max(open ? now + gapMs : last + gapMs, pausedUntil);
			if (at > now) return { kind: 'later', ms: at - now };
			[last, open] = [now, true];
			return { kind: 'yours' };
		},
		started: () => {
			[last, open] = [clock.now(), false];
		},
		pauseFor: (_line, ms) => {
			pausedUntil = Math.max(pausedUntil, clock.now() + ms);
		},
	};
	return {
		slots,
		asked: () => asked,
		goAway: (share: number) => {
			away = share;
		},
		comeBack: () => {
			away = undefined;
		},
	};
}

/** Lines of so many processes, and who started when: "0 a 1050". */
function setUp(processes = 2, options: { asking?: number } = {}) {
	const clock = createFakeClock();
	const kept = keeper(clock, options);
	const log: string[] = [];
	const starts: number[] = [];
	const lines = Array.from({ length: processes }, () => {
		const line = createLine(clock);
		line.setRate(1);
		line.share(slotsOfLine(kept.slots, 'requests'));
		return line;
	});
	const ask = async (process: number, name: string, wish: SlotWish = {}, handshakeMs = 0) => {
		const starter = {};
		const result = await lines[process]?.acquire(starter, wish);
		if (result === 'go') {
			await clock.sleep(handshakeMs);
			starts.push(clock.now());
		}
		log.push(`${process} ${name} ${result} ${Math.round(clock.now())}`);
		lines[process]?.started(starter);
	};
	const gaps = () => starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
	return { clock, lines, ask, log, gaps, ...kept };
}

describe('slots that processes share', () => {
	it('keep one pace for all of them, and nearly all of it is used', async () => {
		const { clock, ask, gaps } = setUp(3);
		const all = [0, 1, 2].flatMap((process) =>
			[...'abcdefghij'].map(async (name) => await ask(process, name)),
		);
		await clock.runAll();
		await Promise.all(all);
		expect(gaps()).toHaveLength(29);
		expect(Math.min(...gaps())).toBeGreaterThanOrEqual(GAP_MS);
		expect(clock.now()).toBeLessThan(29 * GAP_MS * 1.01);
	});

	it('are asked for by the first in line only', async () => {
		const { clock, ask, asked } = setUp(1);
		for (let index = 0; index < 50; index++) void ask(0, 'one');
		await clock.advance(10);
		expect(asked()).toBe(1);
	});

	it('are spent when the bytes go out: a slow handshake holds the other processes as well', async () => {
		const { clock, ask, log } = setUp();
		void ask(0, 'slow', {}, 3_000);
		await clock.advance(10);
		void ask(1, 'quick');
		await clock.runAll();
		expect(log[0]).toBe('0 slow go 3001');
		expect(log[1]).toMatch(/^1 quick go 4\d\d\d$/);
	});

	it('go to a person who comes while the slot is asked for', async () => {
		const { clock, ask, log } = setUp(1, { asking: 100 });
		void ask(0, 'item');
		await clock.advance(50);
		void ask(0, 'person', { personWaits: true });
		await clock.runAll();
		expect(log.map((entry) => entry.split(' ')[1])).toEqual(['person', 'item']);
	});

	it('are given back by whoever has gone meanwhile', async () => {
		const { clock, ask, log } = setUp(2, { asking: 100 });
		const cancel = new AbortController();
		void ask(0, 'gone', { signal: cancel.signal });
		await clock.advance(50);
		cancel.abort();
		await clock.advance(60);
		void ask(1, 'other');
		await clock.runAll();
		expect(log[0]).toBe('0 gone cancelled 50');
		expect(log[1]).toMatch(/^1 other go 1[12]\d\d$/);
	});

	it('tell those at once who would come too late', async () => {
		const { clock, ask, log } = setUp();
		void ask(0, 'first');
		await clock.advance(10);
		void ask(1, 'hurried', { latestStart: 900 });
		await clock.advance(10);
		expect(log.at(-1)).toBe('1 hurried tooLate 11');
	});

	it('pause for all when Tango says how long', async () => {
		const { clock, ask, lines, log } = setUp();
		lines[0]?.pauseAllUntil(60_000);
		void ask(1, 'other');
		await clock.runAll();
		expect(log).toEqual(['1 other go 60001']);
	});

	it('that are away leave each process its share of the pace, and count again when they are back', async () => {
		const { clock, ask, gaps, goAway, comeBack } = setUp(1);
		goAway(3);
		for (let index = 0; index < 3; index++) void ask(0, 'alone');
		await clock.advance(3 * 2 * GAP_MS + 10);
		expect(gaps().map(Math.round)).toEqual([3 * GAP_MS, 3 * GAP_MS]);
		comeBack();
		for (let index = 0; index < 3; index++) void ask(0, 'together');
		await clock.runAll();
		expect(gaps().slice(-1)[0]).toBeLessThan(GAP_MS * 1.01);
	});
});

describe('a platform', () => {
	it('shares its slots for as long as one of its credentials does', async () => {
		const clock = createFakeClock();
		const { slots, asked } = keeper(clock);
		const limiter = createRateLimiter(clock);
		const enter = (shared: boolean) =>
			limiter.enter({ requestsPerSecond: 1, isRead: false, ...(shared ? { slots } : {}) });
		const call = async (shared: boolean) => {
			const seat = enter(shared);
			const done = seat.acquire().then(() => seat.leave());
			await clock.runAll();
			await done;
		};
		await call(false);
		expect(asked()).toBe(0);
		const other = enter(true);
		await call(false);
		expect(asked()).toBeGreaterThan(0);
		const before = asked();
		other.leave();
		await call(false);
		expect(asked()).toBe(before);
	});
});
