import { describe, expect, it } from 'vitest';

import { breathing, type Lungs } from '../../../../nodes/Tango/core/foundation/breathe.ts';

describe('breathing', () => {
	/** A clock that only work moves, and the moments at which a turn was given. */
	function setUp(onTurn: () => void = () => {}) {
		const turns: number[] = [];
		let now = 0;
		const lungs: Lungs = {
			now: () => now,
			turn: async () => {
				turns.push(now);
				// Others may take as long as they like: it is not our work.
				now += 1_000;
				onTurn();
			},
		};
		return { lungs, turns, work: (ms: number) => (now += ms) };
	}

	it('gives a turn after 10 ms of work, and counts anew from there', async () => {
		const { lungs, turns, work } = setUp();
		const breathe = breathing(undefined, lungs);
		for (let piece = 0; piece < 6; piece++) {
			work(5);
			await breathe();
		}
		expect(turns).toEqual([10, 1_020, 2_030]);
	});

	it('rejects after a turn in which the run was cancelled', async () => {
		const cancel = new AbortController();
		const { lungs, work } = setUp(() => cancel.abort());
		const breathe = breathing(cancel.signal, lungs);
		await breathe();
		work(20);
		await expect(breathe()).rejects.toMatchObject({ code: 'CANCELLED' });
	});

	it('lets what waits for the event loop go first', async () => {
		const order: string[] = [];
		const breathe = breathing();
		const busyUntil = performance.now() + 25;
		while (performance.now() < busyUntil);
		setImmediate(() => order.push('somebody else'));
		await breathe();
		order.push('the run');
		expect(order).toEqual(['somebody else', 'the run']);
	});

	it('gives runs that work at the same time a turn each', async () => {
		const order: string[] = [];
		const runs = ['first', 'second'].map((name) => ({ name, breathe: breathing() }));
		const busyUntil = performance.now() + 25;
		while (performance.now() < busyUntil);
		setImmediate(() => setImmediate(() => order.push('somebody else')));
		await Promise.all(
			runs.map(async ({ name, breathe }) => {
				await breathe();
				order.push(name);
			}),
		);
		expect(order).toEqual(['first', 'somebody else', 'second']);
	});
});
