import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { runTango, type TangoRun } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

async function check(run: Partial<TangoRun> = {}, options: INodeParameters = {}) {
	return await runTango(sandbox, {
		type: 'tangoCustomers',
		parameters: { resource: 'connection', operation: 'check', options },
		...run,
	});
}

const named = (items: ReadonlyArray<{ readonly json: IDataObject }>, check: string) =>
	items.find(({ json }) => json.check === check)?.json;

test.each(['basicAuth', 'oAuth2'] as const)(
	'the connection is checked with %s: one item per check, each with its result, and nothing is ordered',
	async (authentication) => {
		const { done, error } = await check({ authentication });
		expect(error).toBeUndefined();
		const hosts = authentication === 'oAuth2' ? new URL(sandbox.origin).host : undefined;
		expect(done.map(({ json }) => `${String(json.check)}: ${String(json.status)}`)).toEqual([
			'Environment: ok',
			'CA Certificates: ok',
			'Proxy: ok',
			'DNS: ok',
			'TLS: ok',
			'Clock: ok',
			'X-Forwarded-For: ok',
			'Authentication: ok',
			'Tango API: ok',
			'Latency: ok',
			'Shared Pace: ok',
		]);
		expect(named(done, 'TLS')).toMatchObject({
			howToMend: 'Nothing to do',
			facts: {
				protocol: 'TLSv1.3',
				issuer: 'Tango sandbox throw-away intermediate',
				daysLeft: 29,
				hostname: 'localhost',
			},
		});
		expect(named(done, 'Authentication')?.facts).toEqual(
			hosts === undefined
				? expect.not.objectContaining({ tokenHost: expect.anything() })
				: expect.objectContaining({ tokenHost: hosts }),
		);
		for (const { json } of done)
			expect(Object.keys(json)).toEqual(['check', 'status', 'message', 'howToMend', 'facts']);
		expect(done.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		expect(sandbox.log.filter(({ method, path }) => method === 'POST' && path !== '/oauth/token')).toEqual(
			[],
		);
		expect(sandbox.violations).toEqual([]);
	},
);

test('it is made for each input item', async () => {
	const { done } = await check({ items: [{}, {}] });
	expect(done).toHaveLength(22);
	expect(done.at(-1)?.pairedItem).toEqual({ item: 1 });
});

test('a failed check is an item that says what happened and how to mend it; the workflow goes on', async () => {
	const { done, error } = await check({ credential: { apiKey: 'wrong' } });
	expect(error).toBeUndefined();
	expect(named(done, 'Authentication')).toMatchObject({
		status: 'failed',
		message: 'Tango does not accept the credential',
		howToMend: expect.stringContaining('Check the platform name and API key'),
		facts: { httpStatus: 401 },
	});
	expect(named(done, 'Tango API')).toMatchObject({ status: 'skipped' });
});

test('a certificate that is not to be trusted is told with its issuer, and no key leaves', async () => {
	const { done } = await check({ credential: { caCertificates: '' } });
	expect(named(done, 'TLS')).toMatchObject({
		status: 'failed',
		message: 'The connection is not safe: the server could not prove that it is Tango',
		facts: { issuer: 'Tango sandbox throw-away intermediate' },
	});
	expect(sandbox.log).toEqual([]);
});

test('with Fail on Problem a failed check stops the workflow with its own words', async () => {
	const { error, done } = await check({ credential: { apiKey: 'wrong' } }, { failOnProblem: true });
	expect(error?.message).toBe('Tango does not accept the credential');
	expect(done).toEqual([]);
	const sound = await check({}, { failOnProblem: true });
	expect(sound.error).toBeUndefined();
});

test('a field of the credential that cannot be used stops the node by its name, as in every operation', async () => {
	const { error } = await check({ credential: { baseUrl: 'http://api.good.test' } });
	expect(error?.message).toBe('Base URL in the Tango credential must start with https://');
	expect(sandbox.log).toEqual([]);
});

test('the X-Forwarded-For of the options is what is sent and told', async () => {
	const { done } = await check({}, { forwardedFor: '198.51.100.7:443' });
	expect(named(done, 'X-Forwarded-For')).toMatchObject({ facts: { forwardedFor: '198.51.100.7' } });
	expect(sandbox.log[0]?.headers['x-forwarded-for']).toBe('198.51.100.7');
});

test('the secondary key that was needed is a warning', async () => {
	sandbox.state.access.revokeKey(sandbox.basic.apiKey);
	const { secondaryApiKey } = sandbox.basic;
	const { done } = await check({ credential: { secondaryApiKey } });
	expect(named(done, 'Authentication')).toMatchObject({
		status: 'warning',
		facts: { accepted: 'secondaryApiKey' },
	});
});

test('neither key nor secret is in the output', async () => {
	const outputs = await Promise.all([check(), check({ authentication: 'oAuth2' })]);
	const shown = JSON.stringify(outputs.map(({ run }) => run.data.resultData.runData.Tango));
	const { apiKey, secondaryApiKey } = sandbox.basic;
	const { clientSecret, password } = sandbox.oauth;
	const tokens = sandbox.state.access.tokens.map(({ token }) => token);
	for (const secret of [apiKey, secondaryApiKey, clientSecret, password, ...tokens]) {
		expect(shown).not.toContain(secret);
	}
});
