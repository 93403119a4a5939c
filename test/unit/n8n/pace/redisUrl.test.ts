import { describe, expect, it } from 'vitest';

import { redisAddress, readRedisUrl } from '../../../../nodes/Tango/n8n/pace/redisUrl.ts';
import { basicSettings } from '../../support/settings.ts';

const PASSWORD = 'fake-redis-password';

describe('Redis URL', () => {
	it.each([
		['redis://127.0.0.1', { nodes: [{ host: '127.0.0.1', port: 6379 }], db: 0, tls: undefined }],
		[' redis://redis.test:6380/2 ', { nodes: [{ host: 'redis.test', port: 6380 }], db: 2 }],
		['redis://[::1]:6380/', { nodes: [{ host: '::1', port: 6380 }] }],
		['redis://user:p%40ss@redis.test', { username: 'user', password: 'p@ss' }],
		['redis://:pass@redis.test', { username: undefined, password: 'pass' }],
		[
			'REDISS://redis.test',
			{ tls: expect.objectContaining({ servername: 'redis.test', rejectUnauthorized: true }) },
		],
	])('%s leads to the right place', (url, target) => {
		expect(readRedisUrl(url, '')).toMatchObject(target);
	});

	it.each([
		['', 'is empty'],
		[`redis.test:6379`, 'must start with redis:// or rediss://'],
		[`https://:${PASSWORD}@redis.test`, 'must start with'],
		[`redis://:${PASSWORD}@redis.test:port`, 'is not an address'],
		[`redis://:${PASSWORD}@`, 'is not an address'],
		[`redis://:${PASSWORD}@redis.test/name`, 'must end with the host'],
		[`redis://:${PASSWORD}@redis.test?db=1`, 'must not hold "?"'],
		[`redis://:${PASSWORD}%zz@redis.test`, 'has a %'],
	])('%s is refused without repeating it', (url, problem) => {
		const refusal = (() => {
			try {
				return readRedisUrl(url, '');
			} catch (error) {
				return error;
			}
		})();
		expect(refusal).toMatchObject({
			code: 'INVALID_CREDENTIALS_FIELD',
			facts: { field: 'redisUrl', problem: expect.stringContaining(problem) },
		});
		expect(JSON.stringify(refusal) + String(refusal)).not.toContain(PASSWORD);
	});

	it('is judged by n8n’s policy for outgoing connections as host and port, without what else it holds', () => {
		const redisUrl = `rediss://user:${PASSWORD}@[::1]:6380/1`;
		expect(redisAddress(basicSettings({ sharedPace: 'redis', redisUrl }))).toBe('https://[::1]:6380');
		expect(redisAddress(basicSettings({ sharedPace: 'automatic', redisUrl }))).toBe('');
	});
});
