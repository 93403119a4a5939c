import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';

import { NODE } from '../n8n/shared/paths.ts';
import { createRedisPace } from '../../nodes/Tango/n8n/pace/redisPace.ts';
import { openRedis } from '../../nodes/Tango/n8n/pace/redisLink.ts';
import { queueRedis } from '../../nodes/Tango/n8n/pace/queueRedis.ts';
import { readRedisUrl } from '../../nodes/Tango/n8n/pace/redisUrl.ts';
import type { RedisTarget } from '../../nodes/Tango/n8n/pace/redisTarget.ts';
import { Redis, type RedisOptions } from './support/redis.ts';

const PER_SECOND = 10;
/** What Tango allows; our own gap is 5 % wider. */
const ALLOWED_GAP_MS = 1_000 / PER_SECOND;
/** Two processes of one busy machine read its clock. */
const TOLERANCE_MS = 3;

interface Start {
	readonly at: number;
	readonly pace: string;
}

const undo: Array<() => Promise<void> | void> = [];
afterEach(async () => {
	for (const one of undo.splice(0).reverse()) await one();
});

async function redisWith(options: RedisOptions = {}): Promise<Redis> {
	const redis = await Redis.start(options);
	undo.push(async () => await redis.remove());
	return redis;
}

/** Processes that start as many requests as they may. */
function processes(redis: Redis, count: number, { handshakeMs = 0 } = {}) {
	const starts: Start[] = [];
	const begun = new Map<ChildProcess, number>();
	const children = Array.from({ length: count }, (): ChildProcess => {
		const child = fork(new URL('support/pacedProcess.ts', import.meta.url), { execPath: NODE });
		child.on('message', (start: Start) => {
			starts.push(start);
			begun.set(child, (begun.get(child) ?? 0) + 1);
		});
		const url = `redis://127.0.0.1:${redis.port}`;
		child.send({ url, caCertificate: '', requestsPerSecond: PER_SECOND, handshakeMs });
		undo.push(() => void child.kill('SIGKILL'));
		return child;
	});
	/** Between two moments from now. */
	const during = async (ms: number) => {
		const from = performance.timeOrigin + performance.now();
		await sleep(ms);
		return starts.filter(({ at }) => at >= from).toSorted((a, b) => a.at - b.at);
	};
	const ready = async () => {
		while (begun.size < count || [...begun.values()].some((requests) => requests < 2)) await sleep(50);
	};
	return { children, during, ready };
}

const gaps = (starts: readonly Start[]) =>
	starts.slice(1).map(({ at }, index) => at - (starts[index]?.at ?? 0));
const perSecond = (starts: readonly Start[]) =>
	((starts.length - 1) * 1_000) / ((starts.at(-1)?.at ?? 0) - (starts[0]?.at ?? 0));

describe('three processes and one Redis', () => {
	test('keep one pace: nearly all of it, and no two starts nearer than Tango allows', async () => {
		const { during, ready } = processes(await redisWith(), 3);
		await ready();
		const starts = await during(6_000);
		console.log(
			`three processes: ${perSecond(starts).toFixed(2)}/s of ${PER_SECOND}, least gap ${Math.min(...gaps(starts)).toFixed(1)} ms`,
		);
		expect(perSecond(starts)).toBeGreaterThan(0.85 * PER_SECOND);
		expect(Math.min(...gaps(starts))).toBeGreaterThan(ALLOWED_GAP_MS - TOLERANCE_MS);
	});

	test('keep the distance although each request connects first', async () => {
		const { during, ready } = processes(await redisWith(), 3, { handshakeMs: 150 });
		await ready();
		expect(Math.min(...gaps(await during(5_000)))).toBeGreaterThan(ALLOWED_GAP_MS - TOLERANCE_MS);
	});

	test('go on when one of them is killed', async () => {
		const { children, during, ready } = processes(await redisWith(), 3);
		await ready();
		children[0]?.kill('SIGKILL');
		await sleep(3_000);
		const starts = await during(3_000);
		expect(perSecond(starts)).toBeGreaterThan(0.85 * PER_SECOND);
		expect(Math.min(...gaps(starts))).toBeGreaterThan(ALLOWED_GAP_MS - TOLERANCE_MS);
	});

	test('live on a share of the pace while Redis is away, and keep one again when it is back, empty', async () => {
		const redis = await redisWith();
		const { during, ready } = processes(redis, 3);
		await ready();
		await redis.kill();
		await sleep(1_000);
		const alone = await during(3_000);
		expect(new Set(alone.map(({ pace }) => pace))).toEqual(new Set(['away']));
		expect(perSecond(alone)).toBeLessThan(1.1 * PER_SECOND);
		await redis.start();
		await sleep(2_500);
		const together = await during(3_000);
		expect(new Set(together.map(({ pace }) => pace))).toEqual(new Set(['shared']));
		expect(Math.min(...gaps(together))).toBeGreaterThan(ALLOWED_GAP_MS - TOLERANCE_MS);
	});
});

describe('a Redis is reached', () => {
	const PASSWORD = 'fake-redis-password';
	const look = async (target: RedisTarget) => {
		const opened = openRedis(target);
		undo.push(async () => (await opened.catch(() => undefined))?.close());
		const pace = createRedisPace({
			open: async () => await opened,
			prefix: target.prefix,
			whose: 'credential',
			now: () => performance.now(),
			later: () => () => {},
		});
		const state = await pace.look('hash');
		const claim = await pace.slotsOf('hash')?.claim('requests', { gapMs: 1_050, catchUpMs: 2, waitedMs: 0 });
		return [state.kind === 'away' ? state.cause : state.kind, claim?.kind];
	};

	describe('with TLS', () => {
		let redis: Redis;
		beforeAll(async () => {
			redis = await Redis.start({ tls: true, password: PASSWORD });
			return async () => await redis.remove();
		});
		const url = (password: string) => `rediss://:${password}@localhost:${redis.port}`;

		test('whose certificate CA Certificates prove', async () => {
			expect(await look(readRedisUrl(url(PASSWORD), redis.caCertificate))).toEqual(['shared', 'yours']);
		});

		test('never without proof', async () => {
			const [cause, claim] = await look(readRedisUrl(url(PASSWORD), ''));
			expect(cause).toMatch(/CERT|VERIFY|SIGNED|ISSUER/);
			expect(claim).toBe('away');
		});

		test('never under another name than its certificate’s', async () => {
			const target = readRedisUrl(url(PASSWORD), redis.caCertificate);
			const other = { ...target, tls: { ...target.tls, servername: 'redis.example.test' } };
			expect(await look(other)).toEqual(['ERR_TLS_CERT_ALTNAME_INVALID', 'away']);
		});

		test('not with a wrong password, which nobody is told', async () => {
			expect(await look(readRedisUrl(url('fake-other'), redis.caCertificate))).toEqual(['WRONGPASS', 'away']);
		});

		test('not even where n8n’s own settings ask for no proof', async () => {
			const target = queueRedis({
				EXECUTIONS_MODE: 'queue',
				QUEUE_BULL_REDIS_HOST: 'localhost',
				QUEUE_BULL_REDIS_PORT: String(redis.port),
				QUEUE_BULL_REDIS_PASSWORD: PASSWORD,
				QUEUE_BULL_REDIS_TLS: 'true',
				QUEUE_BULL_REDIS_TLS_VALIDATE_CERTIFICATE: 'false',
			});
			const [cause, claim] = target ? await look(target) : [];
			expect(cause).toMatch(/CERT|VERIFY|SIGNED|ISSUER/);
			expect(claim).toBe('away');
		});
	});

	test('of which nothing listens any more, is away at once', async () => {
		const redis = await redisWith();
		await redis.stop();
		const before = performance.now();
		expect(await look(readRedisUrl(`redis://127.0.0.1:${redis.port}`, ''))).toEqual(['ECONNREFUSED', 'away']);
		expect(performance.now() - before).toBeLessThan(500);
	});
});
