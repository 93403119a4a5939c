import { describe, expect, it } from 'vitest';

import { RedisAway, type RedisLink } from '../../../../nodes/Tango/n8n/pace/redisLink.ts';
import { createRedisPace } from '../../../../nodes/Tango/n8n/pace/redisPace.ts';
import { CLAIM, PAUSE, STARTED } from '../../../../nodes/Tango/n8n/pace/scripts.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';

const CLAIMED = { gapMs: 1_050, catchUpMs: 2, waitedMs: 10 };

/** A pace over a Redis that answers as told, and what it was asked. */
function setUp(answer: (script: string) => unknown) {
	const clock = createFakeClock();
	let [opened, closed] = [0, 0];
	const asked: Array<{ script: string; keys: readonly string[]; args: ReadonlyArray<string | number> }> = [];
	const link: RedisLink = {
		run: async (script, keys, args) => {
			asked.push({ script, keys, args });
			return answer(script);
		},
		close: () => {
			closed += 1;
		},
	};
	const pace = createRedisPace({
		open: async () => {
			opened += 1;
			return link;
		},
		prefix: 'bull',
		whose: 'n8n',
		now: clock.now,
		later: (ms, callback) => {
			const cancel = new AbortController();
			void clock.sleep(ms, cancel.signal).then((slept) => {
				if (slept === 'elapsed') callback();
			});
			return () => cancel.abort();
		},
	});
	const slots = pace.slotsOf('hash');
	if (!slots) throw new Error('no slots');
	return { clock, pace, slots, asked, links: () => [opened, closed] };
}

const fails = (cause = 'ECONNREFUSED') => {
	throw new RedisAway(cause);
};

describe('a pace over Redis', () => {
	it('is opened when the first slot is asked for, and closed when nobody asks for a minute', async () => {
		const { clock, slots, links } = setUp(() => [1, '0']);
		expect(links()).toEqual([0, 0]);
		await slots.claim('requests', CLAIMED);
		await clock.advance(59_000);
		await slots.claim('requests', CLAIMED);
		await clock.advance(59_000);
		expect(links()).toEqual([1, 0]);
		await clock.advance(2_000);
		expect(links()).toEqual([1, 1]);
		expect(await slots.claim('requests', CLAIMED)).toEqual({ kind: 'yours' });
		expect(links()).toEqual([2, 1]);
	});

	it.each([
		['0', { kind: 'yours' }],
		['-3.5', { kind: 'yours' }],
		['12.25', { kind: 'later', ms: 12.25 }],
	])('gives a slot or says how long to wait: %s', async (wait, expected) => {
		const { slots, pace } = setUp(() => [3, wait]);
		expect(await slots.claim('reads', CLAIMED)).toEqual(expected);
		expect(pace.state()).toEqual({ kind: 'shared', whose: 'n8n', processes: 3 });
	});

	it('tells Redis the platform’s hash and times, and nothing else', async () => {
		const { slots, asked } = setUp(() => [1, '0']);
		await slots.claim('requests', CLAIMED);
		slots.started('requests');
		slots.pauseFor('reads', 5_000);
		await new Promise(setImmediate);
		const process = asked[0]?.args[0];
		expect(process).toMatch(/^[0-9a-f]{16}$/);
		const keys = (line: string) => [
			`bull:n8n-nodes-tango:{hash}:${line}`,
			'bull:n8n-nodes-tango:{hash}:seen',
		];
		expect(asked).toEqual([
			{ script: CLAIM, keys: keys('requests'), args: [process, 1_050, 2, 10, 3_000] },
			{ script: STARTED, keys: keys('requests'), args: [process] },
			{ script: PAUSE, keys: keys('reads'), args: [5_000] },
		]);
	});
});

describe('a Redis that is away', () => {
	it('leaves each process its share: of those seen last, of two at least', async () => {
		let away = false;
		const { slots, clock } = setUp(() => (away ? fails() : [5, '0']));
		await slots.claim('requests', CLAIMED);
		away = true;
		expect(await slots.claim('requests', CLAIMED)).toEqual({ kind: 'away', share: 5 });
		const alone = setUp(() => fails());
		expect(await alone.slots.claim('requests', CLAIMED)).toEqual({ kind: 'away', share: 2 });
		expect(clock.now()).toBe(0);
	});

	it('is asked again after a second, over a new link, and counts again', async () => {
		let away = true;
		const { slots, pace, clock, asked, links } = setUp(() => (away ? fails('TIMEOUT') : [2, '0']));
		await slots.claim('requests', CLAIMED);
		expect(pace.state()).toEqual({ kind: 'away', whose: 'n8n', cause: 'TIMEOUT' });
		away = false;
		await clock.advance(999);
		expect(await slots.claim('requests', CLAIMED)).toMatchObject({ kind: 'away' });
		expect(asked).toHaveLength(1);
		await clock.advance(1);
		expect(await slots.claim('requests', CLAIMED)).toEqual({ kind: 'yours' });
		expect(pace.state()).toMatchObject({ kind: 'shared' });
		expect(links()).toEqual([2, 1]);
	});

	it('is told nothing meanwhile', async () => {
		const { slots, asked } = setUp(() => fails());
		await slots.claim('requests', CLAIMED);
		slots.started('requests');
		slots.pauseFor('requests', 1_000);
		await new Promise(setImmediate);
		expect(asked).toHaveLength(1);
	});

	it('keeps its words and the command to itself', async () => {
		const { slots, pace } = setUp(() => {
			throw new Error('WRONGPASS for user:fake-password');
		});
		await slots.claim('requests', CLAIMED);
		expect(pace.state()).toEqual({ kind: 'away', whose: 'n8n', cause: 'UNKNOWN' });
		expect(await pace.look('hash')).toEqual({ kind: 'away', whose: 'n8n', cause: 'UNKNOWN' });
	});
});
