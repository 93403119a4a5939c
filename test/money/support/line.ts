import { createTokenManager } from '../../../nodes/Tango/core/auth/tokenManager.ts';
import type { CallOptions } from '../../../nodes/Tango/core/call/client.ts';
import type { BasicSettings, OAuth2Settings } from '../../../nodes/Tango/core/connection/settings.ts';
import type { Environment } from '../../../nodes/Tango/core/http/proxySettings.ts';
import { createUndiciTransport } from '../../../nodes/Tango/core/http/undiciTransport.ts';
import type { Outcome } from '../../../nodes/Tango/core/foundation/outcome.ts';
import type { OrderBody } from '../../../nodes/Tango/core/orders/placeOrder.ts';
import { createRetryBudget } from '../../../nodes/Tango/core/retry/budget.ts';
import { createTango, type Tango } from '../../../nodes/Tango/core/connection/tango.ts';
import type { HttpRequest, Transport } from '../../../nodes/Tango/core/foundation/transport.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { loopbackLookup } from '../../support/badServer/loopback.ts';
import { seededRandom, type FastClock } from './fastClock.ts';

/** One attempt as the client made it; times on the client's clock. */
export interface Attempt {
	readonly request: HttpRequest;
	readonly startedAt: number;
	readonly endedAt: number;
	/** Wall clock at the end, to compare HTTP dates with. */
	readonly endedAtUnix: number;
	readonly outcome: Outcome;
}

/** The core as a process has it that was just started: nothing remembered, real sockets, a fast clock. */
export interface Line {
	readonly tango: Tango;
	/** Every exchange, those for tokens included. */
	readonly attempts: readonly Attempt[];
	close(): Promise<void>;
}

export interface LineOptions {
	readonly clock: FastClock;
	/** Where the client connects to instead of the sandbox's own port. */
	readonly port?: number;
	readonly env?: Environment;
	readonly auth?: 'oneKey' | 'twoKeys' | 'oauth2';
	readonly requestsPerSecond?: number;
	readonly seed?: number;
	readonly onAttempt?: (attempt: Attempt) => void | Promise<void>;
	/** False where nobody looks at the attempts and there are thousands of them. */
	readonly keepAttempts?: boolean;
}

/** Much as in production, only that less time is spent in attempts that nobody answers. */
export const CALL: CallOptions = {
	responseTimeoutMs: 10_000,
	maxAttempts: 4,
	totalTimeoutMs: 70_000,
	forwardedFor: undefined,
};

let opened = 0;

export function openLine(sandbox: Sandbox, options: LineOptions): Line {
	const { clock, auth = 'oneKey', requestsPerSecond = 1_000, seed = 1 } = options;
	const attempts: Attempt[] = [];
	const transports: Transport[] = [];
	const origin = withPort(sandbox.origin, options.port);
	const random = seededRandom(seed);
	const observe = async (attempt: Attempt) => {
		if (options.keepAttempts ?? true) attempts.push(attempt);
		await options.onAttempt?.(attempt);
	};
	opened += 1;
	const tango = createTango(
		{
			environment: 'custom',
			baseUrl: `${origin}${new URL(sandbox.baseUrl).pathname}`,
			caCertificates: sandbox.caCertificate,
			forwardedFor: '',
			requestsPerSecond,
			// Lines are open side by side, and each is a process of its own.
			platform: `line ${opened}`,
			auth:
				auth === 'oauth2'
					? oauth(sandbox, `${origin}${new URL(sandbox.tokenUrl).pathname}`)
					: basic(sandbox, auth),
		},
		{
			clock,
			random,
			tokenManager: createTokenManager({ clock, random }),
			budgetFor: oneBudget(),
			createTransport: (caCertificates) => {
				const real = createUndiciTransport({
					caCertificates,
					env: options.env ?? {},
					lookup: loopbackLookup,
				});
				transports.push(real);
				return faster(real, clock, observe);
			},
		},
	);
	return {
		tango,
		attempts,
		close: async () => {
			for (const transport of transports) await transport.close();
		},
	};
}

/** An order of the sandbox's Amazon card. */
export function orderBody(
	externalRefID: string,
	amount = 25,
	account: 'acme' | 'globex' = 'acme',
): OrderBody {
	return {
		externalRefID,
		customerIdentifier: account === 'acme' ? 'acme-rewards' : 'globex-hr',
		accountIdentifier: `${account}-usd`,
		utid: 'U666425',
		amount,
		deliveryMethod: 'EMAIL',
		recipient: { firstName: 'Jane', lastName: 'Doe', email: 'jane@example.com' },
	};
}

/** Every text that may not be told to anybody. */
export function secretsOf(sandbox: Sandbox): string[] {
	const { basic: keys, oauth: client } = sandbox;
	const pairs = [keys.apiKey, keys.secondaryApiKey].map((key) =>
		Buffer.from(`${keys.platformName}:${key}`).toString('base64'),
	);
	const tokens = sandbox.state.tokensIssued.map(({ token }) => token);
	return [keys.apiKey, keys.secondaryApiKey, client.clientSecret, client.password, ...pairs, ...tokens];
}

/** The real transport, whose limits run as fast as the clock. */
function faster(
	transport: Transport,
	clock: FastClock,
	observe: (attempt: Attempt) => Promise<void>,
): Transport {
	const real = (ms: number) => Math.ceil(ms / clock.speed);
	return {
		exchange: async (request, limits, signal, onStart) => {
			const startedAt = clock.now();
			const outcome = await transport.exchange(
				request,
				{
					responseTimeoutMs: real(limits.responseTimeoutMs),
					connectTimeoutMs: real(limits.connectTimeoutMs),
				},
				signal,
				onStart,
			);
			await observe({ request, startedAt, endedAt: clock.now(), endedAtUnix: Date.now(), outcome });
			return outcome;
		},
		close: async () => await transport.close(),
	};
}

function oneBudget() {
	const budget = createRetryBudget();
	return () => budget;
}

function withPort(origin: string, port: number | undefined): string {
	const url = new URL(origin);
	if (port !== undefined) url.port = String(port);
	return url.origin;
}

function basic({ basic: keys }: Sandbox, auth: 'oneKey' | 'twoKeys'): BasicSettings {
	return { kind: 'basic', ...keys, ...(auth === 'oneKey' ? { secondaryApiKey: '' } : {}) };
}

function oauth({ oauth: client }: Sandbox, tokenUrl: string): OAuth2Settings {
	return { kind: 'oauth2', grantType: 'clientCredentials', ...client, tokenUrl, dpop: false };
}
