import { isIP } from 'node:net';
import type { Cluster, Redis, RedisOptions } from 'ioredis';
import type { RedisTarget } from './redisTarget';

/** A connection to a Redis. Once a command has failed it is of no more use. */
export interface RedisLink {
	/** Runs a script. Rejects with RedisAway, after `ANSWER_MS` at the latest. */
	run(script: string, keys: readonly string[], args: ReadonlyArray<string | number>): Promise<unknown>;
	close(): void;
}

/** Holds nothing of a server's words and of the command, which may have a password in it. */
export class RedisAway extends Error {
	override readonly cause: string;

	constructor(cause: string) {
		super('Redis is away');
		this.cause = cause;
	}
}

/** A person does not notice it, and a slot that comes so late is no loss. */
const ANSWER_MS = 400;
/** Redis and the client agree on names such as WRONGPASS and ECONNREFUSED. */
const CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/** Loads the client only now: most have no Redis. Rejects with RedisAway. */
export async function openRedis(target: RedisTarget): Promise<RedisLink> {
	const client = await newClient(target).catch((error: unknown) => {
		throw new RedisAway(codeOf(error));
	});
	let seen = 'NO_CONNECTION';
	// Without a listener the client would print its errors.
	client.on('error', (error: unknown) => {
		seen = codeOf(error);
	});
	await inTime(client.connect()).catch((error: unknown) => {
		client.disconnect();
		const code = codeOf(error);
		throw new RedisAway(code === 'UNKNOWN' ? seen : code);
	});
	return {
		run: async (script, keys, args) =>
			await inTime(client.eval(script, keys.length, ...keys, ...args)).catch((error: unknown) => {
				throw new RedisAway(codeOf(error));
			}),
		close: () => client.disconnect(),
	};
}

async function newClient(target: RedisTarget): Promise<Redis | Cluster> {
	const ioredis = await import('ioredis');
	const [first = { host: 'localhost', port: 6379 }] = target.nodes;
	const options: RedisOptions = {
		db: target.db,
		lazyConnect: true,
		enableOfflineQueue: false,
		enableReadyCheck: false,
		disableClientInfo: true,
		maxRetriesPerRequest: 0,
		connectTimeout: ANSWER_MS,
		// A link that broke is thrown away.
		retryStrategy: () => null,
		...(target.username === undefined ? {} : { username: target.username }),
		...(target.password === undefined ? {} : { password: target.password }),
		...(target.dualStack ? { family: 0 } : {}),
		...(target.tls ? { tls: target.tls } : {}),
	};
	if (!target.isCluster) {
		const host = await allowedHost(first.host, target);
		return new ioredis.Redis({ ...options, host, port: first.port });
	}
	return new ioredis.Cluster([...target.nodes], {
		redisOptions: options,
		lazyConnect: true,
		enableOfflineQueue: false,
		clusterRetryStrategy: () => null,
		...(target.keepsNames ? { dnsLookup: (address, found) => found(null, address) } : {}),
	});
}

/** The client takes no lookup of its own, so the name is resolved, and judged, before. */
async function allowedHost(host: string, { lookup, isAllowed }: RedisTarget): Promise<string> {
	if (isAllowed && !(await inTime(isAllowed()))) throw new RedisAway('ERR_ADDRESS_NOT_ALLOWED');
	if (!lookup || isIP(host)) return host;
	return await inTime(
		new Promise<string>((resolve, reject) => {
			lookup(host, { all: false }, (error, address) => {
				if (error) reject(new RedisAway(error.code ?? 'ERR_ADDRESS_NOT_ALLOWED'));
				else resolve(String(address));
			});
		}),
	);
}

async function inTime<T>(promise: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new RedisAway('TIMEOUT')), ANSWER_MS);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}

function codeOf(error: unknown): string {
	if (error instanceof RedisAway) return error.cause;
	if (!(error instanceof Error)) return 'UNKNOWN';
	const own = 'code' in error ? String(error.code) : '';
	const first = error.message.split(' ')[0] ?? '';
	return [own, first].find((word) => CODE.test(word)) ?? 'UNKNOWN';
}
