import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createRateLimiter, type Visit } from '../../../../nodes/Tango/core/limit/rateLimiter.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';

/* Many credentials of one platform, with rates of their own, slow connections, people and refusals in between. */

const plan = fc.record({
	/** Since the call before. */
	after: fc.integer({ min: 0, max: 2_500 }),
	requestsPerSecond: fc.constantFrom(0.5, 1, 4, 20),
	readsPerSecond: fc.constantFrom(undefined, 0.5, 5, 50),
	isRead: fc.boolean(),
	personWaits: fc.boolean(),
	handshakeMs: fc.constantFrom(0, 0, 40, 700, 3_000),
	answerMs: fc.constantFrom(0, 150, 2_000),
	answer: fc.constantFrom('yes', 'yes', 'yes', 'slow', 'later', 'none'),
	/** A pause before a second attempt of the same call. */
	retryAfterMs: fc.option(fc.integer({ min: 0, max: 3_000 }), { nil: undefined, freq: 3 }),
});
type Plan = typeof plan extends fc.Arbitrary<infer P> ? P : never;

interface Start {
	readonly visit: Visit;
	readonly at: number;
	/** Who was in when it was let go. */
	readonly present: readonly Visit[];
	/** Who was in from then until it started: whoever left meanwhile has no say in what starts in between. */
	readonly throughout: readonly Visit[];
}

async function play(plans: readonly Plan[]) {
	const clock = createFakeClock();
	const limiter = createRateLimiter(clock);
	const present = new Set<Visit>();
	const starts: Start[] = [];
	let over = 0;

	const call = async (visit: Plan) => {
		const seat = limiter.enter(visit);
		present.add(visit);
		for (const pause of [0, visit.retryAfterMs]) {
			if (pause === undefined) continue;
			await clock.sleep(pause);
			expect(await seat.acquire({ personWaits: visit.personWaits })).toBe('go');
			const wasPresent = [...present];
			await clock.sleep(visit.handshakeMs);
			if (visit.answer !== 'none') {
				seat.noteStart();
				const throughout = wasPresent.filter((one) => present.has(one));
				starts.push({ visit, at: clock.now(), present: wasPresent, throughout });
				await clock.sleep(visit.answerMs);
			} else seat.noteStart();
			if (visit.answer === 'yes') seat.accepted();
			if (visit.answer === 'slow' || visit.answer === 'later')
				seat.tooFast(visit.answer === 'slow' ? 0 : 2_000);
		}
		present.delete(visit);
		seat.leave();
		over += 1;
	};
	for (const one of plans) {
		await clock.advance(one.after);
		void call(one);
	}
	await clock.runAll();
	return { starts, over, plans, sleeping: clock.sleeping, clock, limiter };
}

const gapOf = (rates: readonly number[]) => Math.max(0, ...rates.map((rate) => 1_000 / rate));
const readRates = (visits: readonly Visit[]) =>
	visits.flatMap(({ readsPerSecond }) => (readsPerSecond === undefined ? [] : [readsPerSecond]));

async function always(law: (played: Awaited<ReturnType<typeof play>>) => void | Promise<void>) {
	await fc.assert(
		fc.asyncProperty(
			fc.array(plan, { minLength: 1, maxLength: 15 }),
			async (plans) => await law(await play(plans)),
		),
		{ numRuns: 200 },
	);
}

/** Each start with those before it. */
function* withEarlier(starts: readonly Start[]) {
	for (const [index, start] of starts.entries()) yield { start, earlier: starts.slice(0, index) };
}

describe('whoever calls, with whichever rates, and however long the connections take', () => {
	it('requests that change something keep the lowest rate in use', async () => {
		await always(({ starts }) => {
			for (const { start, earlier } of withEarlier(starts.filter(({ visit }) => !visit.isRead))) {
				const gap = gapOf(start.present.map(({ requestsPerSecond }) => requestsPerSecond));
				for (const { at, visit } of earlier)
					expect(start.at - at).toBeGreaterThanOrEqual(Math.max(gap, gapOf([visit.requestsPerSecond])));
			}
		});
	});

	it('reads keep the lowest rate for reads in use', async () => {
		await always(({ starts }) => {
			for (const { start, earlier } of withEarlier(starts.filter(({ visit }) => visit.isRead))) {
				const gap = gapOf(readRates(start.present));
				for (const { at } of earlier) expect(start.at - at).toBeGreaterThanOrEqual(gap);
			}
		});
	});

	it('everything keeps one pace while somebody is in whose credential knows no other', async () => {
		await always(({ starts }) => {
			for (const { start, earlier } of withEarlier(starts)) {
				const hasOnePace = start.throughout.some(({ readsPerSecond }) => readsPerSecond === undefined);
				const gap = gapOf(start.throughout.map(({ requestsPerSecond }) => requestsPerSecond));
				if (hasOnePace) for (const { at } of earlier) expect(start.at - at).toBeGreaterThanOrEqual(gap);
			}
		});
	});

	it('and also after each of its own requests, when it is between two calls', async () => {
		await always(({ starts }) => {
			for (const { start, earlier } of withEarlier(starts)) {
				for (const { at, visit } of earlier)
					if (visit.readsPerSecond === undefined)
						expect(start.at - at).toBeGreaterThanOrEqual(gapOf([visit.requestsPerSecond]));
			}
		});
	});

	it('every call comes to its end, no timer is left, and the limiter comes to rest', async () => {
		await always(async ({ over, plans, sleeping, limiter, clock }) => {
			expect(over).toBe(plans.length);
			expect(sleeping).toBe(0);
			// A pause may last, and so may a slower pace.
			if (plans.every(({ answer }) => answer === 'yes' || answer === 'none')) {
				await clock.advance(60_000);
				expect(limiter.isIdle()).toBe(true);
			}
		});
	});
});
