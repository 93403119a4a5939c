import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { order, runTango } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** What n8n's Webhook node hands on of a request that came through proxies. */
const WEBHOOK = {
	id: 'survey-1',
	headers: {
		host: 'n8n.attacker.test',
		authorization: 'Bearer fake-inbound-token',
		cookie: 'session=fake-inbound-cookie',
		origin: 'https://forms.example.test',
		forwarded: 'for=198.51.100.9:4711',
		via: '1.1 inbound.example.test',
		'x-forwarded-for': '198.51.100.9:4711, 10.0.0.1',
		'x-forwarded-host': 'n8n.attacker.test',
		'x-real-ip': '198.51.100.9',
	},
	params: {},
	query: {},
	body: { id: 'survey-1' },
	webhookUrl: 'https://n8n.attacker.test/webhook/survey',
};

const forwarded = () => sandbox.log.map(({ headers }) => headers['x-forwarded-for']);

describe('Headers of the request that started the workflow', () => {
	test.each(['basicAuth', 'oAuth2'] as const)(
		'never reach Tango by themselves (%s): not as headers, not in a body',
		async (authentication) => {
			const { done } = await runTango(sandbox, { items: [WEBHOOK], parameters: order(), authentication });
			expect(done).toHaveLength(1);
			expect(sandbox.log.length).toBeGreaterThan(1);
			for (const { headers, body, query } of sandbox.log) {
				expect(headers.host).toBe(new URL(sandbox.origin).host);
				const sent = JSON.stringify({ headers, body, query });
				expect(sent).not.toMatch(/fake-inbound|attacker|inbound\.example|198\.51\.100\.9|10\.0\.0\.1/);
				expect(Object.keys(headers)).not.toEqual(
					expect.arrayContaining([expect.stringMatching(/forwarded|real-ip|^via$|origin|cookie/)]),
				);
			}
			expect(sandbox.violations).toEqual([]);
		},
	);

	test('come out of the error output with the item, as n8n keeps it, but are not sent on the way', async () => {
		const { failed } = await runTango(sandbox, {
			items: [WEBHOOK],
			parameters: order({ amount: -1 }),
			onError: 'continueErrorOutput',
		});
		expect(failed).toHaveLength(1);
		expect(JSON.stringify(sandbox.log)).not.toContain('198.51.100.9');
	});
});

describe('X-Forwarded-For', () => {
	const withOption = (value: string) => order({ options: { forwardedFor: value } });
	const credential = { forwardedFor: '203.0.113.42:443' };

	test('of the credential is sent with every request, as plain addresses', async () => {
		await runTango(sandbox, { items: [{ id: 'a' }], parameters: order(), credential });
		expect(new Set(forwarded())).toEqual(new Set(['203.0.113.42']));
	});

	test('of the node counts instead of the credential’s, in canonical spelling', async () => {
		await runTango(sandbox, {
			items: [{ id: 'a' }],
			parameters: withOption(' "[2001:DB8:0::1]:443" , 198.51.100.7:80'),
			credential,
		});
		expect(new Set(forwarded())).toEqual(new Set(['2001:db8::1, 198.51.100.7']));
		expect(sandbox.state.orders).toHaveLength(1);
	});

	test('left empty at the node is not sent, although the credential has one', async () => {
		await runTango(sandbox, { items: [{ id: 'a' }], parameters: withOption(''), credential });
		expect(new Set(forwarded())).toEqual(new Set([undefined]));
	});

	test('taken from a webhook by an expression is cleaned of its ports', async () => {
		await runTango(sandbox, {
			items: [WEBHOOK],
			parameters: withOption('={{ $json.headers["x-forwarded-for"] }}'),
		});
		expect(new Set(forwarded())).toEqual(new Set(['198.51.100.9, 10.0.0.1']));
		expect(sandbox.state.orders).toHaveLength(1);
	});
});
