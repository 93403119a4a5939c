import { beforeEach, describe, expect, it, vi } from 'vitest';

import {
	forgetRateLimiters,
	MAX_LIMITERS,
	rateLimiterFor,
} from '../../../../nodes/Tango/core/limit/registry.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';

const KEY = Symbol.for('n8n-nodes-tango.rateLimiters.v3');

beforeEach(forgetRateLimiters);

const VISIT = { requestsPerSecond: 1, isRead: false };

describe('the limiter of a platform', () => {
	it('is the same for everybody who names that platform, and another for others', () => {
		const first = rateLimiterFor('sandbox/acme', createFakeClock());
		expect(rateLimiterFor('sandbox/acme', createFakeClock())).toBe(first);
		expect(rateLimiterFor('production/acme', createFakeClock())).not.toBe(first);
	});

	it('is shared with a second copy of the package', async () => {
		const first = rateLimiterFor('sandbox/acme', createFakeClock());
		vi.resetModules();
		const copy = await import('../../../../nodes/Tango/core/limit/registry.ts');
		expect(copy.rateLimiterFor).not.toBe(rateLimiterFor);
		expect(copy.rateLimiterFor('sandbox/acme', createFakeClock())).toBe(first);
	});

	it('is forgotten when it is idle and more than a hundred others were asked for since', () => {
		const [oldest, kept] = [
			rateLimiterFor('oldest', createFakeClock()),
			rateLimiterFor('kept', createFakeClock()),
		];
		for (let other = 0; other < MAX_LIMITERS - 2; other++)
			rateLimiterFor(`other ${other}`, createFakeClock());
		rateLimiterFor('kept', createFakeClock());
		expect(rateLimiterFor('oldest', createFakeClock())).toBe(oldest);
		for (let other = 0; other < MAX_LIMITERS - 1; other++)
			rateLimiterFor(`another ${other}`, createFakeClock());
		expect(rateLimiterFor('oldest', createFakeClock())).toBe(oldest);
		expect(rateLimiterFor('kept', createFakeClock())).not.toBe(kept);
	});

	it('is kept while it is busy, so that its pace and pause are not lost', async () => {
		const busy = rateLimiterFor('busy', createFakeClock());
		const seat = busy.enter(VISIT);
		await seat.acquire();
		seat.leave();
		for (let other = 0; other < 2 * MAX_LIMITERS; other++)
			rateLimiterFor(`other ${other}`, createFakeClock());
		expect(rateLimiterFor('busy', createFakeClock())).toBe(busy);
	});

	it('is kept while somebody is in it', () => {
		const busy = rateLimiterFor('busy', createFakeClock());
		const seat = busy.enter(VISIT);
		for (let other = 0; other < 2 * MAX_LIMITERS; other++)
			rateLimiterFor(`other ${other}`, createFakeClock());
		expect(rateLimiterFor('busy', createFakeClock())).toBe(busy);
		seat.leave();
		expect(busy.isIdle()).toBe(true);
	});

	it('never makes more than a hundred entries for idle platforms', () => {
		for (let other = 0; other < 3 * MAX_LIMITERS; other++)
			rateLimiterFor(`other ${other}`, createFakeClock());
		expect(Reflect.get(globalThis, KEY)).toHaveProperty('size', MAX_LIMITERS);
	});

	it.each([undefined, null, 7, 'text', {}, []])(
		'is made even where %j stands in the place of the registry',
		(foreign) => {
			Reflect.set(globalThis, KEY, foreign);
			const limiter = rateLimiterFor('acme', createFakeClock());
			expect(rateLimiterFor('acme', createFakeClock())).toBe(limiter);
		},
	);

	it.each([null, 7, {}, { enter: () => 'go' }])(
		'replaces a stranger such as %j under its name',
		(stranger) => {
			Reflect.set(globalThis, KEY, new Map([['acme', stranger]]));
			expect(rateLimiterFor('acme', createFakeClock()).isIdle()).toBe(true);
		},
	);
});
