import { createHash, randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { secureLookup, type ConnectionSettings, type EgressFilter, type SharedPace } from '../../core';
import { queueRedis } from './queueRedis';
import { openRedis } from './redisLink';
import { createRedisPace } from './redisPace';
import type { RedisTarget } from './redisTarget';
import { addressOf, readRedisUrl } from './redisUrl';

/** Redis addresses whose links are kept. */
const MOST = 20;

const paces = new Map<string, SharedPace>();
/** Makes the keys useless to whoever sees one. */
const salt = randomBytes(32);
let ofQueue: SharedPace | undefined;

/**
 * Where the slots of a credential come from: all credentials of one Redis have one link. Throws INVALID_CREDENTIALS_FIELD.
 *
 * @param egress judges the address that a credential names; n8n's own Redis is n8n's affair
 */
export function sharedPaceOf(
	{ sharedPace = 'automatic', redisUrl = '', caCertificates }: ConnectionSettings,
	egress?: EgressFilter,
): SharedPace {
	if (sharedPace === 'off') return alone('off');
	if (sharedPace === 'automatic') return (ofQueue ??= paceOfQueue());
	const target = readRedisUrl(redisUrl, caCertificates);
	const key = createHash('sha256')
		.update(salt)
		.update(JSON.stringify([redisUrl, caCertificates, egress !== undefined]))
		.digest('hex');
	const pace = paces.get(key) ?? paceOver(egress ? guarded(target, egress) : target, 'credential');
	// A Map keeps the order of insertion: the first key is the one that was not asked for longest.
	paces.delete(key);
	paces.set(key, pace);
	const [oldest] = paces.keys();
	if (paces.size > MOST && oldest !== undefined) paces.delete(oldest);
	return pace;
}

function paceOfQueue(): SharedPace {
	const target = queueRedis(process.env);
	return target ? paceOver(target, 'n8n') : alone('oneProcess');
}

function paceOver(target: RedisTarget, whose: 'n8n' | 'credential'): SharedPace {
	return createRedisPace({
		open: async () => await openRedis(target),
		prefix: target.prefix,
		whose,
		now: () => performance.now(),
		later: (ms, callback) => {
			const timer = setTimeout(callback, ms).unref();
			return () => clearTimeout(timer);
		},
	});
}

function guarded(target: RedisTarget, egress: EgressFilter): RedisTarget {
	return {
		...target,
		lookup: secureLookup(egress),
		isAllowed: async () => {
			const [node] = target.nodes;
			return node !== undefined && (await egress.validateUrl(addressOf(node))).ok;
		},
	};
}

function alone(because: 'off' | 'oneProcess'): SharedPace {
	const state = { kind: 'alone', because } as const;
	return { slotsOf: () => undefined, state: () => state, look: async () => state };
}
