import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

import { openRedis, RedisAway } from '../../../../nodes/Tango/n8n/pace/redisLink.ts';
import type { RedisTarget } from '../../../../nodes/Tango/n8n/pace/redisTarget.ts';

const servers: Server[] = [];
afterEach(() => {
	for (const server of servers.splice(0)) server.close();
});

/** Something that is connected to, and how often. */
async function listening() {
	let connections = 0;
	const server = createServer((socket) => {
		connections += 1;
		socket.on('error', () => {}).end('-WRONGPASS for user:fake-password\r\n');
	});
	servers.push(server);
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = isAddress(address) ? address.port : 0;
	return { port, connections: () => connections };
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
	return typeof address === 'object' && address !== null;
}

const target = (host: string, port: number, more: Partial<RedisTarget> = {}): RedisTarget => ({
	nodes: [{ host, port }],
	isCluster: false,
	password: 'fake-password',
	db: 0,
	prefix: 'tango',
	...more,
});

const refusal = async (where: RedisTarget) =>
	await openRedis(where)
		.then(
			(link) => link.run('return 1', [], []).finally(() => link.close()),
			(error: unknown) => error,
		)
		.catch((error: unknown) => error);

describe('a Redis of the credential', () => {
	it.each<[string, Partial<RedisTarget>]>([
		['whose address n8n’s policy refuses', { isAllowed: async () => false }],
		[
			'whose name leads where the policy refuses to go',
			{
				isAllowed: async () => true,
				lookup: (_host, _options, found) => found(new Error('blocked: 10.0.0.7'), ''),
			},
		],
	])('%s is not connected to', async (_what, policy) => {
		const { port, connections } = await listening();
		const error = await refusal(target('redis.example.test', port, policy));
		expect(error).toBeInstanceOf(RedisAway);
		expect(error).toMatchObject({ cause: 'ERR_ADDRESS_NOT_ALLOWED' });
		expect(connections()).toBe(0);
	});

	it('is left with a code: neither its words nor the password are in the error', async () => {
		const { port } = await listening();
		const error = await refusal(target('127.0.0.1', port));
		expect(error).toBeInstanceOf(RedisAway);
		expect(JSON.stringify(error) + String(error)).not.toContain('fake-password');
		expect(Object.getOwnPropertyNames(error).toSorted()).toEqual(['cause', 'message', 'stack']);
	});
});
