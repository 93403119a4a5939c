import { errorFactsOf, readOutcome, type Seen } from '../api/answer';
import type { AuthorizationHeader, AuthorizationSession } from '../auth/authorizer';
import type { CallOptions, Client, ClientParts, TangoAnswer } from './client';
import type { Endpoint } from '../api/endpoints';
import { TangoError, type TangoErrorCode } from '../foundation/errors';
import { isForeignAnswer } from './foreignAnswer';
import type { Safety } from '../foundation/outcome';
import { prepareRequest, requestHeaders, type PreparedRequest, type TangoRequest } from './request';
import { backoffMs } from '../retry/backoff';
import { classify } from '../retry/classify';
import { createDeadline, type Deadline } from '../retry/deadline';
import { retryAfterMs } from '../retry/retryAfter';
import { oneLine } from '../foundation/oneLine';

/** DNS, TCP, proxy and TLS together; apart from the time that Tango gets to answer. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Connecting gets this long even when hardly any time is left. */
const MIN_CONNECT_TIMEOUT_MS = 1_000;

/** A Retry-After may name any time; no other call waits longer than this without asking Tango itself. */
const MAX_PAUSE_MS = 60_000;

/** Below the limiter's margin: a start this late comes no nearer to the next one than Tango allows. */
const SLOT_LIFE_MS = 20;

export function createClient(parts: ClientParts): Client {
	return { send: async (endpoint, request, call) => await new Call(parts, endpoint, request, call).run() };
}

/** One logical call: the loop, and what has to be remembered between its attempts. */
class Call {
	private readonly parts: ClientParts;
	private readonly endpoint: Endpoint;
	private readonly request: TangoRequest;
	private readonly call: CallOptions;
	private readonly prepared: PreparedRequest;
	private readonly safety: Safety;
	private attempts = 0;
	private retries = 0;
	/** An attempt may have been carried out. From then on only an answer from Tango can settle the outcome. */
	private inDoubt = false;
	private deadline: Deadline | undefined;

	constructor(parts: ClientParts, endpoint: Endpoint, request: TangoRequest, call: CallOptions) {
		this.parts = parts;
		this.endpoint = endpoint;
		this.request = request;
		this.call = call;
		this.prepared = prepareRequest(parts.baseUrl, endpoint, request);
		// Without its key a keyed endpoint has nothing that stops a second execution.
		this.safety = endpoint.safety === 'keyed' && !request.externalRefID ? 'neverTwice' : endpoint.safety;
	}

	async run(): Promise<TangoAnswer> {
		const { authorizer, budget, clock } = this.parts;
		const session = authorizer.begin(this.call.audit);
		for (;;) {
			const seen = await this.attempt(await this.authorizedSlot(session));
			session.answered(seen.kind === 'answer' ? seen.headers : {});
			const verdict = classify(this.safety, this.judged(seen));
			switch (verdict.do) {
				case 'accept':
					budget.success();
					session.accepted();
					return this.answer(seen);
				case 'renewCredentials': {
					const next = session.refused();
					if (next === 'retry') break;
					throw this.failure(verdict.otherwise, { ...this.facts(seen), reason: next });
				}
				case 'fail':
					throw this.failure(verdict.code, this.facts(seen));
				case 'retry': {
					const hintMs = this.heedRetryAfter(seen);
					budget.failure();
					const waitMs = Math.max(backoffMs(this.retries + 1, this.parts.random), hintMs, verdict.atLeastMs);
					if (!this.mayRetry(waitMs))
						throw this.failure(verdict.otherwise, { ...this.facts(seen), retryAfterMs: hintMs });
					this.inDoubt ||= verdict.inDoubt;
					this.retries += 1;
					if ((await clock.sleep(waitMs, this.call.signal)) === 'cancelled') throw this.failure('CANCELLED');
				}
			}
		}
	}

	/**
	 * A slot together with the header to use in it. The header is asked for before the line, so that no slot
	 * passes while a token is fetched, and again after it, as the line may be longer than a token's life; when
	 * that took time, the slot is gone.
	 */
	private async authorizedSlot(session: AuthorizationSession): Promise<AuthorizationHeader> {
		for (;;) {
			await this.authorization(session);
			await this.waitForSlot();
			const slotAt = this.parts.clock.now();
			const authorization = await this.authorization(session);
			if (this.parts.clock.now() - slotAt <= SLOT_LIFE_MS) return authorization;
		}
	}

	private async authorization(session: AuthorizationSession): Promise<AuthorizationHeader> {
		const authorization = await session.authorization(this.prepared, this.call.signal);
		if (authorization.kind === 'header') return authorization;
		if (authorization.kind === 'cancelled') throw this.failure('CANCELLED');
		throw this.failure(authorization.error.code, authorization.error.facts);
	}

	private async waitForSlot(): Promise<void> {
		// Waiting in line for the first attempt costs nobody anything; later the total time rules.
		const slot = await this.parts.limiter.acquire({
			signal: this.call.signal,
			latestStart: this.latestStart(),
		});
		if (slot === 'cancelled') throw this.failure('CANCELLED');
		if (slot === 'tooLate') throw this.failure('RATE_LIMITED', { reason: 'tooLate' });
		this.deadline ??= createDeadline(this.parts.clock, this.call.totalTimeoutMs);
	}

	/** The last moment at which an attempt can still be held for its full time. */
	private latestStart(): number | undefined {
		return this.deadline && this.deadline.at - this.call.responseTimeoutMs;
	}

	private async attempt(authorization: AuthorizationHeader): Promise<Seen> {
		const { transport, authorizer, limiter, clock } = this.parts;
		const { method, url, body } = this.prepared;
		const { value, proof } = authorization;
		const headers = requestHeaders(this.prepared, { value, proof, forwardedFor: this.call.forwardedFor });
		const startedAt = clock.now();
		this.attempts += 1;
		const seen = readOutcome(
			await transport.exchange(
				{ method, url, headers, ...(body === undefined ? {} : { body }) },
				{ responseTimeoutMs: this.call.responseTimeoutMs, connectTimeoutMs: this.connectTimeoutMs() },
				this.call.signal,
				() => limiter.noteStart(),
			),
			(text) => authorizer.redact(text),
		);
		this.call.audit?.({
			method,
			path: this.endpoint.path,
			attempt: this.attempts,
			result: seen.kind === 'answer' ? seen.status : seen.cause,
			durationMs: Math.round(clock.now() - startedAt),
			requestId: seen.kind === 'answer' ? seen.requestId : undefined,
			externalRefID: this.request.externalRefID && oneLine(this.request.externalRefID),
		});
		return seen;
	}

	/** What the total time leaves beside the time that Tango gets to answer. */
	private connectTimeoutMs(): number {
		const spareMs = (this.deadline?.remainingMs() ?? Infinity) - this.call.responseTimeoutMs;
		return Math.min(CONNECT_TIMEOUT_MS, Math.max(MIN_CONNECT_TIMEOUT_MS, spareMs));
	}

	/** JSON that is no answer of Tango's to this request counts as none. */
	private judged(seen: Seen): Seen {
		if (seen.kind === 'failure' || !isForeignAnswer(this.endpoint, this.request, seen)) return seen;
		return { ...seen, json: undefined };
	}

	/** What Retry-After asks for, in ms. A 429 holds back every call of the same platform, not just this one. */
	private heedRetryAfter(seen: Seen): number {
		if (seen.kind === 'failure') return 0;
		const hintMs = retryAfterMs(seen.headers['retry-after'], this.parts.clock.unix()) ?? 0;
		if (seen.status === 429) this.parts.limiter.pauseFor(Math.min(hintMs, MAX_PAUSE_MS));
		return hintMs;
	}

	/** Never earlier than told, and only when the attempt can be held for its full time (Tango, security guide). */
	private mayRetry(waitMs: number): boolean {
		return (
			this.retries + 1 < this.call.maxAttempts &&
			this.parts.budget.allowsRetry() &&
			this.deadline?.hasRoomFor(waitMs + this.call.responseTimeoutMs) === true
		);
	}

	private answer(seen: Seen): TangoAnswer {
		if (seen.kind === 'failure') throw this.failure('UNAVAILABLE');
		return { status: seen.status, json: seen.json, attempts: this.attempts, requestId: seen.requestId };
	}

	/** Once in doubt, no later refusal proves that the earlier attempt was not carried out. */
	private failure(code: TangoErrorCode, facts: TangoError['facts'] = {}): TangoError {
		const known = { ...facts, attempts: this.attempts, externalRefID: this.request.externalRefID };
		if (!this.inDoubt || code === 'OUTCOME_UNKNOWN') return new TangoError(code, known);
		return new TangoError('OUTCOME_UNKNOWN', { ...known, lastCode: code });
	}

	private facts(seen: Seen): TangoError['facts'] {
		return errorFactsOf(seen, this.call.forwardedFor);
	}
}
