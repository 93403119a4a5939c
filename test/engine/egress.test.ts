import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { TangoOAuth2Api } from '../../credentials/TangoOAuth2Api.credentials.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { editorContext, searchCustomers, testButton } from './support/editor.ts';
import { credentialsFor, order, runTango } from './support/tango.ts';

/*
 * n8n's own filter (n8n-core 2.41), switched on as an operator does it: everything that leads into the inner network
 * is refused, which the loopback address belongs to. The name localhost is let through.
 */
vi.hoisted(() => {
	process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
	process.env.N8N_SSRF_ALLOWED_HOSTNAMES = 'localhost';
	process.env.N8N_SSRF_BLOCKED_HOSTNAMES = 'tango.denied.test';
});

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const inDigits = (url: string) => url.replace('localhost', '127.0.0.1');
const WORDS = 'n8n’s own security settings do not allow this address';

/** Base URLs that the filter refuses: an address in digits, and a name on the deny-list. */
const refused: ReadonlyArray<readonly [string, () => string]> = [
	['an address in digits', () => inDigits(sandbox.baseUrl)],
	['a name on the deny-list', () => sandbox.baseUrl.replace('localhost', 'tango.denied.test')],
];

describe('With n8n’s protection of the inner network switched on', () => {
	test('orders go to an address that it allows', async () => {
		const { done, error } = await runTango(sandbox, { items: [{ id: 'a' }], parameters: order() });
		expect(error).toBeUndefined();
		expect(done).toHaveLength(1);
	});

	test.each(refused)(
		'nothing is sent to %s, and the user reads why and whom to ask',
		async (_what, baseUrl) => {
			const { error } = await runTango(sandbox, {
				items: [{ id: 'a' }],
				parameters: order(),
				credential: { baseUrl: baseUrl() },
			});
			expect(error?.message).toBe(`Tango could not be reached: ${WORDS}`);
			expect(error?.description).toMatch(/Nothing was sent.*Base URL.*N8N_SSRF_ALLOWED_HOSTNAMES/);
			expect(error?.details).toMatchObject({ Attempts: 1 });
			expect(sandbox.connectionsOpened).toBe(0);
		},
	);

	test('no client secret is sent to a Token URL that it refuses', async () => {
		const { error } = await runTango(sandbox, {
			items: [{ id: 'a' }],
			parameters: order(),
			authentication: 'oAuth2',
			credential: { tokenUrl: inDigits(sandbox.tokenUrl) },
		});
		expect(error?.message).toContain(WORDS);
		expect(error?.description).toContain('Token URL');
		expect(sandbox.connectionsOpened).toBe(0);
	});

	test.each(refused)('the lists in the editor ask nothing of %s', async (_what, baseUrl) => {
		await expect(searchCustomers(sandbox, { baseUrl: baseUrl() })).rejects.toThrow(WORDS);
		expect(sandbox.connectionsOpened).toBe(0);
		expect((await searchCustomers(sandbox)).results).not.toEqual([]);
	});

	test.each(refused)('the Test button sends nothing to %s and says so', async (_what, baseUrl) => {
		const answer = await testButton(sandbox, { baseUrl: baseUrl() });
		expect(answer).toMatchObject({ status: 'Error', message: expect.stringContaining(WORDS) });
		expect(sandbox.connectionsOpened).toBe(0);
	});

	test('the Test button works with an address that it allows, and sends no request but its own', async () => {
		expect(await testButton(sandbox)).toMatchObject({ status: 'OK' });
		expect(sandbox.log.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /raas/v2/customers']);
	});

	test('the HTTP Request node gets no token from a Token URL that it refuses', async () => {
		const { helpers } = await editorContext(sandbox);
		const token = async (tokenUrl: string) =>
			await new TangoOAuth2Api().preAuthentication.call(
				{ helpers },
				credentialsFor(sandbox, { tokenUrl }).tangoOAuth2Api,
			);
		await expect(token(inDigits(sandbox.tokenUrl))).rejects.toThrow(WORDS);
		expect(sandbox.connectionsOpened).toBe(0);
		expect(await token(sandbox.tokenUrl)).toEqual({ accessToken: expect.any(String) });
	});
});
