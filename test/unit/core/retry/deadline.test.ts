import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createDeadline } from '../../../../nodes/Tango/core/retry/deadline.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';

async function deadlineAfter(elapsedMs: number, totalMs = 1000) {
	const clock = createFakeClock();
	await clock.advance(500);
	const deadline = createDeadline(clock, totalMs);
	await clock.advance(elapsedMs);
	return deadline;
}

describe('a deadline', () => {
	it('starts to run when it is made', async () => {
		const deadline = await deadlineAfter(0);
		expect(deadline.at).toBe(1500);
		expect(deadline.remainingMs()).toBe(1000);
		expect(deadline.expired()).toBe(false);
	});

	it('has the rest left on the way', async () => {
		const deadline = await deadlineAfter(999);
		expect(deadline.remainingMs()).toBe(1);
		expect(deadline.expired()).toBe(false);
	});

	it('is expired from its own moment on, and never has less than nothing left', async () => {
		expect((await deadlineAfter(1000)).expired()).toBe(true);
		expect((await deadlineAfter(5000)).expired()).toBe(true);
		expect((await deadlineAfter(5000)).remainingMs()).toBe(0);
	});

	it('has room for what ends exactly with it, and not for a millisecond more', async () => {
		const deadline = await deadlineAfter(400);
		expect(deadline.hasRoomFor(600)).toBe(true);
		expect(deadline.hasRoomFor(601)).toBe(false);
	});

	it('has no room for a wait that is not a time', async () => {
		const deadline = await deadlineAfter(0);
		expect(deadline.hasRoomFor(Number.POSITIVE_INFINITY)).toBe(false);
		expect(deadline.hasRoomFor(Number.NaN)).toBe(false);
		expect(deadline.hasRoomFor(Number.MAX_SAFE_INTEGER)).toBe(false);
	});

	it('does not move when somebody sets the wall clock', () => {
		let unix = 0;
		const clock = { ...createFakeClock(), unix: () => unix };
		const deadline = createDeadline(clock, 1000);
		unix = 86_400_000;
		expect(deadline.remainingMs()).toBe(1000);
	});

	it('gives one answer in three forms', async () => {
		const ms = fc.nat({ max: 10_000 });
		await fc.assert(
			fc.asyncProperty(ms, ms, ms, async (elapsed, total, needed) => {
				const deadline = await deadlineAfter(elapsed, total);
				expect(deadline.expired()).toBe(deadline.remainingMs() === 0);
				if (!deadline.expired()) expect(deadline.hasRoomFor(needed)).toBe(needed <= deadline.remainingMs());
			}),
		);
	});
});
