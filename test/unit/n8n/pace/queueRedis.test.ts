import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { queueRedis } from '../../../../nodes/Tango/n8n/pace/queueRedis.ts';

const folder = mkdtempSync(join(tmpdir(), 'queue-redis-'));
afterAll(() => rmSync(folder, { recursive: true }));

const QUEUE = { EXECUTIONS_MODE: 'queue' };

describe('n8n’s own Redis', () => {
	it.each([{}, { EXECUTIONS_MODE: 'regular', QUEUE_BULL_REDIS_HOST: 'redis' }])('is none in %j', (env) => {
		expect(queueRedis(env)).toBeUndefined();
	});

	it('is where n8n looks for it when nothing else is said', () => {
		expect(queueRedis(QUEUE)).toMatchObject({
			nodes: [{ host: 'localhost', port: 6379 }],
			isCluster: false,
			db: 0,
			tls: undefined,
			prefix: 'bull',
		});
	});

	it('is reached with n8n’s host, port, database, user, password, TLS and prefix', () => {
		const env = {
			...QUEUE,
			QUEUE_BULL_REDIS_HOST: ' redis.example.test ',
			QUEUE_BULL_REDIS_PORT: '6380',
			QUEUE_BULL_REDIS_DB: '3',
			QUEUE_BULL_REDIS_USERNAME: 'n8n',
			QUEUE_BULL_REDIS_PASSWORD: '"fake-password"',
			QUEUE_BULL_REDIS_TLS: 'true',
			QUEUE_BULL_REDIS_TLS_SERVERNAME: 'redis.internal.test',
			QUEUE_BULL_REDIS_DUALSTACK: '1',
			QUEUE_BULL_PREFIX: 'acme',
		};
		expect(queueRedis(env)).toMatchObject({
			nodes: [{ host: 'redis.example.test', port: 6380 }],
			db: 3,
			username: 'n8n',
			password: 'fake-password',
			tls: { servername: 'redis.internal.test', rejectUnauthorized: true },
			dualStack: true,
			prefix: 'acme',
		});
		const unproved = { ...env, QUEUE_BULL_REDIS_TLS_VALIDATE_CERTIFICATE: 'false' };
		expect(queueRedis(unproved)?.tls).toMatchObject({ rejectUnauthorized: true });
	});

	it('may have its settings in files, whose variable goes before them', () => {
		const path = join(folder, 'password');
		writeFileSync(path, 'from-file\n');
		const env = { ...QUEUE, QUEUE_BULL_REDIS_PASSWORD_FILE: path };
		expect(queueRedis(env)?.password).toBe('from-file');
		expect(queueRedis({ ...env, QUEUE_BULL_REDIS_PASSWORD: 'own' })?.password).toBe('own');
		expect(
			queueRedis({ ...QUEUE, QUEUE_BULL_REDIS_PASSWORD_FILE: join(folder, 'none') })?.password,
		).toBeUndefined();
	});

	it('may be a cluster, whose keys begin as n8n’s do', () => {
		const env = {
			...QUEUE,
			QUEUE_BULL_REDIS_CLUSTER_NODES: 'a.test:7000, b.test:7001',
			QUEUE_BULL_REDIS_DB: '3',
		};
		expect(queueRedis(env)).toMatchObject({
			nodes: [
				{ host: 'a.test', port: 7000 },
				{ host: 'b.test', port: 7001 },
			],
			isCluster: true,
			db: 0,
			prefix: '{bull}',
			keepsNames: false,
		});
		expect(queueRedis({ ...env, QUEUE_BULL_REDIS_DNS_LOOKUP_STRATEGY: 'NONE' })).toMatchObject({
			keepsNames: true,
		});
	});
});
