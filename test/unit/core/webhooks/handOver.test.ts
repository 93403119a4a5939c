import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../../nodes/Tango/core/webhooks/event.ts';
import { createHandOver } from '../../../../nodes/Tango/core/webhooks/handOver.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';

/** n8n, which ends an execution when it is told to. */
function stage(count: number) {
	const clock = createFakeClock();
	const started: string[] = [];
	const open = new Map<string, { end: () => void; refuse: () => void }>();
	const handOver = createHandOver({
		clock,
		start: async ({ eventId = '' }) => {
			started.push(eventId);
			await new Promise<void>((resolve, reject) => {
				open.set(eventId, { end: resolve, refuse: () => reject(new Error('no')) });
			});
		},
	});
	const list = Array.from({ length: count }, (_, revision) => ({ eventId: `e${revision}`, revision }));
	const taken = readEvents(list).map(async (event) => await handOver.push(event));
	return { taken, clock, started, open, handOver };
}

describe('handing over', () => {
	it('goes in order, four at a time', async () => {
		const { clock, started, open } = stage(6);
		expect(started).toEqual(['e0', 'e1', 'e2', 'e3']);
		open.get('e1')?.end();
		await clock.advance(0);
		expect(started).toEqual(['e0', 'e1', 'e2', 'e3', 'e4']);
	});

	it('restores the order of those that wait, whichever came first', async () => {
		const { clock, started, open, handOver } = stage(4);
		for (const revision of [9, undefined, 7, 8]) {
			const [event] = readEvents([{ eventId: `late ${revision}`, revision }]);
			if (event) void handOver.push(event);
		}
		for (const { end } of open.values()) end();
		await clock.advance(0);
		expect(started.slice(4)).toEqual(['late 7', 'late 8', 'late 9', 'late undefined']);
	});

	it('does not wait for executions that take long', async () => {
		const { clock, started, handOver } = stage(6);
		await clock.advance(1_000);
		expect(started).toHaveLength(6);
		await clock.advance(1_000);
		expect(await handOver.settled(0)).toBe(true);
	});

	it('begins fewer and fewer as long as none of them ends, so that n8n’s database keeps up', async () => {
		const { clock, started, open } = stage(300);
		for (let second = 0; second < 60; second += 1) await clock.advance(1_000);
		expect(started.length).toBeGreaterThan(20);
		expect(started.length).toBeLessThan(70);
		const before = started.length;
		for (const { end } of open.values()) end();
		await clock.advance(0);
		expect(started).toHaveLength(before + 4);
	});

	it('is not settled while n8n has not taken everything', async () => {
		const { clock, open, handOver } = stage(1);
		const tooSoon = handOver.settled(500);
		await clock.advance(500);
		expect(await tooSoon).toBe(false);
		const settled = handOver.settled(500);
		open.get('e0')?.end();
		expect(await settled).toBe(true);
	});

	it.each([
		['at once', 0],
		['later than it is waited for', 5_000],
	])('is done again where n8n gives up %s', async (_what, afterMs) => {
		const { clock, started, open } = stage(1);
		await clock.advance(afterMs);
		open.get('e0')?.refuse();
		await clock.advance(2_000);
		expect(started).toEqual(['e0', 'e0']);
	});

	it('ends with the trigger', async () => {
		const { clock, started, open, handOver, taken } = stage(6);
		handOver.stop();
		open.get('e0')?.refuse();
		await clock.advance(10_000);
		expect(started).toHaveLength(4);
		expect(await Promise.all(taken)).toEqual([false, true, true, true, false, false]);
	});
});
