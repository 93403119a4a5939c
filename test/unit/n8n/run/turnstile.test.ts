import { describe, expect, it } from 'vitest';

import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import type { Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { workInPool } from '../../../../nodes/Tango/n8n/run/pool.ts';
import { createTurnstile } from '../../../../nodes/Tango/n8n/run/turnstile.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { CALL, clientOn, json, refusal, scripted, settle } from '../../support/core.ts';

const OK = json(201, { referenceOrderID: 'RA1' });

interface Scene {
	readonly items: number;
	readonly requestsPerSecond: number;
	readonly answerMs: number;
	readonly atMost?: number;
	/** Answers to the first requests; Tango takes all others. */
	readonly first?: readonly Outcome[];
	/** Calls of one item, one after the other. */
	readonly calls?: number;
}

/** A run whose items do nothing but call Tango; it stops at the first error. */
async function run({ items, requestsPerSecond, answerMs, atMost = 100, first = [], calls = 1 }: Scene) {
	const clock = createFakeClock();
	const steps = [...first, OK].map((outcome) => ({ outcome, takesMs: answerMs }));
	const transport = scripted(clock, steps);
	const client = clientOn(clock, transport, { requestsPerSecond });
	const turnstile = createTurnstile();
	let [underWay, most] = [0, 0];
	const begun: number[] = [];
	const carryOut = async (index: number) => {
		begun.push(index);
		most = Math.max(most, ++underWay);
		turnstile.enter(index);
		let result: unknown;
		for (let call = 0; call < calls; call++) {
			const options = { ...CALL, maxAttempts: 1, line: turnstile.watch(index) };
			const request = { body: {}, externalRefID: `t${index}` };
			result = await settle(client.send(ENDPOINTS.createOrder, request, options));
		}
		turnstile.leave(index);
		underWay -= 1;
		return result instanceof Error ? 'stop' : 'goOn';
	};
	const done = workInPool([...Array(items).keys()], atMost, carryOut, turnstile);
	await clock.runAll();
	await done;
	return {
		begun,
		most,
		starts: transport.exchanges.map(({ startedAt }) => startedAt).toSorted((a, b) => a - b),
	};
}

describe('how many items are under way', () => {
	it.each([
		[1, 200, 1],
		[1, 3_000, 3],
		[5, 200, 1],
		[5, 1_000, 5],
		[5, 3_000, 15],
		[20, 200, 4],
		[20, 1_000, 20],
		[20, 3_000, 58],
	])(
		'at %i per second and answers of %i ms: those on the wire, and one that waits',
		async (rate, answerMs, onWire) => {
			const items = 120;
			const { most, starts } = await run({ items, requestsPerSecond: rate, answerMs });
			expect(most).toBeLessThanOrEqual(onWire + 1);
			// No slot is left out: 95 % of what is allowed.
			const gap = (1_000 / rate) * 1.05;
			expect(starts).toHaveLength(items);
			expect(starts.at(-1)).toBeCloseTo((items - 1) * gap, 3);
		},
	);

	it('is never more than the option says, nor more than a hundred', async () => {
		const slow = { items: 150, requestsPerSecond: 20, answerMs: 60_000 };
		expect((await run({ ...slow, atMost: 7 })).most).toBe(7);
		expect((await run(slow)).most).toBe(100);
	});
});

it('those under way go on before another one begins', async () => {
	const { begun, starts, most } = await run({ items: 20, requestsPerSecond: 1, answerMs: 500, calls: 3 });
	expect(begun).toEqual([...Array(20).keys()]);
	expect(starts).toHaveLength(60);
	expect(most).toBeLessThanOrEqual(3);
});

it('a run that stops leaves at most one in line, however far its pace lags behind', async () => {
	const { begun, starts } = await run({
		items: 50,
		requestsPerSecond: 1,
		answerMs: 200,
		first: [refusal(400)],
	});
	expect(begun).toEqual([0, 1]);
	expect(starts).toEqual([0, 1_050]);
});
