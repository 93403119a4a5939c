import type { Audit } from '../foundation/audit';
import type { Clock } from '../foundation/clock';
import { TangoError } from '../foundation/errors';
import { createRedactor } from '../foundation/redact';
import type { Authorization, AuthorizationSession, Authorizer, GivenUp } from './authorizer';
import { dpopChallenge, type DpopChallenge, type ProvenRequest } from './dpop';
import { Secret } from '../foundation/secret';
import { tokenError } from './tokenError';
import { checkGrant } from './tokenGrant';
import type { IssuedToken, TokenManager, TokenSource } from './tokenManager';

/** The key failed, whose words may quote what was to be signed; nothing was sent. */
const PROOF_FACTS = { reason: 'invalidRequest', detail: 'DPOP_PROOF' };

/** A server may repeat the token of an earlier request while a newer one is in use. */
const REMEMBERED_TOKENS = 3;

export interface OAuthAuthorizerDeps {
	readonly manager: TokenManager;
	readonly clock: Clock;
}

/**
 * Tokens from the shared token manager, with a proof where they are bound to a key. A refused token is dropped
 * and replaced once per call, unless it had just been minted. Throws INVALID_CREDENTIALS_FIELD for a grant that
 * cannot be sent.
 */
/**
 * The nonce of a challenge may be gone before the next proof is made: a late answer to another call brings an older one.
 * This many in a row, and it does not help.
 */
const MAX_NONCE_CHALLENGES = 3;

export function createOAuthAuthorizer(
	source: TokenSource,
	{ manager, clock }: OAuthAuthorizerDeps,
): Authorizer {
	checkGrant(source.grant);
	let hasAccepted = false;
	const { clientSecret, password = '' } = source.grant;
	let tokens: readonly IssuedToken[] = [];
	let redact = createRedactor([clientSecret, password]);

	function remember(token: IssuedToken): void {
		if (tokens.includes(token)) return;
		tokens = [token, ...tokens].slice(0, REMEMBERED_TOKENS);
		redact = createRedactor([
			clientSecret,
			password,
			...tokens.map(({ accessToken }) => accessToken.reveal()),
		]);
	}

	function begin(audit?: Audit): AuthorizationSession {
		let used: UsedToken | undefined;
		let hasRenewed = false;
		let challenge: DpopChallenge | undefined;
		/** In a row. */
		let nonceChallenges = 0;

		return {
			async authorization(request: ProvenRequest, signal?: AbortSignal): Promise<Authorization> {
				const outcome = await manager.getToken(source, signal, audit);
				if (outcome.kind === 'cancelled') return outcome;
				if (outcome.kind !== 'token') return { kind: 'error', error: tokenError(outcome) };
				const { token } = outcome;
				remember(token);
				used = { token, url: request.url, wasFresh: clock.now() < token.freshUntil };
				const headers = await headersFor(token, request).catch(() => undefined);
				if (!headers) return { kind: 'error', error: new TangoError('NOT_SENT', PROOF_FACTS) };
				return { kind: 'header', ...headers, credential: 'token' };
			},

			answered(headers): void {
				challenge = dpopChallenge(headers);
				nonceChallenges = challenge?.error === 'use_dpop_nonce' ? nonceChallenges + 1 : 0;
				used?.token.dpop?.remember(used.url, headers);
			},

			refused(): 'retry' | GivenUp {
				if (!used) return 'giveUp';
				if (used.token.dpop) {
					// Says nothing about the token.
					if (nonceChallenges > 0) return nonceChallenges < MAX_NONCE_CHALLENGES ? 'retry' : 'proofRefused';
					if (challenge?.error === 'invalid_dpop_proof') return 'proofRefused';
				}
				if (used.wasFresh || hasRenewed) {
					return challenge && !used.token.dpop ? 'proofWanted' : 'giveUp';
				}
				hasRenewed = true;
				// If another call was quicker, its new token is in place already and stays.
				manager.invalidate(source, used.token);
				return 'retry';
			},

			accepted(): void {
				hasAccepted = true;
			},
		};
	}

	return Object.freeze({
		begin,
		lastAccepted: () => (hasAccepted ? 'token' : undefined),
		redact: (text: string) => redact(text),
	});
}

async function headersFor(
	{ accessToken, dpop }: IssuedToken,
	request: ProvenRequest,
): Promise<{ value: Secret; proof?: Secret }> {
	if (dpop) return await dpop.headersFor(request, accessToken);
	return { value: new Secret(`Bearer ${accessToken.reveal()}`) };
}

interface UsedToken {
	readonly token: IssuedToken;
	readonly url: string;
	/** At the time of use, not of the refusal: a slow answer makes no old token of a new one. */
	readonly wasFresh: boolean;
}
