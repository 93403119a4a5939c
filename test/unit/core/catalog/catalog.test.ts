import { describe, expect, it } from 'vitest';

import { createCatalog } from '../../../../nodes/Tango/core/catalog/catalog.ts';
import type { Client } from '../../../../nodes/Tango/core/call/client.ts';
import { createKept, createShelf } from '../../../../nodes/Tango/core/foundation/kept.ts';
import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { CALL, codeOf, settle } from '../../support/core.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function brand(...utids: string[]) {
	return { brandKey: 'B1', brandName: 'Amazon', items: utids.map((utid) => ({ utid, rewardName: utid })) };
}

/** A catalog whose loads take a second and give what `next` says at that time. */
function setUp(utids: string[] = ['U1', 'U2']) {
	const clock = createFakeClock();
	const state = { loads: 0, utids, fails: false, signals: new Array<AbortSignal | undefined>() };
	const client: Client = {
		send: async (_endpoint, _request, call) => {
			state.loads += 1;
			state.signals.push(call.signal);
			await clock.sleep(1_000);
			if (state.fails) throw new TangoError('UNAVAILABLE');
			return { status: 200, json: { brands: [brand(...state.utids)] }, attempts: 1, requestId: undefined };
		},
	};
	const catalog = createCatalog(client, createKept(clock), createShelf(clock, 5));
	/** Asks, and lets the time pass that it takes. */
	const find = async (utid: string, signal?: AbortSignal) => {
		const asked = settle(catalog.find(utid, { ...CALL, signal }));
		await clock.advance(1_000);
		return await asked;
	};
	return { clock, state, catalog, find };
}

describe('the catalog', () => {
	it('is loaded when it is first asked for, and kept for twelve hours', async () => {
		const { clock, state, find } = setUp();
		await find('U1');
		await clock.advance(12 * HOUR_MS - 1_000);
		await find('U1');
		expect(state.loads).toBe(1);
		await clock.advance(1);
		await find('U1');
		expect(state.loads).toBe(2);
	});

	it('is loaded once for all who ask at the same time', async () => {
		const { clock, state, catalog } = setUp();
		const all = [
			catalog.find('U1', CALL),
			catalog.find('U2', CALL),
			catalog.brands(CALL),
			catalog.rewards(CALL),
		];
		await clock.runAll();
		expect(await Promise.all(all)).toMatchObject([{}, {}, [{ brandKey: 'B1' }], [{}, {}]]);
		expect(state.loads).toBe(1);
	});

	it('gives every reward with its brand', async () => {
		const { clock, catalog } = setUp();
		const rewards = catalog.rewards(CALL);
		await clock.runAll();
		expect(await rewards).toMatchObject([
			{ reward: { utid: 'U1' }, brand: { brandName: 'Amazon' } },
			{ reward: { utid: 'U2' }, brand: { brandName: 'Amazon' } },
		]);
	});

	it('is searched whatever the case of the identifier, on both sides', async () => {
		const { find } = setUp(['u7']);
		expect(await find('U7')).toMatchObject({ reward: { utid: 'u7' } });
	});

	it('is not kept when it could not be loaded', async () => {
		const { state, find } = setUp();
		state.fails = true;
		expect(codeOf(await find('U1'))).toBe('UNAVAILABLE');
		state.fails = false;
		expect(await find('U1')).toMatchObject({ reward: { utid: 'U1' } });
		expect(state.loads).toBe(2);
	});
});

describe('a reward that is not in it', () => {
	it('is unknown at once while the catalog is younger than ten minutes, however often it is asked for', async () => {
		const { clock, state, find } = setUp();
		for (let asked = 0; asked < 5; asked++) expect(await find('U9')).toBeUndefined();
		await clock.advance(9 * MINUTE_MS);
		expect(await find('U9')).toBeUndefined();
		expect(state.loads).toBe(1);
	});

	it('is looked for again after that, as it may be new', async () => {
		const { clock, state, find } = setUp();
		await find('U1');
		state.utids = ['U1', 'U9'];
		await clock.advance(10 * MINUTE_MS + 1);
		expect(await find('U9')).toMatchObject({ reward: { utid: 'U9' } });
		expect(state.loads).toBe(2);
	});

	it('makes nobody reload who asks for one that is there', async () => {
		const { clock, state, find } = setUp();
		await find('U1');
		await clock.advance(11 * HOUR_MS);
		await find('U2');
		expect(state.loads).toBe(1);
	});
});

describe('a cancel of one caller', () => {
	it('does not end the load for the others', async () => {
		const { clock, state, catalog } = setUp();
		const stop = new AbortController();
		const cancelled = settle(catalog.find('U1', { ...CALL, signal: stop.signal }));
		const other = catalog.find('U1', CALL);
		await clock.advance(500);
		stop.abort();
		await clock.runAll();
		await cancelled;
		expect(await other).toMatchObject({ reward: { utid: 'U1' } });
		expect(state.signals).toEqual([undefined]);
	});

	it('ends that caller’s own wait at once', async () => {
		const { clock, catalog } = setUp();
		const stop = new AbortController();
		let ended: unknown;
		void settle(catalog.find('U1', { ...CALL, signal: stop.signal })).then((result) => (ended = result));
		await clock.advance(500);
		stop.abort();
		await clock.advance(0);
		expect(codeOf(ended)).toBe('CANCELLED');
		await clock.runAll();
	});

	it('before it asked loads nothing', async () => {
		const { state, find } = setUp();
		expect(codeOf(await find('U1', AbortSignal.abort()))).toBe('CANCELLED');
		expect(state.loads).toBe(0);
	});

	it('leaves a load that fails later to nobody, without an unhandled rejection', async () => {
		const { clock, state, catalog } = setUp();
		state.fails = true;
		const stop = new AbortController();
		const cancelled = settle(catalog.find('U1', { ...CALL, signal: stop.signal }));
		await clock.advance(500);
		stop.abort();
		await clock.runAll();
		expect(codeOf(await cancelled)).toBe('CANCELLED');
	});

	it('of a choice product is read once for all who ask, and kept by its UTID, whatever the case', async () => {
		const { catalog, clock, state } = setUp();
		const asked = [catalog.ofChoiceProduct('u9', CALL), catalog.ofChoiceProduct('U9', CALL)];
		await clock.runAll();
		const [entries] = await Promise.all(asked);
		expect(entries?.map(({ reward }) => reward.utid)).toEqual(['U1', 'U2']);
		expect(state.loads).toBe(1);
	});
});
