import { invalidCredentialsField } from '../foundation/errors';
import type { FailureCause, Phase } from '../foundation/outcome';
import type { Secret } from '../foundation/secret';

/** What buys a token: the OAuth fields of the credential. */
export interface TokenGrant {
	/** `serviceAccount` is OAuth's password grant, which Tango wants of every client made since May 2025. */
	readonly grantType: 'clientCredentials' | 'serviceAccount';
	readonly tokenUrl: string;
	readonly clientId: string;
	readonly clientSecret: string;
	/** Only for `serviceAccount`. */
	readonly username?: string;
	/** Only for `serviceAccount`. */
	readonly password?: string;
	readonly audience: string;
	readonly scope: string;
	/** Ask for a token that is bound to a key of this process (RFC 9449). */
	readonly dpop: boolean;
}

/** What one request to the token endpoint came to. */
export type TokenResult = TokenGranted | TokenRefusal | TokenFailure;

export interface TokenGranted {
	readonly kind: 'token';
	readonly accessToken: Secret;
	/** How long it is used, within bounds: not so short that every request would ask for another. */
	readonly expiresInSeconds: number;
	/** What the endpoint said. */
	readonly saidSeconds: number;
}

/** The endpoint said no, and will say no again until somebody changes the credential. */
export interface TokenRefusal {
	readonly kind: 'refused';
	readonly status: number;
	/** OAuth error code (RFC 6749 section 5.2), or `daily_rate_limit`, or `dpop_not_bound`. */
	readonly error?: string | undefined;
	/** The endpoint's own words, secrets taken out. */
	readonly description?: string | undefined;
	readonly requestId?: string | undefined;
}

/** No usable answer. Asking again is harmless: a second token moves no money. */
export interface TokenFailure {
	readonly kind: 'failed';
	readonly reason: TokenFailureReason;
	/** Code of the layer below; holds no secret. */
	readonly detail?: string | undefined;
	/** Only when the exchange itself failed. */
	readonly phase?: Phase | undefined;
	readonly status?: number | undefined;
	readonly requestId?: string | undefined;
	readonly retryAfterMs?: number | undefined;
}

export type TokenFailureReason =
	| FailureCause
	| 'serverError' // 5xx, or a status that asks to come back
	| 'rateLimited' // 429
	| 'webPage' // somebody on the way answered, or it is not the token address
	| 'unusableAnswer'; // 200 without a bearer token in it

/** Refuses a grant that can not be sent, naming the credential's field, before the first request. */
export function checkGrant(grant: TokenGrant): void {
	if (!isHttps(grant.tokenUrl)) throw invalidCredentialsField('tokenUrl', 'is not an https address');
	refuseEmpty('clientId', grant.clientId);
	refuseEmpty('clientSecret', grant.clientSecret);
	if (grant.grantType === 'serviceAccount') {
		refuseEmpty('username', grant.username);
		refuseEmpty('password', grant.password);
	}
}

function refuseEmpty(field: keyof TokenGrant, text: string | undefined): void {
	if (!text) throw invalidCredentialsField(field, 'is empty');
}

function isHttps(address: string): boolean {
	return URL.canParse(address) && new URL(address).protocol === 'https:';
}
