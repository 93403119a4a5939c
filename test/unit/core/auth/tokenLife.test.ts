import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mustRenew, shouldRenew, tokenLife } from '../../../../nodes/Tango/core/auth/tokenLife.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';

const START = { startedAt: 0, startedAtUnix: 0 };

describe('tokenLife', () => {
	it('of a day is renewed ten minutes before the end and not sent in the last minute', () => {
		expect(tokenLife(START, 86_400, 0.5)).toMatchObject({ softAgeMs: 85_800_000, hardAgeMs: 86_340_000 });
	});

	it('of five minutes is renewed in its last tenth and sent until half of that', () => {
		expect(tokenLife(START, 300, 0.5)).toMatchObject({ softAgeMs: 270_000, hardAgeMs: 285_000 });
	});

	it('always leaves time to use it, then time to renew it in the background, then time to travel', () => {
		const jitter = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		fc.assert(
			fc.property(fc.integer({ min: 60, max: 86_400 }), jitter, (seconds, drawn) => {
				const { softAgeMs, hardAgeMs } = tokenLife(START, seconds, drawn);
				expect(softAgeMs).toBeGreaterThanOrEqual(seconds * 880);
				expect(hardAgeMs).toBeGreaterThan(softAgeMs);
				expect(hardAgeMs).toBeLessThan(seconds * 1000);
			}),
		);
	});

	it('spreads the renewal of tokens that were minted together', () => {
		expect(tokenLife(START, 86_400, 0).softAgeMs).toBe(86_400_000 - 480_000);
		expect(tokenLife(START, 86_400, 1).softAgeMs).toBe(86_400_000 - 720_000);
	});

	it.each([
		['monotonic', { now: 100_000, unix: 0 }],
		['wall', { now: 0, unix: 100_000 }],
	])('is over when the %s clock says so, whatever the other says', (_which, { now, unix }) => {
		const life = tokenLife(START, 100, 0.5);
		const clock = { ...createFakeClock(), now: () => now, unix: () => unix };
		expect([shouldRenew(life, clock), mustRenew(life, clock)]).toEqual([true, true]);
	});

	it('is not over because the wall clock was set back', () => {
		const life = tokenLife(START, 100, 0.5);
		const clock = { ...createFakeClock(), now: () => 10_000, unix: () => -5_000_000 };
		expect([shouldRenew(life, clock), mustRenew(life, clock)]).toEqual([false, false]);
	});
});
