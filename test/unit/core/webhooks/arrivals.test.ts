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
		const count = arrivals.take(list);
		expect(await arrivals.settled(10_000)).toBe(true);
		return count;
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
		expect((await take(nameless)) + (await take(nameless))).toBe(2);
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
		await life(memory).take(events(...Array.from({ length: 1_200 }, (_, at) => at)));
		expect(memory.handled).toHaveLength(500);
		expect(memory.handled?.at(-1)).toBe('e1199');
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
