import type { TokenGrant } from '../../../../nodes/Tango/core/auth/tokenGrant.ts';
import {
	createTokenManager,
	type IssuedToken,
	type TokenManager,
	type TokenSource,
} from '../../../../nodes/Tango/core/auth/tokenManager.ts';
import type {
	Answer,
	Failure,
	FailureCause,
	Outcome,
	Phase,
} from '../../../../nodes/Tango/core/foundation/outcome.ts';
import type { HttpRequest, Transport } from '../../../../nodes/Tango/core/foundation/transport.ts';
import { createFakeClock, type FakeClock } from '../../../support/fakeClock.ts';

export const GRANT: TokenGrant = {
	grantType: 'clientCredentials',
	tokenUrl: 'https://auth.example.test/oauth/token',
	clientId: 'client-1',
	clientSecret: 's3cret +&=?ü',
	audience: 'https://api.tangocard.com/',
	scope: 'raas.all',
	dpop: false,
};

/** What a header is asked for. */
export const REQUEST = {
	method: 'GET',
	url: 'https://tango.example.test/raas/v2/catalogs?verbose=true',
} as const;

export const SERVICE_ACCOUNT: TokenGrant = {
	...GRANT,
	grantType: 'serviceAccount',
	username: 'service@example.test',
	password: 'pa:ss w%rd',
};

export const DAY_MS = 86_400_000;

export function answer(status: number, body: unknown = '', headers: Record<string, string> = {}): Answer {
	const isText = typeof body === 'string';
	const type = isText ? 'text/plain' : 'application/json';
	return {
		kind: 'answer',
		status,
		headers: { 'content-type': type, ...headers },
		body: isText ? body : JSON.stringify(body),
	};
}

export function tokenAnswer(value: string, extra: object = { expires_in: 86_400 }): Answer {
	return answer(200, { access_token: value, scope: 'raas.all', token_type: 'Bearer', ...extra });
}

export function failure(cause: FailureCause, phase: Phase, detail = 'TEST'): Failure {
	return { kind: 'failure', cause, phase, detail };
}

type Step = Outcome | ((request: HttpRequest, signal: AbortSignal | undefined) => Outcome | Promise<Outcome>);

export interface ScriptedTransport extends Transport {
	readonly requests: HttpRequest[];
}

/** Answers step by step; the last step is repeated for ever. */
export function scripted(...steps: [Step, ...Step[]]): ScriptedTransport {
	const requests: HttpRequest[] = [];
	return {
		requests,
		async exchange(request, _limits, signal) {
			const step = steps[Math.min(requests.length, steps.length - 1)] ?? steps[0];
			requests.push(request);
			return typeof step === 'function' ? await step(request, signal) : step;
		},
		async close() {},
	};
}

/** Gives token-1, token-2 and so on. */
export function minting(extra?: object): ScriptedTransport {
	let count = 0;
	return scripted(() => tokenAnswer(`token-${++count}`, extra));
}

/** A step that is answered when the test says so. */
export function held(): { step: Step; answer: (outcome: Outcome) => void } {
	let resolve: (outcome: Outcome) => void = () => {};
	const outcome = new Promise<Outcome>((r) => {
		resolve = r;
	});
	return { step: () => outcome, answer: (given) => resolve(given) };
}

export interface Stage {
	readonly clock: FakeClock;
	readonly manager: TokenManager;
	readonly transport: ScriptedTransport;
	readonly source: TokenSource;
	/** Moves the wall clock alone, as after a suspend. */
	jumpWallClock(ms: number): void;
	/** Gets a token and fails the test for everything else. */
	token(): Promise<IssuedToken>;
	/** The token's text, or what came instead. */
	get(signal?: AbortSignal): Promise<string>;
}

export function stage(transport: ScriptedTransport, random: () => number = () => 0.5): Stage {
	const fake = createFakeClock();
	let wallOffset = 0;
	const clock: FakeClock = {
		now: fake.now,
		unix: () => fake.unix() + wallOffset,
		sleep: fake.sleep,
		advance: fake.advance,
		runAll: fake.runAll,
		sleeps: fake.sleeps,
		get sleeping() {
			return fake.sleeping;
		},
	};
	const manager = createTokenManager({ clock, random });
	const source = { grant: GRANT, connection: 'direct', transport };
	return {
		clock,
		manager,
		transport,
		source,
		jumpWallClock: (ms) => {
			wallOffset += ms;
		},
		token: async () => {
			const outcome = await manager.getToken(source);
			if (outcome.kind !== 'token') throw new Error(`no token: ${outcome.kind}`);
			return outcome.token;
		},
		get: async (signal) => {
			const outcome = await manager.getToken(source, signal);
			return outcome.kind === 'token' ? outcome.token.accessToken.reveal() : outcome.kind;
		},
	};
}

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
	for (let hop = 0; hop < 5; hop++) await new Promise<void>((resolve) => setImmediate(resolve));
}
