import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startConnectProxy } from '../support/badServer/connectProxy.ts';
import { closedPort } from '../support/badServer/server.ts';
import { type EchoServer, startEchoServer } from '../support/leaks/echoServer.ts';
import { type Leak, LeakSearch } from '../support/leaks/leakSearch.ts';
import { PLANTED, PLANTED_PLATFORM } from '../support/leaks/planted.ts';
import { shown } from '../support/leaks/shown.ts';
import { captureOutflow, type Outflow } from './support/outflow.ts';
import { order, rows, runTango, type TangoResult, type TangoRun } from './support/tango.ts';

const MORE = {
	proxy: 'LEAKMARK-proxyWord-8Lm2Pv',
	pem: 'LEAKMARKprivateKey5Tn9Rb/7Wf3Jc+FakeFakeFake',
};

const search = new LeakSearch({ ...PLANTED, ...MORE }, PLANTED_PLATFORM);

let server: EchoServer;
let outflow: Outflow;
beforeAll(async () => {
	server = await startEchoServer();
	outflow = captureOutflow();
});
beforeEach(() => outflow.clear());
afterAll(async () => {
	outflow.stop();
	await server.close();
});

/** What anybody could read of a run: its data as n8n stores and prints it, the log, and what was printed. */
function leaksOf(result: TangoResult | unknown): Leak[] {
	return search.find([shown(result), JSON.stringify(result), outflow.text()].join('\n'));
}

/** One attempt: what a later one would say is read in the same way. */
const QUICK = { maxAttempts: 1, timeout: 1, totalTimeout: 5 };

async function run(more: Partial<TangoRun> = {}): Promise<TangoResult> {
	return await runTango(server, {
		items: rows(1),
		// "By ID" and no catalog in between: the order is the second request, or fails with the first.
		parameters: order({ options: QUICK }),
		...more,
		credential: {
			secondaryApiKey: PLANTED.secondaryApiKey,
			grantType: 'serviceAccount',
			...more.credential,
		},
	});
}

const AUTHENTICATIONS = ['basicAuth', 'oAuth2'] as const;
const STATUSES = [301, 400, 401, 402, 403, 404, 409, 429, 500, 503];

describe.each(AUTHENTICATIONS)(
	'with %s, a server that repeats every secret it was sent',
	(authentication) => {
		test.each(STATUSES)('in a %i finds none in the error, the run data or the log', async (status) => {
			server.answer({ status });
			const result = await run({ authentication });
			expect(result.error).toBeDefined();
			expect(outflow.log.some(({ message }) => message === 'Tango request')).toBe(true);
			expect(leaksOf(result)).toEqual([]);
		});

		test('in a web page finds none', async () => {
			server.answer({ status: 403, html: true });
			const result = await run({ authentication });
			expect(result.error).toBeDefined();
			expect(leaksOf(result)).toEqual([]);
		});

		test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
			'finds none in the items with On Error %s',
			async (onError) => {
				server.answer({ status: 400 });
				const result = await run({ authentication, onError });
				expect([...result.done, ...result.failed]).toHaveLength(1);
				expect(leaksOf(result)).toEqual([]);
			},
		);

		test('finds none in what a customer that may not be created leaves behind', async () => {
			server.answer({ status: 409 });
			const result = await run({
				authentication,
				type: 'tangoCustomers',
				parameters: {
					resource: 'customer',
					operation: 'create',
					customerIdentifier: 'new-customer',
					displayName: 'New customer',
					options: {},
				},
			});
			expect(result.error?.message).toContain('already');
			expect(leaksOf(result)).toEqual([]);
		});
	},
);

test.each([400, 401, 403, 429, 500, 302])(
	'a token endpoint that repeats client secret and password in a %i finds none',
	async (status) => {
		server.answer({ status, refuseToken: true });
		const result = await run({
			authentication: 'oAuth2',
			// Another scope is another grant: no token or refusal of an earlier test is used again.
			credential: { scope: `raas.all ${status}` },
		});
		expect(result.error).toBeDefined();
		expect(leaksOf(result)).toEqual([]);
	},
);

describe('nothing leaks when', () => {
	const situations: Array<[string, () => Promise<Partial<TangoRun>>, RegExp]> = [
		['the certificate is not trusted', async () => ({ credential: { caCertificates: '' } }), /not safe/],
		[
			'nothing listens there',
			async () => ({ credential: { baseUrl: `https://localhost:${await closedPort()}/raas/v2` } }),
			/could not be reached/,
		],
		[
			'a private key was pasted as a CA certificate',
			async () => ({
				credential: {
					caCertificates: `-----BEGIN PRIVATE KEY-----\n${MORE.pem}\n-----END PRIVATE KEY-----`,
				},
			}),
			/private key/,
		],
		[
			'the inside of a private key was pasted as a CA certificate',
			async () => ({ credential: { caCertificates: MORE.pem } }),
			/no certificate/,
		],
		[
			'a private key was pasted between the lines of a certificate',
			async () => ({
				credential: {
					caCertificates: `-----BEGIN CERTIFICATE-----\n${MORE.pem}\n-----END CERTIFICATE-----`,
				},
			}),
			/not a readable certificate/,
		],
		[
			'the API key was pasted with a line break',
			async () => ({ credential: { apiKey: `${PLANTED.apiKey}\n` } }),
			/line break/,
		],
		[
			'platform name and API key were pasted together',
			async () => ({ credential: { platformName: `acme:${PLANTED.apiKey}` } }),
			/colon/,
		],
		[
			'the Base URL holds the key',
			async () => ({
				credential: { baseUrl: `https://acme:${encodeURIComponent(PLANTED.apiKey)}@localhost/` },
			}),
			/user name or password/,
		],
		[
			'the Base URL holds the key as a parameter',
			async () => ({
				credential: { baseUrl: `https://localhost/?key=${encodeURIComponent(PLANTED.apiKey)}` },
			}),
			/must not hold/,
		],
		[
			'the key was pasted as Base URL',
			async () => ({ credential: { baseUrl: PLANTED.apiKey } }),
			/not a web address/,
		],
		[
			'the key was pasted as X-Forwarded-For',
			async () => ({ credential: { forwardedFor: PLANTED.apiKey } }),
			/X-Forwarded-For/,
		],
		[
			'the key was pasted as requests per second',
			async () => ({ credential: { requestsPerSecond: PLANTED.apiKey } }),
			/Requests per Second/,
		],
		[
			'the key was pasted as environment',
			async () => ({ credential: { environment: PLANTED.apiKey } }),
			/Environment/,
		],
		[
			'the client secret is missing',
			async () => ({ credential: { clientSecret: '' }, authentication: 'oAuth2' }),
			/Client Secret/,
		],
	];

	test.each(situations)('%s', async (_what, more, message) => {
		const result = await run(await more());
		expect(result.error?.message).toMatch(message);
		expect(leaksOf(result)).toEqual([]);
	});

	test.each([407, 403, 502])('a proxy that has a password in its address answers %i', async (status) => {
		const proxy = await startConnectProxy({ status });
		const before = { ...process.env };
		process.env.https_proxy = proxy.url.replace('http://', `http://proxyuser:${MORE.proxy}@`);
		process.env.no_proxy = '';
		try {
			// Another address header is another connection, which reads the proxy anew.
			const result = await run({ credential: { forwardedFor: `203.0.113.${status % 200}` } });
			expect(proxy.connects.join()).toContain('Proxy-Authorization'.toLowerCase());
			expect(result.error?.message).toMatch(/proxy/);
			expect(leaksOf(result)).toEqual([]);
		} finally {
			process.env = before;
			await proxy.close();
		}
	});

	test('the proxy’s address is not one', async () => {
		const before = { ...process.env };
		process.env.https_proxy = `socks5://proxyuser:${MORE.proxy}@127.0.0.1:1`;
		process.env.no_proxy = '';
		try {
			const result = await run({ credential: { forwardedFor: '203.0.113.250' } });
			expect(result.error?.message).toMatch(/proxy/);
			expect(leaksOf(result)).toEqual([]);
		} finally {
			process.env = before;
		}
	});

	test('the run is cancelled while the server keeps silent', async () => {
		server.answer({ status: 503 });
		const cancelled = run({
			parameters: order({ options: { maxAttempts: 5 } }),
			onStarted: (cancel) => setTimeout(cancel, 500),
		}).catch((error: unknown) => error);
		expect(leaksOf(await cancelled)).toEqual([]);
	});
});

test('this search would notice: a run whose input holds a secret is found', async () => {
	server.answer({ status: 400 });
	const result = await run({ items: [{ id: PLANTED.apiKey }] });
	expect(leaksOf(result)).toContainEqual(expect.objectContaining({ secret: 'apiKey' }));
});
