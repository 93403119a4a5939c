import type { Audit } from '../foundation/audit';
import type { Clock } from '../foundation/clock';
import { invalidCredentialsField, TangoError } from '../foundation/errors';
import { tokenError } from './tokenError';
import type { TokenManager, TokenSource } from './tokenManager';

/**
 * Gives a bearer token for somebody else's requests (n8n's HTTP Request node), from the same cache as our own;
 * `refused` is the one that Tango just answered with 401. Throws TangoError.
 */
export type GetAccessToken = (refused: string | undefined, audit?: Audit) => Promise<string>;

export interface AccessTokenDeps {
	readonly manager: TokenManager;
	readonly clock: Clock;
}

export function createGetAccessToken(
	source: TokenSource,
	{ manager, clock }: AccessTokenDeps,
): GetAccessToken {
	return async (refused, audit) => {
		// Each request would need a signature of its own; n8n can only send the same header with all.
		if (source.grant.dpop) {
			throw invalidCredentialsField(
				'dpop',
				'is on, and n8n’s HTTP Request node cannot sign its requests: use the Tango nodes, or a credential without DPoP',
			);
		}
		let outcome = await manager.getToken(source, undefined, audit);
		// Refused young, it gets the same answer again: the next token would be refused as well, one after the other.
		if (
			outcome.kind === 'token' &&
			outcome.token.accessToken.reveal() === refused &&
			clock.now() >= outcome.token.freshUntil
		) {
			manager.invalidate(source, outcome.token);
			outcome = await manager.getToken(source, undefined, audit);
		}
		if (outcome.kind === 'token') return outcome.token.accessToken.reveal();
		throw outcome.kind === 'cancelled' ? new TangoError('CANCELLED') : tokenError(outcome);
	};
}
