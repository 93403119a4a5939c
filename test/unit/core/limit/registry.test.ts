import { beforeEach, describe, expect, it, vi } from 'vitest';

import {
	forgetRateLimiters,
	MAX_LIMITERS,
	rateLimiterFor,
} from '../../../../nodes/Tango/core/limit/registry.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';

const KEY = Symbol.for('n8n-nodes-tango.rateLimiters.v1');

beforeEach(forgetRateLimiters);

function options(requestsPerSecond = 1) {
	return { requestsPerSecond, clock: createFakeClock() };
}

describe('the limiter of a platform', () => {
	it('is the same for everybody who names that platform, and another for others', () => {
		const first = rateLimiterFor('sandbox/acme', options());
		expect(rateLimiterFor('sandbox/acme', options())).toBe(first);
		expect(rateLimiterFor('production/acme', options())).not.toBe(first);
	});

	it('is shared with a second copy of the package', async () => {
		const first = rateLimiterFor('sandbox/acme', options());
		vi.resetModules();
		const copy = await import('../../../../nodes/Tango/core/limit/registry.ts');
		expect(copy.rateLimiterFor).not.toBe(rateLimiterFor);
		expect(copy.rateLimiterFor('sandbox/acme', options())).toBe(first);
	});

	it('takes the rate of the latest caller', async () => {
		const { clock } = options();
		await rateLimiterFor('acme', { requestsPerSecond: 1, clock }).acquire();
		const limiter = rateLimiterFor('acme', { requestsPerSecond: 10, clock });
		expect(await limiter.acquire({ latestStart: 104 })).toBe('tooLate');
		const second = limiter.acquire({ latestStart: 105 });
		await clock.runAll();
		expect(await second).toBe('go');
	});

	it('is not made, nor changed, for a rate that is none', () => {
		expect(() => rateLimiterFor('acme', options(0))).toThrow('INVALID_CREDENTIALS_FIELD');
		expect(Reflect.get(globalThis, KEY)).toEqual(new Map());
	});

	it('is forgotten when it is idle and more than a hundred others were asked for since', () => {
		const [oldest, kept] = [rateLimiterFor('oldest', options()), rateLimiterFor('kept', options())];
		for (let other = 0; other < MAX_LIMITERS - 2; other++) rateLimiterFor(`other ${other}`, options());
		rateLimiterFor('kept', options());
		expect(rateLimiterFor('oldest', options())).toBe(oldest);
		for (let other = 0; other < MAX_LIMITERS - 1; other++) rateLimiterFor(`another ${other}`, options());
		expect(rateLimiterFor('oldest', options())).toBe(oldest);
		expect(rateLimiterFor('kept', options())).not.toBe(kept);
	});

	it('is kept while it is busy, so that its pace and pause are not lost', async () => {
		const busy = rateLimiterFor('busy', options());
		await busy.acquire();
		for (let other = 0; other < 2 * MAX_LIMITERS; other++) rateLimiterFor(`other ${other}`, options());
		expect(rateLimiterFor('busy', options())).toBe(busy);
	});

	it('never makes more than a hundred entries for idle platforms', () => {
		for (let other = 0; other < 3 * MAX_LIMITERS; other++) rateLimiterFor(`other ${other}`, options());
		expect(Reflect.get(globalThis, KEY)).toHaveProperty('size', MAX_LIMITERS);
	});

	it.each([undefined, null, 7, 'text', {}, []])(
		'is made even where %j stands in the place of the registry',
		(foreign) => {
			Reflect.set(globalThis, KEY, foreign);
			const limiter = rateLimiterFor('acme', options());
			expect(rateLimiterFor('acme', options())).toBe(limiter);
		},
	);

	it.each([null, 7, {}, { acquire: () => 'go' }])(
		'replaces a stranger such as %j under its name',
		(stranger) => {
			Reflect.set(globalThis, KEY, new Map([['acme', stranger]]));
			expect(rateLimiterFor('acme', options()).isIdle()).toBe(true);
		},
	);
});
