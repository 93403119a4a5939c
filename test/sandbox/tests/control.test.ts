import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../server.ts';
import { type Client, openClient } from './support/client.ts';
import { orderBody } from './support/samples.ts';
import type { Sandbox } from '../types.ts';

/** Busy machines start a process or open a connection late; that is no failure. */
const PATIENT = { timeout: 15_000, interval: 5 };

describe('the remote control', () => {
	let sandbox: Sandbox;
	let client: Client;
	beforeAll(async () => {
		sandbox = await startSandbox();
		client = openClient(sandbox, 'none needed');
	});
	beforeEach(() => sandbox.reset());
	afterAll(() => {
		client.close();
		return sandbox.close();
	});

	it('queues faults for coming API requests and is never hit itself', async () => {
		const wish = { next: ['status-500-before', { kind: 'alb-403', match: { path: '/orders' } }] };
		expect((await client.post('/_sandbox/faults', wish)).json).toEqual({ pending: 2 });
		expect((await client.get('/_sandbox/orders')).status).toBe(200);
		expect((await client.get('/accounts')).status).toBe(500);
		expect((await client.get('/orders')).status).toBe(403);
	});

	it('sets and clears a random plan', async () => {
		const random = { seed: 1, rate: 1, kinds: ['status-503-before'] };
		await client.post('/_sandbox/faults', { random });
		expect((await client.get('/accounts')).status).toBe(503);
		await client.post('/_sandbox/faults', { clear: true });
		expect((await client.get('/accounts')).status).toBe(401);
	});

	it.each([
		['not JSON', '{'],
		['an unknown kind', { next: ['earthquake'] }],
		['a plan without kinds', { random: { seed: 1, rate: 1 } }],
		['a match of the wrong type', { next: [{ kind: 'gzip', match: { path: 1 } }] }],
	])('refuses %s and lists the kinds it knows', async (_what, wish) => {
		const reply = await client.post('/_sandbox/faults', wish);
		expect(reply.status).toBe(400);
		expect(reply.json).toMatchObject({ kinds: expect.arrayContaining(['reset-after']) });
		expect(sandbox.faults.pending).toBe(0);
	});

	it('lets a status change, and a recipient view and redeem a reward', async () => {
		const user = openClient(sandbox);
		await user.post('/orders', orderBody({ externalRefID: 'ref-1' }));
		const [{ referenceOrderID = '' } = {}] = sandbox.state.orders;
		const look = async () => (await user.get(`/lineItems/${referenceOrderID}-1`)).json;
		expect(await look()).toMatchObject({
			rewardStatus: 'ACTIVE',
			rewardViewHistory: [],
			redemptionHistory: [],
		});
		await client.post('/_sandbox/reward', { referenceOrderID, happens: 'viewed' });
		expect(await look()).toMatchObject({ rewardViewHistory: [{ status: 'VIEWED' }], redemptionHistory: [] });
		await client.post('/_sandbox/reward', { referenceOrderID, happens: 'redeemed' });
		expect(await look()).toMatchObject({
			rewardStatus: 'FULL-REDEMPTION',
			redemptionHistory: [{ referenceOrderID }],
		});
		await client.post('/_sandbox/status', { referenceOrderID, status: 'FAILED' });
		expect((await user.get(`/orders/${referenceOrderID}`)).json).toMatchObject({ orderStatus: 'FAILED' });
		for (const [name, wish] of [
			['status', { referenceOrderID: 'RA-none', status: 'FAILED' }],
			['status', { referenceOrderID, status: 'LOST' }],
			['reward', { referenceOrderID: 'RA-none', happens: 'viewed' }],
			['reward', { referenceOrderID, happens: 'eaten' }],
		] as const)
			expect((await client.post(`/_sandbox/${name}`, wish)).status).toBe(400);
		user.close();
	});

	it('shows executed orders and violations, and resets', async () => {
		const user = openClient(sandbox);
		await user.post('/orders', orderBody({ externalRefID: 'ref-1' }));
		await user.get('/orders?nonsense=1');
		user.close();
		expect((await client.get('/_sandbox/orders')).json).toMatchObject({
			orders: [{ externalRefID: 'ref-1' }],
		});
		expect((await client.get('/_sandbox/violations')).json).toMatchObject({
			violations: [expect.stringContaining('nonsense')],
		});
		expect((await client.post('/_sandbox/reset', '')).json).toEqual({ reset: true });
		expect((await client.get('/_sandbox/orders')).json).toEqual({ orders: [] });
	});

	it('answers 404 to what it does not know, and stays out of the log', async () => {
		expect((await client.get('/_sandbox/nothing')).status).toBe(404);
		expect(sandbox.log).toEqual([]);
	});
});

describe('the command line', () => {
	const cli = join(import.meta.dirname, '..', 'cli.ts');
	const caFile = join(import.meta.dirname, '..', '..', '..', '.local', 'sandbox', 'ca.pem');

	const children: ChildProcess[] = [];
	// A failed test must not leave its process behind; after a passed one there is nothing to kill.
	afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

	function run(...flags: string[]) {
		// The tools' Node, which npm puts first in PATH: an older one cannot run TypeScript.
		const child = spawn('node', [cli, ...flags]);
		children.push(child);
		const said = { text: '' };
		child.stdout.on('data', (piece) => (said.text += piece));
		child.stderr.on('data', (piece) => (said.text += piece));
		return { child, said };
	}

	async function exitOf(child: ChildProcess) {
		const [code, signal] = await once(child, 'exit');
		return { code, signal };
	}

	it.each(['SIGINT', 'SIGTERM'] as const)(
		'says where it is, logs requests and ends on %s',
		async (signal) => {
			const { child, said } = run('--port', '0', '--faults', '0.01', '--seed', '7');
			const ended = exitOf(child);
			await expect.poll(() => said.text, PATIENT).toContain('Stop it with Ctrl+C');
			const baseUrl = /https:\S+\/raas\/v2/.exec(said.text)?.[0] ?? '';
			const { startsWithCa, client } = await connectTo(baseUrl);
			expect(startsWithCa).toBe(true);
			expect(said.text).toContain('sandbox-key-not-a-secret');
			expect(said.text).toContain('About 1 % of all requests will fail');
			expect((await client.post('/orders', orderBody({ externalRefID: 'ref-1' }))).status).toBe(201);
			await expect.poll(() => said.text, PATIENT).toContain('POST  /raas/v2/orders  201  ref-1');
			child.kill(signal);
			expect(await ended).toEqual({ code: 0, signal: null });
			expect(said.text).toContain('has stopped');
			client.close();
		},
	);

	async function connectTo(baseUrl: string) {
		const caCertificate = await readFile(caFile, 'utf8');
		const basic = {
			platformName: 'SandboxPlatform',
			apiKey: 'sandbox-key-not-a-secret',
			secondaryApiKey: '',
		};
		const origin = new URL(baseUrl).origin;
		return {
			startsWithCa: caCertificate.startsWith('-----BEGIN CERTIFICATE-----'),
			client: openClient({ origin, baseUrl, caCertificate, basic }),
		};
	}

	it('refuses a flag it cannot read', async () => {
		const { child, said } = run('--port', 'eighty');
		expect(await exitOf(child)).toMatchObject({ code: 1 });
		expect(said.text).toContain('"eighty" is not a number');
	});
});
