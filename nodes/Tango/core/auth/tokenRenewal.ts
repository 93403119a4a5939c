import type { Audit } from '../foundation/audit';
import type { Clock, Random } from '../foundation/clock';
import type { AttemptLimits, Transport } from '../foundation/transport';
import { auditedTransport } from './auditedTransport';
import type { DpopKey } from './dpop';
import type { TokenFailure, TokenFailureReason, TokenGrant, TokenGranted, TokenRefusal } from './tokenGrant';
import type { TokenStart } from './tokenLife';
import { requestToken } from './tokenRequest';
import { unlessCancelled } from '../foundation/unlessCancelled';

const MAX_ATTEMPTS = 3;
/** For all attempts and pauses together. No caller's deadline counts here: others wait for the same token. */
const RENEWAL_DEADLINE_MS = 45_000;
const ATTEMPT_LIMITS: AttemptLimits = { responseTimeoutMs: 15_000, connectTimeoutMs: 10_000 };
const FIRST_PAUSE_MS = 500;
const PAUSE_GROWTH = 3;

/** The next attempt would meet the same: somebody has to change something first. */
const LASTING: ReadonlySet<TokenFailureReason> = new Set<TokenFailureReason>([
	'certificate',
	'tlsProtocol',
	'proxyAuthentication',
	'addressNotAllowed',
	'invalidRequest',
]);

export type RenewalResult = (TokenGranted & TokenStart) | TokenRefusal | RenewalFailure;

export interface RenewalFailure extends TokenFailure {
	readonly attempts: number;
}

export interface RenewalDeps {
	readonly clock: Clock;
	readonly random: Random;
}

export interface RenewalExtras {
	/** The key that the token is to be bound to. */
	readonly dpop?: DpopKey | undefined;
	/** Hears of each request. */
	readonly audit?: Audit | undefined;
}

/**
 * Gets a token, with retries, within its own deadline. Every failure may be tried again, even one after
 * which the endpoint may have done its work: a second token is harmless. Never throws.
 */
export async function renewToken(
	grant: TokenGrant,
	transport: Transport,
	{ clock, random }: RenewalDeps,
	{ dpop, audit }: RenewalExtras = {},
): Promise<RenewalResult> {
	const wire = audit ? auditedTransport(transport, grant, { clock, audit }) : transport;
	const finished = new AbortController();
	const deadline = new AbortController();
	void clock.sleep(RENEWAL_DEADLINE_MS, finished.signal).then((end) => {
		if (end === 'elapsed') deadline.abort();
	});
	const endsAt = clock.now() + RENEWAL_DEADLINE_MS;
	try {
		for (let attempt = 1; ; attempt++) {
			const start = { startedAt: clock.now(), startedAtUnix: clock.unix() };
			// Raced, so that not even a transport that ignores its signal can hold up all callers.
			const result = await unlessCancelled(
				requestToken(grant, wire, ATTEMPT_LIMITS, deadline.signal, dpop),
				deadline.signal,
			);
			if (result.kind === 'token') return { ...result, ...start };
			if (result.kind === 'refused') return result;
			if (deadline.signal.aborted || result.kind === 'cancelled') return outOfTime(attempt);
			const pause = pauseAfter(attempt, result, random);
			const isLast = attempt >= MAX_ATTEMPTS || LASTING.has(result.reason);
			if (isLast || clock.now() + pause >= endsAt) return { ...result, attempts: attempt };
			await clock.sleep(pause, deadline.signal);
		}
	} finally {
		finished.abort();
	}
}

/** Grows threefold, spread over the upper half; never less than the endpoint asked for. */
function pauseAfter(attempt: number, failure: TokenFailure, random: Random): number {
	const longest = FIRST_PAUSE_MS * PAUSE_GROWTH ** (attempt - 1);
	return Math.max(failure.retryAfterMs ?? 0, longest * (0.5 + random() / 2));
}

/** Our own deadline fired. The transport calls that cancelled, but nobody cancelled anything. */
function outOfTime(attempts: number): RenewalFailure {
	return { kind: 'failed', reason: 'responseTimeout', detail: 'TOKEN_DEADLINE', attempts };
}
