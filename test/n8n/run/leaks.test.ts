import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { type EchoServer, startEchoServer } from '../../support/leaks/echoServer.ts';
import { LeakSearch } from '../../support/leaks/leakSearch.ts';
import { PLANTED, PLANTED_PLATFORM } from '../../support/leaks/planted.ts';
import { errorOf, itemsOf } from './finishedExecution.ts';
import { copyOfDatabase, leaksInFolder } from './leaksInFiles.ts';
import { BASIC, OAUTH2, type CredentialRecord } from './sampleCredentials.ts';
import { hostOfThisFile } from './testHost.ts';
import { chain, createOrder, manualTrigger, rowList, TRIGGER } from './testWorkflows.ts';
import { runByHand } from './workflowRuns.ts';

const PROXY = { word: 'LEAKMARK-proxyWord-8Lm2Pv' };

/** At debug n8n itself writes the proxy's whole address into its log when it starts; no package can keep it from that. */
const PROXY_LINE = /.*HTTP proxy agents.*/g;

/** What all codes of the sandbox's Amazon reward begin with. */
const REWARD = { claimCode: 'FAKE-CLAIMCODE-RA' };

let echo: EchoServer;

beforeAll(async () => {
	echo = await startEchoServer();
});
afterAll(async () => await echo?.close());

const host = hostOfThisFile({
	environment: {
		N8N_LOG_LEVEL: 'debug',
		N8N_LOG_OUTPUT: 'console,file',
		// NO_PROXY holds localhost: the proxy is known, and nothing goes there.
		HTTPS_PROXY: `http://proxyuser:${PROXY.word}@127.0.0.1:1`,
	},
});

/** Everything that must be nowhere: what the sandbox knows, tokens included, and what was planted. */
function secrets(): Record<string, string> {
	const { apiKey, secondaryApiKey } = host.sandbox.basic;
	const { clientSecret, password } = host.sandbox.oauth;
	const tokens = host.sandbox.state.tokensIssued.map(({ token }, index) => [`token ${index}`, token]);
	return {
		sandboxApiKey: apiKey,
		sandboxSecondaryApiKey: secondaryApiKey,
		sandboxClientSecret: clientSecret,
		sandboxPassword: password,
		...Object.fromEntries(tokens),
		...PLANTED,
		proxy: PROXY.word,
	};
}

/** Credentials that are sent to the server that repeats them. */
async function plantedCredentials() {
	const shared = { environment: 'custom', baseUrl: echo.baseUrl, caCertificates: echo.caCertificate };
	const fast = { ...shared, requestsPerSecond: 50 };
	const oauth = { ...echo.oauth, grantType: 'serviceAccount', tokenUrl: echo.tokenUrl };
	const create = async (record: Omit<CredentialRecord, 'id'>) => {
		const { id } = await host.rest.request<{ id: string }>('POST', '/credentials', record);
		return { [record.type]: { id, name: record.name } };
	};
	return {
		basic: await create({ name: 'Planted', type: 'tangoApi', data: { ...echo.basic, ...fast } }),
		oauth2: await create({ name: 'Planted OAuth2', type: 'tangoOAuth2Api', data: { ...oauth, ...fast } }),
	};
}

const QUICK = { maxAttempts: 2, timeout: 2, totalTimeout: 8 };

test('after good and bad runs no secret and no reward code is in the database, the logs or any other file of n8n', async () => {
	const run = async (...nodes: Parameters<typeof chain> extends [string, ...infer Rest] ? Rest : never) => {
		return await runByHand(host, chain(`Leaks ${randomUUID()}`, manualTrigger, ...nodes));
	};
	const good = (credentials: typeof BASIC | typeof OAUTH2) =>
		createOrder({ reference: randomUUID(), simplify: false }, credentials);
	for (const credentials of [BASIC, OAUTH2]) expect(errorOf(await run(good(credentials)))).toBeUndefined();

	const planted = await plantedCredentials();
	for (const status of [301, 400, 401, 403, 409, 429, 500]) {
		echo.answer({ status, html: status === 403 });
		for (const credentials of [planted.basic, planted.oauth2]) {
			const authentication = 'tangoApi' in credentials ? 'basicAuth' : 'oAuth2';
			const node = createOrder({ authentication, reference: randomUUID(), options: QUICK });
			expect(errorOf(await run({ ...node, credentials }))).toBeDefined();
			const onError = status === 400 ? 'continueErrorOutput' : 'continueRegularOutput';
			if (status <= 401) await run({ ...node, credentials, ...{ onError } });
		}
	}
	echo.answer({ status: 401, refuseToken: true });
	for (const [type, data] of [
		['tangoApi', echo.basic],
		['tangoOAuth2Api', { ...echo.oauth, tokenUrl: echo.tokenUrl, scope: 'another' }],
	] as const) {
		const custom = { environment: 'custom', baseUrl: echo.baseUrl, caCertificates: echo.caCertificate };
		const tested = await host.rest.testCredential({ name: 'Tested', type, data: { ...data, ...custom } });
		expect(tested.status).toBe('Error');
		expect(new LeakSearch(secrets(), PLANTED_PLATFORM).find(tested.message)).toEqual([]);
	}

	expect(host.n8n.output()).toContain('Tango request');
	const search = new LeakSearch({ ...secrets(), ...REWARD }, PLANTED_PLATFORM);
	expect(search.find(host.n8n.output().replace(PROXY_LINE, ''))).toEqual([]);
	const { files, leaks } = await leaksInFolder(host.userFolder, search, PROXY_LINE);
	expect(files).toEqual(
		expect.arrayContaining([expect.stringMatching(/database\.sqlite$/), expect.stringMatching(/n8n\.log$/)]),
	);
	expect(leaks).toEqual([]);
}, 240_000);

test.each([
	['delivery method None', { deliveryMethod: 'NONE' }],
	['Include Reward Credentials', { options: { includeRewardCredentials: true } }],
])(
	'reward codes with %s are stored in the output of their node and nowhere else',
	async (_how, parameters) => {
		const execution = await runByHand(
			host,
			chain(`Codes ${randomUUID()}`, manualTrigger, createOrder({ reference: randomUUID(), ...parameters })),
		);

		const search = new LeakSearch(REWARD);
		expect(search.find(JSON.stringify(itemsOf(execution, 'Tango Orders')))).not.toEqual([]);
		const [output] = execution.data.resultData.runData['Tango Orders'] ?? [];
		if (output) output.data = {};
		expect(search.find(JSON.stringify(execution))).toEqual([]);
		expect(search.find(host.n8n.output())).toEqual([]);
		const database = await copyOfDatabase(host.userFolder);
		try {
			const places = database.placesOf((text) => search.find(text).length > 0);
			expect([...new Set(places.map(({ table, column }) => `${table}.${column}`))]).toEqual([
				'execution_data.data',
			]);
		} finally {
			await database.close();
		}
		await host.rest.request('POST', '/executions/delete', { ids: [execution.id] });
	},
);

test('after the Stop button n8n’s log says which orders are placed, which may be, and which were not tried', async () => {
	host.sandbox.reset();
	const { id } = await host.rest.createWorkflow(
		chain(
			'Stopped',
			manualTrigger,
			...rowList(6),
			createOrder({
				reference: `={{ $json.key }}${randomUUID()}`,
				options: { concurrency: 1 },
			}),
		),
	);
	const ordersAre = async (count: number) =>
		await vi.waitFor(() => expect(host.sandbox.state.orders).toHaveLength(count), {
			timeout: 30_000,
			interval: 20,
		});
	host.sandbox.state.processingMs = 700;
	const executionId = await host.rest.begin(id, TRIGGER);
	await ordersAre(1);
	// The second order is under way until long after n8n has heard the button, however busy the machine is.
	host.sandbox.state.processingMs = 10_000;
	await ordersAre(2);
	await host.rest.stop(executionId);

	const line = await vi.waitFor(
		() => {
			const found = /The run was cancelled\. .*/.exec(host.n8n.output())?.[0];
			expect(found).toBeDefined();
			return found;
		},
		{ timeout: 20_000, interval: 50 },
	);
	const [first] = host.sandbox.state.orders;
	expect(line).toMatch(new RegExp(`Already carried out: rows? 1 \\(${first?.referenceOrderID}\\)`));
	expect(line).toMatch(/Not known whether carried out: rows? \d \(t1[0-9a-f]{40}\)\./);
	expect(line).toMatch(/Not tried: rows? .*6\./);
});
