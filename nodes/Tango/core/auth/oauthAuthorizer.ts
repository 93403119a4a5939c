import type { Clock } from '../clock';
import type { Authorization, AuthorizationSession, Authorizer } from './authorizer';
import { Secret } from './secret';
import { tokenError } from './tokenError';
import { checkGrant } from './tokenGrant';
import type { IssuedToken, TokenManager, TokenSource } from './tokenManager';

/** A token this young was refused for another reason than its age: the next one would be refused as well. */
const FRESH_TOKEN_MS = 5_000;

export interface OAuthAuthorizerDeps {
	readonly manager: TokenManager;
	readonly clock: Clock;
}

/**
 * Bearer tokens from the shared token manager. A refused token is dropped and replaced once per call,
 * unless it had just been minted. Throws INVALID_CREDENTIALS_FIELD for a grant that cannot be sent.
 */
export function createOAuthAuthorizer(
	source: TokenSource,
	{ manager, clock }: OAuthAuthorizerDeps,
): Authorizer {
	checkGrant(source.grant);
	let hasAccepted = false;

	function begin(): AuthorizationSession {
		let used: UsedToken | undefined;
		let hasRenewed = false;

		return {
			async authorization(signal?: AbortSignal): Promise<Authorization> {
				const outcome = await manager.getToken(source, signal);
				if (outcome.kind === 'cancelled') return outcome;
				if (outcome.kind !== 'token') return { kind: 'error', error: tokenError(outcome) };
				const { token } = outcome;
				used = { token, wasFresh: clock.now() - token.mintedAt < FRESH_TOKEN_MS };
				const value = new Secret(`Bearer ${token.accessToken.reveal()}`);
				return { kind: 'header', value, credential: 'token' };
			},

			refused(): 'retry' | 'giveUp' {
				if (!used || used.wasFresh || hasRenewed) return 'giveUp';
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

	return Object.freeze({ begin, lastAccepted: () => (hasAccepted ? 'token' : undefined) });
}

interface UsedToken {
	readonly token: IssuedToken;
	/** At the time of use, not of the refusal: a slow answer makes no old token of a new one. */
	readonly wasFresh: boolean;
}
