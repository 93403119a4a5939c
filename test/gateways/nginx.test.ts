import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { order, rows, runTango } from '../engine/support/tango.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { startGateway, type Gateway } from './support/gateway.ts';

/** 31 addresses; load balancers take 30. */
const CROWD = Array.from({ length: 31 }, (_, index) => `198.51.100.${index + 1}`).join(', ');

/** What a gateway's configuration does to requests, by the location's name. */
const LOCATIONS = {
	'with-port': 'proxy_set_header X-Forwarded-For $remote_addr:$remote_port;',
	'only-address': 'proxy_set_header X-Forwarded-For $remote_addr;',
	removed: 'proxy_set_header X-Forwarded-For "";',
	appended: 'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
	untouched: '',
	crowded: `proxy_set_header X-Forwarded-For "${CROWD}";`,
	'browser-like': 'proxy_set_header Origin https://portal.example.test;',
	forbidden: 'return 403;',
	portal: 'return 302 https://portal.example.test/login?ticket=fake-secret;',
};
type Location = keyof typeof LOCATIONS;

let sandbox: Sandbox;
let gateway: Gateway;
beforeAll(async () => {
	sandbox = await startSandbox();
	gateway = await startGateway(sandbox, LOCATIONS);
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
	await gateway.close();
	await sandbox.close();
});

/** Orders through a location of the gateway, in n8n's engine. */
async function orderThrough(location: Location, credential: { forwardedFor?: string } = {}) {
	return await runTango(sandbox, {
		items: rows(2),
		parameters: order(),
		credential: {
			baseUrl: gateway.baseUrl(location),
			caCertificates: gateway.caCertificate,
			...credential,
		},
	});
}

const forwarded = () => new Set(sandbox.log.map(({ headers }) => headers['x-forwarded-for']));

describe('A gateway (nginx) that adds an address with a port', () => {
	test('makes the load balancer refuse, and the user reads why and what to ask for', async () => {
		const { error } = await orderThrough('with-port');
		expect(sandbox.state.orders).toEqual([]);
		expect(error?.message).toContain('Tango’s load balancer refused the request before Tango saw it');
		expect(error?.description).toMatch(/X-Forwarded-For/);
		expect(error?.description).toMatch(/port/);
		expect(error?.description).toContain('docs/gateways.md');
		expect([...forwarded()][0]).toMatch(/^127\.0\.0\.1:\d+$/);
	});

	test('is asked once: no retry can change what a gateway adds', async () => {
		await orderThrough('with-port');
		expect(sandbox.log).toHaveLength(1);
	});
});

describe('A gateway that does what the guide asks for', () => {
	test('may set the header to the bare address', async () => {
		const { done, error } = await orderThrough('only-address');
		expect(error).toBeUndefined();
		expect(done).toHaveLength(2);
		expect(sandbox.state.orders).toHaveLength(2);
		expect(forwarded()).toEqual(new Set(['127.0.0.1']));
	});

	test('may remove the header', async () => {
		const { done } = await orderThrough('removed', { forwardedFor: '203.0.113.42' });
		expect(done).toHaveLength(2);
		expect(forwarded()).toEqual(new Set([undefined]));
	});

	test('may append its address to the one of the credential', async () => {
		const { done } = await orderThrough('appended', { forwardedFor: '203.0.113.42:443' });
		expect(done).toHaveLength(2);
		expect(forwarded()).toEqual(new Set(['203.0.113.42, 127.0.0.1']));
	});

	test('may hand on what the node sends, which by itself is no such header', async () => {
		const { done } = await orderThrough('untouched');
		expect(done).toHaveLength(2);
		expect(forwarded()).toEqual(new Set([undefined]));
		expect(sandbox.violations).toEqual([]);
	});
});

describe('A gateway that stands in the way otherwise', () => {
	test('by more than 30 addresses is told as such', async () => {
		const { error } = await orderThrough('crowded');
		expect(error?.message).toContain('X-Forwarded-For holds more than 30 addresses');
		expect(error?.details).toMatchObject({ 'HTTP status': 463 });
	});

	test('by a browser’s header is told in words about browsers and environments', async () => {
		const { error } = await orderThrough('browser-like');
		expect(error?.message).toContain('Tango did not authorise this request');
		expect(error?.description).toMatch(/web browser.*Origin/);
		expect(sandbox.state.orders).toEqual([]);
	});

	test('by a 403 of its own is not taken for Tango or its load balancer', async () => {
		const { error } = await orderThrough('forbidden');
		expect(error?.message).toContain('A proxy or firewall between n8n and Tango answered instead of Tango');
		expect(sandbox.log).toEqual([]);
	});

	test('by a log-in page elsewhere is told with that host, and nothing is followed', async () => {
		const { error } = await orderThrough('portal');
		expect(error?.message).toContain(
			'The request was sent on to portal.example.test instead of being answered',
		);
		expect(error?.description).not.toContain('fake-secret');
		expect(sandbox.log).toEqual([]);
	});
});

describe('The connection to a gateway', () => {
	test('is refused when the gateway’s authority is not among the CA Certificates', async () => {
		const { error } = await runTango(sandbox, {
			items: rows(1),
			parameters: order(),
			credential: { baseUrl: gateway.baseUrl('untouched') },
		});
		expect(error?.message).toBe('The connection is not safe: the server could not prove that it is Tango');
		expect(error?.description).toContain('CA Certificates');
		expect(sandbox.log).toEqual([]);
	});
});
