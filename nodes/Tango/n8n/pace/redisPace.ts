import { randomBytes } from 'node:crypto';
import type { SharedPace, SharedPaceState, SharedSlots } from '../../core';
import { RedisAway, type RedisLink } from './redisLink';
import { CLAIM, LOOK, PAUSE, STARTED } from './scripts';

export interface RedisPaceParts {
	readonly open: () => Promise<RedisLink>;
	/** What all keys begin with. */
	readonly prefix: string;
	readonly whose: 'n8n' | 'credential';
	/** Milliseconds on a clock that never goes back. */
	readonly now: () => number;
	/** Calls back once in so many milliseconds, and keeps no process alive for it; gives what cancels it. */
	readonly later: (ms: number, callback: () => void) => () => void;
}

/** A process that was killed between its slot and the wire keeps the others for as long as this. */
const LEASE_MS = 3_000;
/** After Redis was away it is not asked for so long, as asking may take a while. */
const REST_MS = 1_000;
/** A link that nobody used for so long is closed. */
const IDLE_MS = 60_000;
/** With Redis away nobody knows how many there are; it is hardly shared for one. */
const LEAST_SHARE = 2;

/** One pace over a Redis, for all processes that use the same one. Redis learns a platform's hash and times, nothing else. */
export function createRedisPace({ open, prefix, whose, now, later }: RedisPaceParts): SharedPace {
	const process = randomBytes(8).toString('hex');
	let link: Promise<RedisLink> | undefined;
	let restUntil = Number.NEGATIVE_INFINITY;
	let processes = 1;
	let state: SharedPaceState = { kind: 'shared', whose, processes };
	let stopClosing = () => {};

	const drop = () => {
		stopClosing();
		void link?.then(
			(opened) => opened.close(),
			() => {},
		);
		link = undefined;
	};

	const run = async (script: string, keys: readonly string[], args: ReadonlyArray<string | number>) => {
		stopClosing();
		const used = (link ??= open());
		try {
			const answer = await (await used).run(script, keys, args);
			stopClosing();
			stopClosing = later(IDLE_MS, drop);
			return answer;
		} catch (error) {
			if (link === used) drop();
			restUntil = now() + REST_MS;
			state = { kind: 'away', whose, cause: error instanceof RedisAway ? error.cause : 'UNKNOWN' };
			return undefined;
		}
	};

	const seen = (count: unknown) => {
		processes = Math.max(1, Number(count));
		state = { kind: 'shared', whose, processes };
	};

	/** What need not be waited for: where it is lost, a lease or the next 429 takes its place. */
	const tell = (script: string, keys: readonly string[], args: ReadonlyArray<string | number>) => {
		if (state.kind === 'shared') void run(script, keys, args);
	};

	return {
		state: () => state,
		slotsOf: (platform) => slotsOf(keysOf(platform)),
		look: async (platform) => {
			const answer = await run(LOOK, keysOf(platform)('requests'), [process]);
			if (answer !== undefined) seen(answer);
			return state;
		},
	};

	/** The braces keep both keys on one node of a cluster. */
	function keysOf(platform: string) {
		const base = `${prefix}:n8n-nodes-tango:{${platform}}`;
		return (line: string) => [`${base}:${line}`, `${base}:seen`];
	}

	function slotsOf(keys: (line: string) => string[]): SharedSlots {
		const away = () => ({ kind: 'away', share: Math.max(LEAST_SHARE, processes) }) as const;
		return {
			claim: async (line, { gapMs, catchUpMs, waitedMs }) => {
				if (now() < restUntil) return away();
				const answer = await run(CLAIM, keys(line), [process, gapMs, catchUpMs, waitedMs, LEASE_MS]);
				if (!Array.isArray(answer)) return away();
				seen(answer[0]);
				const ms = Number(answer[1]);
				return ms > 0 ? { kind: 'later', ms } : { kind: 'yours' };
			},
			started: (line) => tell(STARTED, keys(line), [process]),
			pauseFor: (line, ms) => tell(PAUSE, keys(line), [ms]),
		};
	}
}
