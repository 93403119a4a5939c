import { errorFactsOf, readOutcome, type Seen } from '../api/answer';
import type { AuthorizationHeader, AuthorizationSession } from '../auth/authorizer';
import type { CallOptions, Client, ClientParts, TangoAnswer } from './client';
import type { Endpoint } from '../api/endpoint';
import { TangoError, type TangoErrorCode } from '../foundation/errors';
import { thingOf } from '../api/thing';
import { isAcknowledged, isForeignAnswer } from './foreignAnswer';
import type { Safety } from '../foundation/outcome';
import { prepareRequest, requestHeaders, type PreparedRequest, type TangoRequest } from './request';
import { backoffMs } from '../retry/backoff';
import { classify } from '../retry/classify';
import { takeTurn } from './turn';
import type { Seat } from '../limit/rateLimiter';
import { createDeadline, type Deadline } from '../retry/deadline';
import { retryAfterMs } from '../retry/retryAfter';
import { oneLine } from '../foundation/oneLine';

/** DNS, TCP, proxy and TLS together; apart from the time that Tango gets to answer. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Connecting gets this long even when hardly any time is left. */
const MIN_CONNECT_TIMEOUT_MS = 1_000;

/** A Retry-After may name any time; no other call waits longer than this without asking Tango itself. */
const MAX_PAUSE_MS = 60_000;

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
	private readonly seat: Seat;
	private attempts = 0;
	private retries = 0;
	/** An attempt may have been carried out. From then on only an answer from Tango can settle the outcome. */
	private inDoubt = false;
	private isInLine = false;
	private deadline: Deadline | undefined;

	constructor(parts: ClientParts, endpoint: Endpoint, request: TangoRequest, call: CallOptions) {
		this.parts = parts;
		this.endpoint = endpoint;
		this.request = request;
		this.call = call;
		this.prepared = prepareRequest(parts.baseUrl, endpoint, request);
		// Without its key a keyed endpoint has nothing that stops a second execution.
		this.safety = endpoint.safety === 'keyed' && !request.externalRefID ? 'neverTwice' : endpoint.safety;
		this.seat = parts.enter(endpoint.safety === 'read');
	}

	async run(): Promise<TangoAnswer> {
		try {
			return await this.untilSettled();
		} finally {
			this.leaveLine();
			this.seat.leave();
		}
	}

	private joinLine(): void {
		if (!this.isInLine) this.call.line?.joined();
		this.isInLine = true;
	}

	private leaveLine(): void {
		if (this.isInLine) this.call.line?.left();
		this.isInLine = false;
	}

	/** On the wire, or over without having come that far. */
	private noteStart(): void {
		this.seat.noteStart();
		this.leaveLine();
	}

	private async untilSettled(): Promise<TangoAnswer> {
		const { authorizer, budget, clock } = this.parts;
		const session = authorizer.begin(this.call.audit);
		for (;;) {
			const seen = await this.attempt(await this.turn(session));
			session.answered(seen.kind === 'answer' ? seen.headers : {});
			const verdict = classify(this.safety, this.judged(seen));
			switch (verdict.do) {
				case 'accept':
					budget.success();
					this.seat.accepted();
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

	private async turn(session: AuthorizationSession): Promise<AuthorizationHeader> {
		const { clock } = this.parts;
		const { signal, personWaits } = this.call;
		this.joinLine();
		const turn = await takeTurn(
			{ session, seat: this.seat, request: this.prepared, clock },
			{ signal, personWaits, latestStart: this.latestStart() },
		);
		if (turn.kind === 'cancelled') throw this.failure('CANCELLED');
		if (turn.kind === 'tooLate') throw this.failure('RATE_LIMITED', { reason: 'tooLate' });
		if (turn.kind === 'error') throw this.failure(turn.error.code, turn.error.facts);
		// Waiting in line for the first attempt costs nobody anything; later the total time rules.
		this.deadline ??= createDeadline(clock, this.call.totalTimeoutMs);
		return turn;
	}

	/** The last moment at which an attempt can still be held for its full time. */
	private latestStart(): number | undefined {
		return this.deadline && this.deadline.at - this.call.responseTimeoutMs;
	}

	private async attempt(authorization: AuthorizationHeader): Promise<Seen> {
		const { transport, authorizer, clock } = this.parts;
		const { method, url, body } = this.prepared;
		const { value, proof } = authorization;
		const headers = requestHeaders(this.prepared, { value, proof, forwardedFor: this.call.forwardedFor });
		const startedAt = clock.now();
		this.attempts += 1;
		const seen = readOutcome(
			await transport.exchange(
				{ method, url, headers, ...(body === undefined ? {} : { body }) },
				{
					responseTimeoutMs: this.call.responseTimeoutMs,
					connectTimeoutMs: this.connectTimeoutMs(),
					maxResponseBytes: this.endpoint.maxResponseBytes,
				},
				this.call.signal,
				() => this.noteStart(),
			),
			(text) => authorizer.redact(text),
		);
		this.noteStart();
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

	/** JSON that is no answer of Tango's to this request counts as none; some answers need none. */
	private judged(seen: Seen): Seen {
		if (seen.kind === 'failure') return seen;
		if (isForeignAnswer(this.endpoint, this.request, seen)) return { ...seen, json: undefined };
		return isAcknowledged(this.endpoint, seen) ? { ...seen, json: null } : seen;
	}

	/** What Retry-After asks for, in ms. A 429 slows down every call of the same platform, not just this one. */
	private heedRetryAfter(seen: Seen): number {
		if (seen.kind === 'failure') return 0;
		const hintMs = retryAfterMs(seen.headers['retry-after'], this.parts.clock.unix()) ?? 0;
		if (seen.status === 429) this.seat.tooFast(Math.min(hintMs, MAX_PAUSE_MS));
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
		const facts = errorFactsOf(seen, this.call.forwardedFor);
		const { reason } = facts;
		const isElsewhere = seen.kind === 'failure' || reason === 'webPage' || reason === 'unknownAddress';
		const askedAt = isElsewhere ? oneLine(this.parts.authorizer.redact(this.parts.baseUrl)) : undefined;
		return { ...facts, askedAt, thing: thingOf(this.endpoint, this.request, facts.i18nKey, facts.status) };
	}
}
