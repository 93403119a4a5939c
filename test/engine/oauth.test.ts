import { describe, expect, it } from 'vitest';
import { TangoOAuth2Api } from '../../credentials/TangoOAuth2Api.credentials.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { forThisTest } from '../support/lifetime.ts';
import { order, rows, runTango, type TangoRun } from './support/tango.ts';

/** A sandbox of its own for each test, as tokens outlive the executions that fetched them. */
const newSandbox = async (options: Parameters<typeof startSandbox>[0] = {}) =>
	await forThisTest(startSandbox(options));

const run = async (sandbox: Sandbox, options: Partial<TangoRun> = {}) =>
	await runTango(sandbox, { authentication: 'oAuth2', items: rows(20), parameters: order(), ...options });

const tokenRequests = ({ log }: Sandbox) => log.filter(({ path }) => path === '/oauth/token');

describe('tokens in the engine', () => {
	it('are asked for once by executions that run at the same time, and by those after them', async () => {
		const sandbox = await newSandbox();
		const results = await Promise.all(
			['a', 'b', 'c'].map(async (name) => await run(sandbox, { items: rows(20, name) })),
		);
		await run(sandbox, { items: rows(20, 'd') });
		expect(results.flatMap(({ done }) => done)).toHaveLength(60);
		expect(sandbox.state.orders).toHaveLength(80);
		expect(tokenRequests(sandbox)).toHaveLength(1);
	});

	it('that Tango refuses for all of 200 items are not asked for 200 times, and each item fails in its place', async () => {
		const sandbox = await newSandbox();
		sandbox.faults.random({
			seed: 1,
			rate: 1,
			kinds: ['unauthorized'],
			match: { method: 'POST', path: '/orders' },
		});
		const parameters = order({ spendingLimits: 'off' });
		const { done, failed } = await run(sandbox, {
			items: rows(200),
			parameters,
			onError: 'continueErrorOutput',
		});
		expect([done.length, failed.length]).toEqual([0, 200]);
		expect(failed[0]?.json).toMatchObject({
			error: expect.stringContaining('does not accept the credential'),
		});
		expect(tokenRequests(sandbox).length).toBeLessThanOrEqual(3);
		expect(sandbox.state.orders).toEqual([]);
	});

	it('that cannot be had end the run before anything is ordered, after three tries for all items together', async () => {
		const sandbox = await newSandbox();
		sandbox.faults.random({
			seed: 1,
			rate: 1,
			kinds: ['status-503-before'],
			match: { path: '/oauth/token' },
		});
		const { error } = await run(sandbox, { items: rows(50) });
		expect(error?.message).toContain('Tango gave no usable answer');
		expect(sandbox.log.map(({ path }) => path)).toEqual(Array.from({ length: 3 }, () => '/oauth/token'));
	});

	it('need a service account for newer clients, and the error says so', async () => {
		const sandbox = await newSandbox();
		sandbox.state.allowedGrants.delete('client_credentials');
		const { error } = await run(sandbox);
		expect(error?.message).toContain('Tango gave no access token for the credential');
		expect(error?.description).toContain('made since May 2025 need a service account');
		expect(error?.description).toContain('choose Service Account as the grant type');
		const mended = await run(sandbox, { credential: { grantType: 'serviceAccount' } });
		expect(mended.done).toHaveLength(20);
	});
});

describe('DPoP in the engine', () => {
	it('places every order once, also when the nonce changes in mid-run', async () => {
		let finished = 0;
		const sandbox: Sandbox = await newSandbox({
			onRequest: ({ executed }) => {
				// At most three of the twenty are under way then: the others begin with the old nonce.
				if (executed && ++finished === 7) sandbox.state.dpop.rotateNonce();
			},
		});
		sandbox.state.dpop.mode = 'strict';
		sandbox.state.dpop.rotateNonce();
		const { done, error, hints } = await run(sandbox, { credential: { dpop: true } });
		expect([error, hints]).toEqual([undefined, ['20 of 20 orders were placed, for 500.00 USD in all.']]);
		expect(done).toHaveLength(20);
		expect(sandbox.state.orders).toHaveLength(20);
		expect(new Set(sandbox.state.orders.map(({ externalRefID }) => externalRefID)).size).toBe(20);
		expect(sandbox.log.some(({ path, status }) => path.endsWith('/orders') && status === 401)).toBe(true);
		expect(tokenRequests(sandbox).map(({ status }) => status)).toEqual([400, 200]);
		expect(sandbox.violations).toEqual([]);
	});

	it('tells to check the clock when Tango’s shows another time', async () => {
		const sandbox = await newSandbox();
		sandbox.state.dpop.mode = 'strict';
		sandbox.state.dpop.clockOffsetMs = 120_000;
		const { error } = await run(sandbox, { credential: { dpop: true } });
		expect(error?.message).toContain('does not accept the signature');
		expect(error?.description).toContain('Check the clock of the machine that runs n8n');
	});

	it('is not given up unawares when the platform gives ordinary tokens', async () => {
		const sandbox = await newSandbox();
		const { error } = await run(sandbox, { credential: { dpop: true } });
		expect(error?.message).toContain('an access token without DPoP');
		expect(tokenRequests(sandbox)).toHaveLength(1);
		expect(sandbox.state.orders).toEqual([]);
	});

	it('shows neither token nor proof in what the execution keeps', async () => {
		const sandbox = await newSandbox();
		sandbox.state.dpop.mode = 'strict';
		sandbox.faults.next({ kind: 'alb-403', match: { method: 'POST', path: '/orders' } });
		const { run: kept } = await run(sandbox, { credential: { dpop: true }, onError: 'continueErrorOutput' });
		const text = JSON.stringify(kept);
		for (const { token } of sandbox.state.tokensIssued) expect(text).not.toContain(token);
		for (const { headers } of sandbox.log) expect(text).not.toContain(String(headers.dpop));
	});
});

describe('the OAuth2 credential in n8n’s HTTP Request node', () => {
	const helper = {
		helpers: {
			httpRequest: async () => {
				throw new Error('the credential uses its own connection');
			},
		},
	};
	const credentialOf = ({ oauth, baseUrl, tokenUrl, caCertificate }: Sandbox, more: object = {}) => ({
		...oauth,
		environment: 'custom',
		grantType: 'clientCredentials',
		baseUrl,
		tokenUrl,
		caCertificates: caCertificate,
		...more,
	});
	const preAuthentication = async (credential: ReturnType<typeof credentialOf>) =>
		await new TangoOAuth2Api().preAuthentication.call(helper, credential);

	it('gets a token that Tango accepts, the same for every request', async () => {
		const sandbox = await newSandbox();
		const first = await preAuthentication(credentialOf(sandbox));
		expect(first).toEqual({ accessToken: sandbox.state.tokensIssued[0]?.token });
		expect(await preAuthentication(credentialOf(sandbox))).toEqual(first);
		expect(tokenRequests(sandbox)).toHaveLength(1);
	});

	it('gets no new token for every one of a storm of 401s', async () => {
		const sandbox = await newSandbox();
		let given = await preAuthentication(credentialOf(sandbox));
		for (let refused = 0; refused < 20; refused++) {
			given = await preAuthentication(credentialOf(sandbox, given));
		}
		expect(tokenRequests(sandbox).length).toBeLessThanOrEqual(2);
	});

	it('is told in plain words that DPoP does not work there', async () => {
		const sandbox = await newSandbox();
		await expect(preAuthentication(credentialOf(sandbox, { dpop: true }))).rejects.toThrow(
			'DPoP in the Tango credential is on, and n8n’s HTTP Request node cannot sign its requests',
		);
		expect(sandbox.log).toEqual([]);
	});
});
