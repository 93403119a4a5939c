import type { Audit } from '../foundation/audit';
import type { Transport } from '../foundation/transport';
import { createDpopKey, type DpopKey } from './dpop';
import type { Secret } from '../foundation/secret';
import type { TokenGrant, TokenRefusal } from './tokenGrant';
import { tokenKey } from './tokenKey';
import { freshUntil, mustRenew, shouldRenew, tokenLife, type TokenLife } from './tokenLife';
import { renewToken, type RenewalDeps, type RenewalFailure } from './tokenRenewal';
import { CANCELLED, unlessCancelled, type Cancelled } from '../foundation/unlessCancelled';

/** Keeps a run of 500 items from making 500 token calls while the endpoint is down. */
const FAILURE_GATE_MS = 1_000;
/** A wrong secret stays wrong for a while; asking on may lock the client out. */
const REFUSAL_GATE_MS = 30_000;
/** While the old token lives there is no hurry to try again. */
const BACKGROUND_GATE_MS = 30_000;
/** Many times the credentials of one n8n; only a bound against growing without end. */
const MAX_SLOTS = 100;

/** Where a token comes from. */
export interface TokenSource {
	readonly grant: TokenGrant;
	/**
	 * What else decides who answers: the trusted certificates. Not the proxy: it is the environment's, one for the
	 * whole process, and a tunnel cannot answer in the token host's place unless its own certificate is trusted.
	 */
	readonly connection: string;
	/** Takes no part in the cache key: equal connections are expected to have equal transports. */
	readonly transport: Transport;
}

/** A token in use. Its identity is the object's: two renewals never give the same one. */
export interface IssuedToken {
	readonly accessToken: Secret;
	/** On the clock that never goes back: refused before, it is refused for another reason than its age. */
	readonly freshUntil: number;
	/** The key that the token is bound to; it is of no use without. */
	readonly dpop: DpopKey | undefined;
}

export type TokenOutcome =
	| { readonly kind: 'token'; readonly token: IssuedToken }
	| TokenRefusal
	| RenewalFailure
	| Cancelled;

export interface TokenManager {
	/**
	 * A token that is good to send, from the cache where possible. Never throws; a fired signal ends only this
	 * wait. `audit` hears of the requests that this call causes, also those of a renewal in the background.
	 */
	getToken(source: TokenSource, signal?: AbortSignal, audit?: Audit): Promise<TokenOutcome>;
	/** Drops a token that Tango refused, unless another has taken its place already. Says whether it did. */
	invalidate(source: TokenSource, token: IssuedToken): boolean;
}

interface Slot {
	held?: { readonly token: IssuedToken; readonly life: TokenLife };
	/** The one renewal that all callers share. */
	renewal?: Promise<TokenOutcome>;
	/** The last no, repeated to callers until this time. */
	gate?: { readonly until: number; readonly answer: TokenRefusal | RenewalFailure };
	noBackgroundBefore?: number;
	/** One for all tokens of the slot, so that nonces are learned once. */
	dpop?: DpopKey | undefined;
}

/**
 * Tokens of the whole process: one per grant and connection, renewed before they end, asked for once
 * however many wait. All state lives in this closure, where neither JSON nor util.inspect finds it.
 */
export function createTokenManager(deps: RenewalDeps): TokenManager {
	const { clock } = deps;
	const slots = new Map<string, Slot>();

	function slotOf({ grant, connection }: TokenSource): Slot {
		const key = tokenKey(grant, connection);
		const slot = slots.get(key) ?? {};
		// A Map keeps the order of insertion: re-inserting makes its first key the least recently used.
		slots.delete(key);
		slots.set(key, slot);
		const [oldest] = slots.keys();
		if (slots.size > MAX_SLOTS && oldest !== undefined) slots.delete(oldest);
		return slot;
	}

	async function renew(slot: Slot, { grant, transport }: TokenSource, audit?: Audit): Promise<TokenOutcome> {
		const dpop = grant.dpop ? (slot.dpop ??= createDpopKey(clock)) : undefined;
		const result = await renewToken(grant, transport, deps, { dpop, audit });
		delete slot.renewal;
		const now = clock.now();
		if (result.kind === 'token') {
			const { accessToken, expiresInSeconds, saidSeconds } = result;
			const token = { accessToken, freshUntil: freshUntil(now, saidSeconds), dpop };
			slot.held = { token, life: tokenLife(result, expiresInSeconds, deps.random()) };
			return { kind: 'token', token };
		}
		// It may be the key that was never made; the token that is held keeps its own.
		if (result.kind === 'failed') slot.dpop = undefined;
		const gateMs = result.kind === 'refused' ? REFUSAL_GATE_MS : FAILURE_GATE_MS;
		slot.gate = { until: now + gateMs, answer: result };
		slot.noBackgroundBefore = now + BACKGROUND_GATE_MS;
		return result;
	}

	function renewInBackground(slot: Slot, source: TokenSource, audit?: Audit): void {
		if (slot.renewal || clock.now() < (slot.noBackgroundBefore ?? 0)) return;
		slot.renewal = renew(slot, source, audit);
	}

	return Object.freeze({
		async getToken(source: TokenSource, signal?: AbortSignal, audit?: Audit): Promise<TokenOutcome> {
			if (signal?.aborted) return CANCELLED;
			const slot = slotOf(source);
			if (slot.held && !mustRenew(slot.held.life, clock)) {
				if (shouldRenew(slot.held.life, clock)) renewInBackground(slot, source, audit);
				return { kind: 'token', token: slot.held.token };
			}
			if (slot.gate && clock.now() < slot.gate.until) return slot.gate.answer;
			slot.renewal ??= renew(slot, source, audit);
			return await unlessCancelled(slot.renewal, signal);
		},

		invalidate(source: TokenSource, token: IssuedToken): boolean {
			const slot = slotOf(source);
			if (slot.held?.token !== token) return false;
			delete slot.held;
			return true;
		},
	});
}
