import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonRecord } from '../../../../nodes/Tango/core/api/page.ts';
import {
	markOfNow,
	readSince,
	type GrowingList,
	type Period,
} from '../../../../nodes/Tango/core/polling/growing.ts';
import {
	markAt,
	MOST_SEEN,
	OVERLAP_MS,
	readMark,
	type Mark,
} from '../../../../nodes/Tango/core/polling/mark.ts';

const START = Date.UTC(2026, 10, 1);
const MINUTE = 60_000;

interface Thing {
	readonly id: string;
	readonly at: number;
	/** When Tango lists it: later than it was made. */
	readonly listedAt: number;
}

interface Habits {
	/** How many to a page. */
	readonly perPage?: number;
	/** So much later the next page is read: things are listed meanwhile. */
	readonly pageMs?: number;
	/** In what order they come; nobody promised one. */
	readonly order?: 'newest' | 'oldest' | 'any';
	/** Whether fractions of a second are cut off a period's borders. */
	readonly cuts?: boolean;
}

/** A list as Tango has it at `now`, which goes on while pages are read. */
function listAt(things: readonly Thing[], now: number, habits: Habits = {}) {
	const { perPage = 100, pageMs = 0, order = 'newest', cuts = false } = habits;
	const periods: Period[] = [];
	let time = now;
	const border = (date: string) => (cuts ? Math.floor(Date.parse(date) / 1_000) * 1_000 : Date.parse(date));
	const rank = {
		newest: ({ at }: Thing) => -at,
		oldest: ({ at }: Thing) => at,
		any: ({ id }: Thing) => (Number(id.replace(/\D/g, '')) * 7_919) % 97,
	}[order];
	const page = ({ startDate, endDate }: Period, number: number) => {
		const fit = things
			.filter(({ at, listedAt }) => listedAt <= time && at >= border(startDate))
			.filter(({ at }) => endDate === undefined || at <= border(endDate))
			.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
		time += pageMs;
		const items = fit.slice(number * perPage, (number + 1) * perPage);
		return {
			items: items.map(({ id, at }): JsonRecord => ({ id, createdAt: new Date(at).toISOString() })),
			count: fit.length,
		};
	};
	const list: GrowingList = {
		first: async (period) => {
			periods.push(period);
			const { items, count } = page(period, 0);
			return { items, count, isAll: items.length >= count };
		},
		all: async (period) => {
			const found: JsonRecord[] = [];
			for (let number = 0; ; number += 1) {
				const { items, count } = page(period, number);
				found.push(...items);
				if (items.length === 0 || found.length >= count) return found;
			}
		},
		idOf: ({ id }) => id,
		timeOf: ({ createdAt }) => createdAt,
	};
	return { list, periods };
}

const never = () => false;

function thing(id: string, at: number, listedAt = at): Thing {
	return { id, at: START + at, listedAt: START + listedAt };
}

async function idsSince(things: readonly Thing[], now: number, mark: Mark, habits: Habits = {}) {
	const { list } = listAt(things, START + now, habits);
	const found = await readSince(list, mark, { now: START + now, isTimeUp: never });
	return { ids: found.fresh.map(({ id }) => id), mark: found.mark };
}

describe('what was added to a list', () => {
	it('is told once, oldest first, also where several have the same time', async () => {
		const things = [thing('b', 2_000), thing('a', 2_000), thing('c', 1_000)];
		const first = await idsSince(things, 5_000, markAt(START));
		expect(first.ids).toEqual(['c', 'a', 'b']);
		const second = await idsSince([...things, thing('d', 2_000, 6_000)], 9_000, first.mark);
		expect(second.ids).toEqual(['d']);
	});

	it('is found though Tango lists it late', async () => {
		const late = thing('late', 1_000, OVERLAP_MS);
		const first = await idsSince([thing('new', 100_000), late], 100_000, markAt(START));
		expect(first.ids).toEqual(['new']);
		expect((await idsSince([thing('new', 100_000), late], OVERLAP_MS, first.mark)).ids).toEqual(['late']);
	});

	it('never moves the mark beyond the newest thing, whatever our clock says', async () => {
		const first = await idsSince([thing('a', 1_000)], 60 * MINUTE, markAt(START));
		expect(first.mark.read).toBe(START + 1_000);
	});

	it('is found after a thing with the time of another age', async () => {
		const odd = thing('odd', 900 * 365 * 86_400_000, 0);
		const first = await idsSince([odd], 1_000, markAt(START));
		expect(first.ids).toEqual(['odd']);
		const day = 86_400_000;
		const next = await idsSince([odd, thing('a', 2 * day)], 2 * day, first.mark);
		expect(next.ids).toEqual(['a']);
	});

	it('is read in periods that one poll can carry, and the rest by the next poll', async () => {
		const things = Array.from({ length: 40 }, (_, at) => thing(`t${at}`, at * MINUTE));
		const { list } = listAt(things, START + 40 * MINUTE, { perPage: 5 });
		const bounds = { now: START + 40 * MINUTE, most: 10, isTimeUp: () => true };
		let mark: Mark = markAt(START);
		const sizes: number[] = [];
		for (let poll = 0; poll < 12; poll += 1) {
			const found = await readSince(list, mark, bounds);
			sizes.push(found.fresh.length);
			mark = found.mark;
		}
		expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(40);
		expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
	});

	it('asks for no period that is longer than Tango allows', async () => {
		const days = 250 * 86_400_000;
		const { list, periods } = listAt([thing('a', 1_000), thing('b', days - 1_000)], START + days);
		const found = await readSince(list, markAt(START), { now: START + days, isTimeUp: never });
		expect(found.fresh.map(({ id }) => id)).toEqual(['a', 'b']);
		const lengths = periods.map(
			({ startDate, endDate }) => (endDate ? Date.parse(endDate) : START + days) - Date.parse(startDate),
		);
		expect(Math.max(...lengths)).toBeLessThanOrEqual(100 * 86_400_000);
	});

	it('is known by what it holds where it has no number, and read where its time cannot be', async () => {
		const items = [{ note: 'x' }, { note: 'y', createdAt: 'soon' }];
		const list: GrowingList = {
			first: async () => ({ items, isAll: true }),
			all: async () => items,
			idOf: ({ id }) => id,
			timeOf: ({ createdAt }) => createdAt,
		};
		const bounds = { now: START, isTimeUp: never };
		const first = await readSince(list, markAt(START), bounds);
		expect(first.fresh).toHaveLength(2);
		expect((await readSince(list, first.mark, bounds)).fresh).toEqual([]);
	});

	it('is read again where pages shifted and fewer came than were counted', async () => {
		const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
		let readings = 0;
		const list: GrowingList = {
			first: async () => ({ items: items.slice(0, 1), count: 3, isAll: false }),
			all: async () => (readings++ === 0 ? items.slice(0, 2) : items.slice(1)),
			idOf: ({ id }) => id,
			timeOf: () => new Date(START).toISOString(),
		};
		const { fresh } = await readSince(list, markAt(START), { now: START, isTimeUp: never });
		expect(fresh).toEqual(items);
	});
});

describe('the mark', () => {
	it('of now knows all that is there, so that only what comes is told', async () => {
		const old = [thing('old', 60_000), thing('older', 1_000)];
		const now = START + 2 * MINUTE;
		const mark = await markOfNow(listAt(old, now).list, { now, isTimeUp: never });
		const later = await idsSince([...old, thing('new', 60_000, 3 * MINUTE)], 3 * MINUTE, mark);
		expect(later.ids).toEqual(['new']);
	});

	it('of now knows also what was there a little before it looks', async () => {
		const old = [thing('old', 2 * MINUTE)];
		const now = START + 20 * MINUTE;
		const mark = await markOfNow(listAt(old, now).list, { now, isTimeUp: never });
		expect((await idsSince(old, 21 * MINUTE, mark)).ids).toEqual([]);
	});

	it('of now is right where our clock is minutes ahead and nothing was there', async () => {
		const now = START + 10 * MINUTE;
		const mark = await markOfNow(listAt([], START).list, { now, isTimeUp: never });
		expect((await idsSince([thing('new', 1_000)], 2_000, mark)).ids).toEqual(['new']);
	});

	it('stays small, and whole seconds are kept, whatever happens in a moment', async () => {
		const things = Array.from({ length: 3 * MOST_SEEN }, (_, n) => thing(`t${n}`, n * 10));
		const now = 3 * MOST_SEEN * 10;
		const first = await idsSince(things, now, markAt(START), { perPage: 10_000 });
		expect(first.ids).toHaveLength(3 * MOST_SEEN);
		expect(first.mark.seen.length).toBeLessThanOrEqual(MOST_SEEN);
		expect((await idsSince(things, now, first.mark, { perPage: 10_000, cuts: true })).ids).toEqual([]);
	});

	it('is read back from what n8n kept, and nothing else is', () => {
		const mark = { ...markAt(START), seen: [['a', START]] };
		expect(readMark(JSON.parse(JSON.stringify(mark)))).toEqual(mark);
		for (const other of [undefined, null, 'x', {}, { ...mark, seen: [['a']] }]) {
			expect(readMark(other)).toBeUndefined();
		}
	});
});

describe('over a long time', () => {
	it('each thing is told exactly once: equal times, late and shifting lists, restarts that forget', async () => {
		const life = fc.record({
			things: fc.array(
				fc.record({
					// Few different times, so that many are equal.
					at: fc.integer({ min: 0, max: 60 }).map((minute) => minute * MINUTE + (minute % 4) * 137),
					lag: fc.integer({ min: 0, max: OVERLAP_MS - 30_000 }),
				}),
				{ maxLength: 60 },
			),
			polls: fc.array(
				fc.record({
					wait: fc.integer({ min: 0, max: 20 * MINUTE }),
					restart: fc.boolean(),
					most: fc.integer({ min: 1, max: 30 }),
				}),
				{ maxLength: 15 },
			),
			habits: fc.record({
				perPage: fc.integer({ min: 3, max: 40 }),
				pageMs: fc.constantFrom(0, 1_000),
				order: fc.constantFrom('newest' as const, 'oldest' as const, 'any' as const),
				cuts: fc.boolean(),
			}),
		});
		await fc.assert(
			fc.asyncProperty(life, async ({ things: made, polls, habits }) => {
				const things = made.map(({ at, lag }, n) => thing(`t${n}`, at, at + lag));
				const told: unknown[] = [];
				let saved: Mark = markAt(START);
				let mark = saved;
				let now = START;
				const poll = async (most: number, turn: number) => {
					const { list } = listAt(things, now, habits);
					const found = await readSince(list, mark, { now, most, isTimeUp: () => turn % 3 === 0 });
					mark = found.mark;
					// n8n keeps what a poll remembers only together with what it tells.
					if (found.fresh.length > 0) saved = mark;
					told.push(...found.fresh.map(({ id }) => id));
				};
				for (const [turn, { wait, restart, most }] of polls.entries()) {
					now += wait;
					if (restart) mark = saved;
					await poll(most, turn);
				}
				now = START + 180 * MINUTE;
				for (let more = 0; more < 200; more += 1) await poll(30, more);
				expect([...told].sort()).toEqual(things.map(({ id }) => id).sort());
			}),
			{ numRuns: 200 },
		);
	});
});
