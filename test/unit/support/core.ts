import type {
	Authorization,
	AuthorizationSession,
	Authorizer,
} from '../../../nodes/Tango/core/auth/authorizer.ts';
import { Secret } from '../../../nodes/Tango/core/foundation/secret.ts';
import { createClient } from '../../../nodes/Tango/core/call/call.ts';
import type { CallOptions, Client, TangoAnswer } from '../../../nodes/Tango/core/call/client.ts';
import type { Endpoint } from '../../../nodes/Tango/core/api/endpoint.ts';
import { isTangoError, type TangoError } from '../../../nodes/Tango/core/foundation/errors.ts';
import { createRateLimiter } from '../../../nodes/Tango/core/limit/rateLimiter.ts';
import type {
	Answer,
	Failure,
	FailureCause,
	Outcome,
	Phase,
} from '../../../nodes/Tango/core/foundation/outcome.ts';
import { createRedactor } from '../../../nodes/Tango/core/foundation/redact.ts';
import type { TangoRequest } from '../../../nodes/Tango/core/call/request.ts';
import { createRetryBudget } from '../../../nodes/Tango/core/retry/budget.ts';
import type {
	AttemptLimits,
	HttpRequest,
	Transport,
} from '../../../nodes/Tango/core/foundation/transport.ts';
import { createFakeClock, type FakeClock } from '../../support/fakeClock.ts';

export const BASE_URL = 'https://tango.example.test/raas/v2';

/** Looks like nothing else, so that a search for it finds only leaks. */
export const API_KEY = 's3cr3t-Zq7Wm2';
export const SECRET = `Bearer ${API_KEY}`;

export const CALL: CallOptions = {
	responseTimeoutMs: 15_000,
	maxAttempts: 5,
	totalTimeoutMs: 120_000,
	forwardedFor: undefined,
};

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
	const type = { 'content-type': 'application/json' };
	return { kind: 'answer', status, headers: { ...type, ...headers }, body: JSON.stringify(body) };
}

export function html(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
	const type = { 'content-type': 'text/html; charset=utf-8' };
	return { kind: 'answer', status, headers: { ...type, ...headers }, body: '<html>no</html>' };
}

export function refusal(
	status: number,
	i18nKey?: string,
	headers?: Readonly<Record<string, string>>,
): Answer {
	return json(status, { i18nKey, message: 'no', requestId: 'request-1' }, headers);
}

export function failure(cause: FailureCause, phase: Phase, status?: number): Failure {
	return { kind: 'failure', cause, phase, detail: 'TEST', ...(status === undefined ? {} : { status }) };
}

export const LOST = failure('reset', 'maybeProcessed');
export const REFUSED = failure('refused', 'notSent');

/** One attempt of a script: what it comes to, and how long that takes. */
export interface Step {
	readonly outcome: Outcome;
	readonly takesMs?: number;
}

export interface Exchange {
	readonly request: HttpRequest;
	readonly limits: AttemptLimits;
	readonly startedAt: number;
	readonly endedAt: number;
	readonly outcome: Outcome;
}

export interface ScriptedTransport extends Transport {
	readonly exchanges: readonly Exchange[];
}

/** Answers step by step; the last step is repeated for ever. A fired signal ends an exchange as the real one does. */
export function scripted(clock: FakeClock, steps: ReadonlyArray<Outcome | Step>): ScriptedTransport {
	const exchanges: Exchange[] = [];
	let begun = 0;
	return {
		exchanges,
		exchange: async (request, limits, signal, onStart) => {
			onStart?.();
			const step = steps[Math.min(begun++, steps.length - 1)] ?? LOST;
			const { outcome, takesMs = 0 } = 'outcome' in step ? step : { outcome: step };
			const startedAt = clock.now();
			const slept = await clock.sleep(takesMs, signal);
			const seen = slept === 'cancelled' ? failure('cancelled', 'maybeProcessed') : outcome;
			exchanges.push({ request, limits, startedAt, endedAt: clock.now(), outcome: seen });
			return seen;
		},
		close: async () => {},
	};
}

/** Hands out `SECRET`; after a refusal once more, as both real authorizers do at most. */
export function authorizer(
	each: (asked: number, signal: AbortSignal | undefined) => Promise<Authorization> = async () => header(),
): Authorizer {
	return {
		begin: (): AuthorizationSession => {
			let renewed = false;
			let asked = 0;
			return {
				authorization: async (_request, signal) => await each(++asked, signal),
				answered: () => {},
				refused: () => {
					if (renewed) return 'giveUp';
					renewed = true;
					return 'retry';
				},
				accepted: () => {},
			};
		},
		lastAccepted: () => undefined,
		redact: createRedactor([API_KEY]),
	};
}

export function header(text = SECRET): Authorization {
	return { kind: 'header', value: new Secret(text), credential: 'token' };
}

/** The clock's client with its real limiter, budget, deadline and backoff. */
export function clientOn(
	clock: FakeClock,
	transport: Transport,
	{
		authorizer: who = authorizer(),
		random = () => 0.5,
		requestsPerSecond = 1,
		baseUrl = BASE_URL,
	}: StageOptions = {},
): Client {
	const limiter = createRateLimiter(clock);
	return createClient({
		baseUrl,
		transport,
		authorizer: who,
		enter: (isRead) => limiter.enter({ requestsPerSecond, isRead }),
		budget: createRetryBudget(),
		clock,
		random,
	});
}

export interface StageOptions {
	readonly authorizer?: Authorizer;
	readonly random?: () => number;
	readonly requestsPerSecond?: number;
	readonly baseUrl?: string;
}

export interface Stage {
	readonly clock: FakeClock;
	readonly client: Client;
	readonly transport: ScriptedTransport;
	/** Sends, lets all time pass that it takes, and gives the answer or the error. */
	send(
		endpoint: Endpoint,
		request?: TangoRequest,
		call?: Partial<CallOptions>,
	): Promise<TangoAnswer | TangoError>;
}

/** The real client on a scripted network. */
export function stage(steps: ReadonlyArray<Outcome | Step>, options: StageOptions = {}): Stage {
	const clock = createFakeClock();
	const transport = scripted(clock, steps);
	const client = clientOn(clock, transport, options);
	return {
		clock,
		client,
		transport,
		send: async (endpoint, request = {}, call = {}) => {
			const settled = settle(client.send(endpoint, request, { ...CALL, ...call }));
			await clock.runAll();
			return await settled;
		},
	};
}

/** The value, or the TangoError instead of it; anything else that is thrown fails the test. */
export async function settle<T>(promise: Promise<T>): Promise<T | TangoError> {
	return await promise.catch((error: unknown) => {
		if (isTangoError(error)) return error;
		throw error;
	});
}

/** Code of an error, or what came instead. */
export function codeOf(result: unknown): string {
	return isTangoError(result) ? result.code : 'no error';
}

/** A client that is answered by a function; for everything that stands on top of the client. */
export function fakeClient(
	answer: (endpoint: Endpoint, request: TangoRequest, call: CallOptions) => Promise<unknown>,
): Client & {
	readonly requests: ReadonlyArray<{ endpoint: Endpoint; request: TangoRequest; call: CallOptions }>;
} {
	const requests: Array<{ endpoint: Endpoint; request: TangoRequest; call: CallOptions }> = [];
	return {
		requests,
		send: async (endpoint, request, call) => {
			requests.push({ endpoint, request, call });
			const body = await answer(endpoint, request, call);
			return { status: 200, json: body, attempts: 1, requestId: 'request-1' };
		},
	};
}
