import { createTokenManager } from '../../nodes/Tango/core/auth/tokenManager.ts';
import type { CallOptions } from '../../nodes/Tango/core/call/client.ts';
import type { ConnectionSettings } from '../../nodes/Tango/core/connection/settings.ts';
import { createRetryBudget } from '../../nodes/Tango/core/retry/budget.ts';
import { createTango, type Tango } from '../../nodes/Tango/core/connection/tango.ts';
import { createFastClock } from '../money/support/fastClock.ts';
import { orderBody } from '../money/support/line.ts';
import { HOST } from './badServer/loopback.ts';
import type { Behaviour, TestServer } from './badServer/server.ts';
import { ca, openTransport, serve } from './badServer/site.ts';

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
	readonly server: TestServer;
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
	behaviour: Behaviour,
	{ auth = 'basic', speed = 100 }: HostileOptions = {},
): Promise<HostileTango> {
	const server = await serve(behaviour);
	const origin = `https://${HOST}:${server.port}`;
	const clock = createFastClock(speed);
	const budget = createRetryBudget();
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
			createTransport: (caCertificates) => openTransport({ caCertificates }),
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

export const ORDER_BODY = orderBody('t1abc');

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

/** What asked for the order and not for something else. */
export function isOrderPost(head: string): boolean {
	return head.startsWith('POST /raas/v2/orders ');
}
