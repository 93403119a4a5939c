import { createFakeClock } from '../../../support/fakeClock.ts';
import { systemClock } from '../../../../nodes/Tango/core/foundation/clock.ts';
import { describe, expect, it } from 'vitest';
import { createArrivals, type ArrivalsMemory } from '../../../../nodes/Tango/core/webhooks/arrivals.ts';
import { readEvents, type TangoEvent } from '../../../../nodes/Tango/core/webhooks/event.ts';

const START = Date.UTC(2026, 10, 25);
const MINUTE = 60_000;

function events(...revisions: number[]) {
	return readEvents(
		revisions.map((revision) => ({ eventId: `e${revision}`, revision, eventType: 'LowBalance' })),
	);
}

/** One life of a process; what it writes down is in `memory`. */
function life(memory: ArrivalsMemory, { databaseDropsTwins = false, at = START } = {}) {
	const handed: unknown[] = [];
	const arrivals = createArrivals({
		memory: () => memory,
		databaseDropsTwins,
		now: () => at,
		clock: systemClock,
		start: async ({ revision, eventId }) => void handed.push(revision ?? eventId),
	});
	/** Takes them and waits until n8n has them. */
	const take = async (list: readonly TangoEvent[]) => {
		expect(await arrivals.take(list)).toBe(true);
		expect(await arrivals.settled(10_000)).toBe(true);
	};
	return { arrivals, handed, take };
}

describe('arrivals', () => {
	it('are handed over once, however often they come', async () => {
		const { take, handed } = life({});
		await take(events(1, 0, 1));
		await take(events(0));
		await take(events(2, 1));
		expect(handed).toEqual([0, 1, 2]);
	});

	it('without an ID cannot be told apart, and are never dropped', async () => {
		const { take, handed } = life({});
		const nameless = readEvents([{ eventType: 'ConnectivityTest' }]);
		await take(nameless);
		await take(nameless);
		expect(handed).toHaveLength(2);
	});

	it('are remembered over a restart', async () => {
		const memory: ArrivalsMemory = {};
		await life(memory).take(events(0, 1));
		const { take, handed } = life(memory);
		await take(events(0, 1, 2));
		expect(handed).toEqual([2]);
	});

	it('shortly after a crash are left to the database where it drops twins, and later are not', async () => {
		const memory: ArrivalsMemory = {};
		await life(memory, { databaseDropsTwins: true }).take(events(0, 1));
		const soon = life({ ...memory }, { databaseDropsTwins: true, at: START + MINUTE });
		await soon.take(events(0, 1));
		expect(soon.handed).toEqual([0, 1]);
		const muchLater = life({ ...memory }, { databaseDropsTwins: true, at: START + 600 * MINUTE });
		await muchLater.take(events(0, 1));
		expect(muchLater.handed).toEqual([]);
	});

	it('take no more room than they may', async () => {
		const memory: ArrivalsMemory = {};
		await life(memory, { databaseDropsTwins: true }).take(
			events(...Array.from({ length: 1_200 }, (_, at) => at)),
		);
		expect(JSON.stringify(memory).length).toBeLessThan(17_000);
		const { take, handed } = life(memory);
		await take(events(0, 700, 1199));
		expect(handed).toEqual([0]);
	});

	it('of a burst are all remembered where only this memory drops twins, in little room', async () => {
		const memory: ArrivalsMemory = {};
		const burst = events(...Array.from({ length: 6_000 }, (_, at) => at));
		await life(memory).take(burst);
		const { take, handed } = life(memory);
		await take([...burst.slice(1_000), ...events(6_000)]);
		expect(handed).toEqual([6_000]);
		expect(JSON.stringify(memory).length).toBeLessThan(70_000);
	});

	it('are told to be taken once n8n has them, also when the same comes again meanwhile', async () => {
		let end = () => {};
		const arrivals = createArrivals({
			memory: () => ({}),
			databaseDropsTwins: true,
			now: () => START,
			clock: createFakeClock(),
			start: async () => await new Promise<void>((resolve) => void (end = resolve)),
		});
		const told: boolean[] = [];
		const both = [arrivals.take(events(0)), arrivals.take(events(0))].map(
			async (taken) => void told.push(await taken),
		);
		await Promise.resolve();
		expect(told).toEqual([]);
		end();
		await Promise.all(both);
		expect(told).toEqual([true, true]);
	});

	it('that were caught up with are asked for no more, but one catch-up later only after a restart', async () => {
		const memory: ArrivalsMemory = {};
		const { arrivals } = life(memory);
		expect(arrivals.next('w')).toBeUndefined();
		arrivals.caughtUp('w', 4);
		expect(arrivals.next('w')).toBe(5);
		expect(life(memory).arrivals.next('w')).toBe(0);
		arrivals.caughtUp('w', 9);
		expect(life(memory).arrivals.next('w')).toBe(5);
	});

	it('of a new subscription are counted from the start', async () => {
		const memory: ArrivalsMemory = { webhookId: 'old', revision: 99 };
		const { arrivals } = life(memory);
		expect(arrivals.next('old')).toBe(100);
		expect(arrivals.next('new')).toBeUndefined();
		arrivals.caughtUp('new', 3);
		expect(life(memory).arrivals.next('new')).toBe(0);
	});
});
