import { beforeEach, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { forThisTest } from '../support/lifetime.ts';
import { order, rows, runTango } from './support/tango.ts';

const DAY_MS = 86_400_000;

/** Called when so many orders were placed. */
let onOrders: { count: number; then: (sandbox: Sandbox) => void } | undefined;
beforeEach(() => {
	onOrders = undefined;
});

/** A sandbox of its own for each test, as the node remembers per address which key was accepted. */
async function sandboxWithTwoKeys(): Promise<Sandbox> {
	const sandbox: Sandbox = await forThisTest(
		startSandbox({
			onRequest: () => {
				if (onOrders && sandbox.state.orders.length >= onOrders.count) onOrders.then(sandbox);
			},
		}),
	);
	return sandbox;
}

const twoKeys = ({ basic: { secondaryApiKey } }: Sandbox) => ({ secondaryApiKey });
const revokeFirst = ({ state, basic }: Sandbox) => state.revokeKey(basic.apiKey);
const revokeBoth = ({ state, basic }: Sandbox) => {
	state.revokeKey(basic.apiKey);
	state.revokeKey(basic.secondaryApiKey);
};

test('a key that is deactivated in mid-run costs no item: the second key takes over, and a hint says so', async () => {
	onOrders = { count: 8, then: revokeFirst };
	const sandbox = await sandboxWithTwoKeys();
	const run = async (prefix: string) =>
		await runTango(sandbox, { items: rows(20, prefix), parameters: order(), credential: twoKeys(sandbox) });

	const { done, error, hints } = await run('a');
	expect(error).toBeUndefined();
	expect(done.map(({ json }) => json.status)).toEqual(Array.from({ length: 20 }, () => 'COMPLETE'));
	expect(sandbox.state.orders).toHaveLength(20);
	expect(new Set(sandbox.state.orders.map(({ externalRefID }) => externalRefID)).size).toBe(20);
	expect(hints.join()).toContain('refused the API Key of the credential and accepted the Secondary API Key');
	expect(sandbox.log.some(({ status }) => status === 401)).toBe(true);
	expect(sandbox.violations).toEqual([]);

	// The next run begins with the key that works.
	const before = sandbox.log.length;
	expect((await run('b')).hints.join()).toContain('accepted the Secondary API Key');
	expect(sandbox.log.slice(before).map(({ status }) => status)).not.toContain(401);
});

test('while the first key works there is no hint, whatever stands in the second field', async () => {
	const sandbox = await sandboxWithTwoKeys();
	const { hints, done } = await runTango(sandbox, {
		items: rows(2),
		parameters: order(),
		credential: { secondaryApiKey: 'not-active-not-a-secret' },
	});
	expect(done).toHaveLength(2);
	expect(hints.join()).not.toContain('API Key');
});

test('when both keys are refused, the error says that both were tried', async () => {
	const sandbox = await sandboxWithTwoKeys();
	revokeBoth(sandbox);
	const { error, done } = await runTango(sandbox, {
		items: rows(3),
		parameters: order(),
		credential: twoKeys(sandbox),
	});
	expect(error?.message).toContain('accepts neither the API Key nor the Secondary API Key');
	expect(error?.description).toContain('Both keys were tried');
	expect(done).toEqual([]);
	// Each key once, not once for every item.
	expect(sandbox.log).toHaveLength(2);
	expect(sandbox.state.orders).toEqual([]);
});

test('when both keys are refused in mid-run, every item ends as an order or as an error that names both', async () => {
	onOrders = { count: 8, then: revokeBoth };
	const sandbox = await sandboxWithTwoKeys();
	const { done, failed } = await runTango(sandbox, {
		items: rows(20),
		parameters: order(),
		credential: twoKeys(sandbox),
		onError: 'continueErrorOutput',
	});
	expect(done.length).toBe(sandbox.state.orders.length);
	expect(done.length + failed.length).toBe(20);
	expect(failed.length).toBeGreaterThan(0);
	for (const { json } of failed) expect(JSON.stringify(json)).toContain('neither the API Key nor');
});

test('one key that is refused is not spoken of as two', async () => {
	const sandbox = await sandboxWithTwoKeys();
	revokeFirst(sandbox);
	const { error } = await runTango(sandbox, { items: rows(1), parameters: order() });
	expect(error?.message).toContain('Tango does not accept the credential');
	expect(error?.description).not.toContain('Secondary');
});

test.each([
	[182, 0],
	[184, 1],
])(
	'a credential that was issued %i days ago makes %i reminder, with OAuth2 as with Basic',
	async (days, count) => {
		const sandbox = await sandboxWithTwoKeys();
		const credentialsIssuedOn = new Date(Date.now() - days * DAY_MS).toISOString();
		for (const authentication of ['basicAuth', 'oAuth2'] as const) {
			const { hints, done } = await runTango(sandbox, {
				items: rows(1, authentication),
				parameters: order(),
				authentication,
				credential: { credentialsIssuedOn },
			});
			expect(done).toHaveLength(1);
			expect(hints.filter((hint) => hint.includes(`issued ${days} days ago`))).toHaveLength(count);
		}
	},
);
