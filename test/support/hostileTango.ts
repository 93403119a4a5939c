import { createTokenManager } from '../../nodes/Tango/core/auth/tokenManager.ts';
import type { CallOptions } from '../../nodes/Tango/core/call/client.ts';
import type { ConnectionSettings } from '../../nodes/Tango/core/connection/settings.ts';
import { createUndiciTransport } from '../../nodes/Tango/core/http/undiciTransport.ts';
import type { OrderBody } from '../../nodes/Tango/core/orders/placeOrder.ts';
import { createRetryBudget } from '../../nodes/Tango/core/retry/budget.ts';
import { createTango, type Tango } from '../../nodes/Tango/core/connection/tango.ts';
import { createFastClock } from '../money/support/fastClock.ts';
import { type Behaviour, type FaultServer, loopbackLookup, startFaultServer } from './faultServer.ts';
import { forThisTest, HOST } from './faultServerSetup.ts';
import type { ServerIdentity, TestCa } from './tls/testCa.ts';

/** Visibly fake, and long enough to be looked for. */
export const SECRETS = {
	apiKey: fake('api-key'),
	secondaryApiKey: fake('second-key'),
	clientSecret: fake('client-secret'),
	password: fake('password'),
	accessToken: fake('access-token'),
} as const;

function fake(name: string): string {
	return `fake-${name}-0123456789`;
}

export interface HostileTango {
	readonly tango: Tango;
	readonly server: FaultServer;
}

export interface HostileOptions {
	readonly auth?: 'basic' | 'oauth2';
	/** Of the client's clock, so that its waits take no real time; limits of attempts are real. */
	readonly speed?: number;
}

/** One attempt: what a single answer leads to, without the waits between attempts. */
export const ONE_ATTEMPT: CallOptions = {
	responseTimeoutMs: 1_000,
	maxAttempts: 1,
	totalTimeoutMs: 60_000,
	forwardedFor: undefined,
};

/** The whole core over real TLS against a server that answers as it likes; all gone with the test. */
export async function openHostileTango(
	ca: Pick<TestCa, 'pem'>,
	identity: ServerIdentity,
	behaviour: Behaviour,
	{ auth = 'basic', speed = 100 }: HostileOptions = {},
): Promise<HostileTango> {
	const server = await forThisTest(startFaultServer(identity, behaviour));
	const origin = `https://${HOST}:${server.port}`;
	const clock = createFastClock(speed);
	const budget = createRetryBudget();
	const transport = createUndiciTransport({ caCertificates: [ca.pem], env: {}, lookup: loopbackLookup });
	await forThisTest(Promise.resolve(transport));
	const tango = createTango(
		{
			environment: 'custom',
			baseUrl: `${origin}/raas/v2`,
			caCertificates: ca.pem,
			forwardedFor: '',
			requestsPerSecond: 1_000,
			auth: auth === 'basic' ? BASIC : { ...OAUTH2, tokenUrl: `${origin}/oauth/token` },
		},
		{
			clock,
			random: () => 0,
			tokenManager: createTokenManager({ clock, random: () => 0 }),
			budgetFor: () => budget,
			createTransport: () => transport,
		},
	);
	return { tango, server };
}

const BASIC: ConnectionSettings['auth'] = {
	kind: 'basic',
	platformName: 'fake-platform',
	apiKey: SECRETS.apiKey,
	secondaryApiKey: SECRETS.secondaryApiKey,
};

const OAUTH2 = {
	kind: 'oauth2',
	grantType: 'serviceAccount',
	clientId: 'fake-client',
	clientSecret: SECRETS.clientSecret,
	username: 'fake-user',
	password: SECRETS.password,
	audience: 'https://api.tangocard.com/',
	scope: 'raas.all',
	dpop: false,
} as const;

export const ORDER_BODY: OrderBody = {
	externalRefID: 't1abc',
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	amount: 25,
	deliveryMethod: 'EMAIL',
	recipient: { firstName: 'Jane', lastName: 'Doe', email: 'jane@example.com' },
};

/** Tango's answer to that order. */
export const ORDER = {
	referenceOrderID: 'RA261122-1-64',
	externalRefID: 't1abc',
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	status: 'COMPLETE',
	denomination: { value: 25, currencyCode: 'USD' },
	recipient: { email: 'jane@example.com' },
} as const;

/** A whole HTTP answer as bytes. */
export function httpAnswer(
	status: number,
	body: string | Buffer,
	headers: Readonly<Record<string, string>> = {},
): Buffer {
	const bytes = Buffer.from(body);
	const lines = Object.entries({
		'Content-Type': 'application/json',
		'Content-Length': String(bytes.length),
		...headers,
	}).map(([name, value]) => `${name}: ${value}\r\n`);
	return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`, 'latin1'), bytes]);
}

/** Answers every request with these bytes. */
export const writes =
	(bytes: string | Buffer): Behaviour =>
	(socket) =>
		void socket.write(bytes);

/** Writes the head, then the piece again and again for as long as somebody reads it. */
export const pours =
	(head: string, piece: string): Behaviour =>
	(socket) => {
		const pour = () => {
			while (!socket.destroyed && socket.write(piece));
		};
		socket.write(head);
		socket.on('drain', pour);
		pour();
	};

/** Writes the head, then one piece every few milliseconds. */
export const drips =
	(head: string, piece: string, everyMs = 20): Behaviour =>
	(socket) => {
		socket.write(head);
		const timer = setInterval(() => socket.write(piece), everyMs);
		socket.on('close', () => clearInterval(timer));
	};

/** What asked for the order and not for something else. */
export function isOrderPost(head: string): boolean {
	return head.startsWith('POST /raas/v2/orders ');
}
