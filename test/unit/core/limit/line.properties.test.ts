import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createFakeClock } from '../../../support/fakeClock.ts';
import { quickLine, type QuickLine } from './quickLine.ts';

const GAP_MS = 1050;
const soon = fc.integer({ min: 0, max: 3000 });

/** What may happen, one after the other, `after` ms from the event before. */
const event = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant('ask' as const),
			after: soon,
			abortAfter: fc.option(soon, { nil: undefined }),
			patience: fc.option(fc.integer({ min: 0, max: 12_000 }), { nil: undefined }),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('pause' as const), after: soon, ms: fc.nat({ max: 8000 }) }),
	},
);
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

interface Caller {
	readonly askedAt: number;
	readonly abortedAt: number;
	readonly latestStart: number;
	result?: Awaited<ReturnType<QuickLine['acquire']>>;
	settledAt: number;
}

interface Pause {
	readonly setAt: number;
	readonly until: number;
}

/** Plays the events and gives all callers in the order of their asking. */
async function play(
	events: readonly Event[],
): Promise<{ callers: Caller[]; pauses: Pause[]; leftTimers: number }> {
	const clock = createFakeClock();
	const line = quickLine(clock, 1);
	const callers: Caller[] = [];
	const pauses: Pause[] = [];

	const ask = async (abortAfter: number | undefined, patience: number | undefined) => {
		const abort = new AbortController();
		const askedAt = clock.now();
		const abortedAt = abortAfter === undefined ? Infinity : askedAt + abortAfter;
		const latestStart = patience === undefined ? Infinity : askedAt + patience;
		const caller: Caller = { askedAt, abortedAt, latestStart, settledAt: Number.NaN };
		callers.push(caller);
		if (abortAfter === 0) abort.abort();
		else if (abortAfter !== undefined) void clock.sleep(abortAfter).then(() => abort.abort());
		caller.result = await line.acquire({ signal: abort.signal, latestStart });
		caller.settledAt = clock.now();
	};

	for (const current of events) {
		await clock.advance(current.after);
		if (current.kind === 'ask') void ask(current.abortAfter, current.patience);
		else {
			line.pauseFor(current.ms);
			pauses.push({ setAt: clock.now(), until: clock.now() + current.ms });
		}
	}
	await clock.runAll();
	return { callers, pauses, leftTimers: clock.sleeping };
}

const history = fc.array(event, { maxLength: 25 });

async function holds(check: (played: Awaited<ReturnType<typeof play>>) => void): Promise<void> {
	await fc.assert(
		fc.asyncProperty(history, async (events) => check(await play(events))),
		{ numRuns: 150 },
	);
}

const isGo = (caller: Caller) => caller.result === 'go';

describe('whoever asks, gives up or pauses, and whenever', () => {
	it('no two starts are nearer than the interval, and none comes later than it has to', async () => {
		await holds(({ callers, pauses }) => {
			let earliest = 0;
			for (const { askedAt, settledAt } of callers.filter(isGo)) {
				// A pause counts for a start when it was set before it; set in the same millisecond, either order is right.
				const held = (known: readonly Pause[]) =>
					Math.max(askedAt, earliest, ...known.map(({ until }) => until));
				const candidates = [
					held(pauses.filter(({ setAt }) => setAt < settledAt)),
					held(pauses.filter(({ setAt }) => setAt <= settledAt)),
				];
				expect(settledAt).toBeGreaterThanOrEqual(earliest);
				expect(candidates).toContain(settledAt);
				earliest = settledAt + GAP_MS;
			}
		});
	});

	it('starts happen in the order of asking', async () => {
		await holds(({ callers }) => {
			const starts = callers.filter(isGo).map(({ settledAt }) => settledAt);
			expect(starts).toEqual([...starts].sort((a, b) => a - b));
		});
	});

	it('everybody gets an answer, and only those who gave up or were in a hurry get another one than "go"', async () => {
		await holds(({ callers, leftTimers }) => {
			for (const { result, abortedAt, latestStart } of callers) {
				expect(result).toBeDefined();
				if (abortedAt === Infinity) expect(result).not.toBe('cancelled');
				if (latestStart === Infinity) expect(result).not.toBe('tooLate');
			}
			expect(leftTimers).toBe(0);
		});
	});

	it('nobody starts after giving up or after the latest start, and nobody waits in vain', async () => {
		await holds(({ callers }) => {
			for (const { result, settledAt, abortedAt, latestStart } of callers) {
				expect(settledAt).toBeLessThanOrEqual(Math.min(abortedAt, latestStart));
				if (result === 'cancelled') expect(settledAt).toBe(abortedAt);
			}
		});
	});

	it('nobody starts during a pause', async () => {
		await holds(({ callers, pauses }) => {
			for (const { settledAt } of callers.filter(isGo)) {
				for (const { setAt, until } of pauses) expect(settledAt > setAt && settledAt < until).toBe(false);
			}
		});
	});
});

describe('changing rates', () => {
	it('always keeps the interval that holds at the moment of the start, but for what makes up for being late', async () => {
		const step = fc.record({ after: soon, rate: fc.constantFrom(0.5, 1, 2, 10), asks: fc.nat({ max: 3 }) });
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
				const clock = createFakeClock();
				const line = quickLine(clock, 1);
				let gap = GAP_MS;
				let lastStart = -Infinity;
				let asked = 0;
				let started = 0;
				for (const { after, rate, asks } of steps) {
					await clock.advance(after);
					line.setRate(rate);
					gap = 1000 / rate + Math.min(50, 50 / rate);
					for (let ask = 0; ask < asks; ask++) {
						asked++;
						void line.acquire().then(() => {
							expect(clock.now() - lastStart).toBeGreaterThan(gap - Math.min(2, 25 / rate) - 0.001);
							lastStart = clock.now();
							started++;
						});
					}
				}
				await clock.runAll();
				expect(started).toBe(asked);
			}),
			{ numRuns: 150 },
		);
	});
});
