import { createTokenManager } from '../../nodes/Tango/core/auth/tokenManager.ts';
import type { ConnectionSettings, OAuth2Settings } from '../../nodes/Tango/core/connection/settings.ts';
import { ENDPOINTS } from '../../nodes/Tango/core/api/endpoints.ts';
import { isTangoError, type TangoError } from '../../nodes/Tango/core/foundation/errors.ts';
import { forgetRateLimiters } from '../../nodes/Tango/core/limit/registry.ts';
import { createRetryBudgets } from '../../nodes/Tango/core/retry/budget.ts';
import { createTango, type Tango } from '../../nodes/Tango/core/connection/tango.ts';
import type { LoggedRequest, Sandbox } from '../sandbox/server.ts';
import { openTransport } from './badServer/site.ts';
import { createMovableClock, type MovableClock } from './movableClock.ts';

const DAY_MS = 86_400_000;
/** Longer than a token counts as fresh. */
export const NOT_FRESH_MS = 6_000;

/** One n8n process in front of a sandbox: real sockets, its own token manager, and a clock that can jump. */
export interface OAuthStage {
	readonly clock: MovableClock;
	/** Opens a connection with the sandbox's OAuth client; override what a test is about. */
	open(auth?: Partial<OAuth2Settings>, connection?: Partial<ConnectionSettings>): Tango;
	tokenRequests(): LoggedRequest[];
	apiRequests(): LoggedRequest[];
}

export interface OAuthStageOptions {
	/** Roots of further servers, such as a token host that misbehaves. */
	readonly moreCas?: readonly string[];
	/** How many times shorter waits are. */
	readonly haste?: number;
}

export function oauthStage(
	sandbox: Sandbox,
	{ moreCas = [], haste = 1 }: OAuthStageOptions = {},
): OAuthStage {
	forgetRateLimiters();
	const clock = createMovableClock(haste);
	const random = () => 0.5;
	const deps = {
		clock,
		random,
		tokenManager: createTokenManager({ clock, random }),
		budgetFor: createRetryBudgets(),
		createTransport: (caCertificates: readonly string[]) => openTransport({ caCertificates }),
	};
	return {
		clock,
		open: (auth = {}, connection = {}) =>
			createTango(
				{
					environment: 'custom',
					baseUrl: sandbox.baseUrl,
					caCertificates: [sandbox.caCertificate, ...moreCas].join('\n'),
					forwardedFor: '',
					requestsPerSecond: 5_000,
					...connection,
					auth: {
						kind: 'oauth2',
						grantType: 'clientCredentials',
						...sandbox.oauth,
						tokenUrl: sandbox.tokenUrl,
						dpop: false,
						...auth,
					},
				},
				deps,
			),
		tokenRequests: () => sandbox.log.filter(({ path }) => path === '/oauth/token'),
		apiRequests: () => sandbox.log.filter(({ path }) => path.startsWith('/raas/')),
	};
}

export type Result = 'ok' | TangoError;

const CALL = {
	responseTimeoutMs: 15_000,
	maxAttempts: 5,
	totalTimeoutMs: DAY_MS,
};

/** The cheapest request there is: `ok`, or the error. */
export async function ask(tango: Tango): Promise<Result> {
	const request = { query: { paginate: true, maxResults: 1 } };
	const call = { ...CALL, forwardedFor: tango.forwardedFor };
	return await settled(tango.send(ENDPOINTS.listCustomers, request, call));
}

/** So many calls, `atOnce` at a time; what each came to, without repetitions. */
export async function askMany(tango: Tango, count: number, atOnce = count): Promise<string[]> {
	const results = new Set<string>();
	let left = count;
	const worker = async () => {
		while (left-- > 0) {
			const result = await ask(tango);
			results.add(result === 'ok' ? result : result.code);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return [...results];
}

/** Places an order of 25 USD under the reference. */
export async function placeOrder(tango: Tango, externalRefID: string): Promise<Result> {
	const body = {
		accountIdentifier: 'acme-usd',
		customerIdentifier: 'acme-rewards',
		utid: 'U666425',
		amount: 25,
		sendEmail: true,
		recipient: { email: 'jane@example.com', firstName: 'Jane', lastName: 'Doe' },
		externalRefID,
	};
	const call = { ...CALL, forwardedFor: tango.forwardedFor };
	return await settled(tango.send(ENDPOINTS.createOrder, { body, externalRefID }, call));
}

async function settled(sent: Promise<unknown>): Promise<Result> {
	try {
		await sent;
		return 'ok';
	} catch (error) {
		if (isTangoError(error)) return error;
		throw error;
	}
}
