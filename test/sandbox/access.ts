export interface BasicCredentials {
	readonly platformName: string;
	readonly apiKey: string;
	readonly secondaryApiKey: string;
}

export interface OAuthCredentials {
	readonly clientId: string;
	readonly clientSecret: string;
	readonly username: string;
	readonly password: string;
	readonly audience: string;
	readonly scope: string;
}

export const BASIC: BasicCredentials = {
	platformName: 'SandboxPlatform',
	apiKey: 'sandbox-key-not-a-secret',
	secondaryApiKey: 'sandbox-second-key-not-a-secret',
};

export const OAUTH: OAuthCredentials = {
	clientId: 'sandbox-client',
	clientSecret: 'sandbox-client-secret-not-a-secret',
	username: 'sandbox-service-account',
	password: 'sandbox-password-not-a-secret',
	audience: 'https://api.tangocard.com/',
	scope: 'raas.all',
};

export type GrantType = 'client_credentials' | 'password';

export interface IssuedToken {
	readonly token: string;
	readonly grant: GrantType;
	readonly audience: string;
	readonly issuedAt: number;
	/** Thumbprint of the key that the token is bound to; undefined for bearer tokens. */
	readonly jkt: string | undefined;
	/** Epoch ms; `expireTokens()` moves it into the past. */
	expiresAt: number;
}

/** Who may come in: platform keys, the OAuth client and the tokens issued so far. */
export class Access {
	readonly allowedGrants = new Set<GrantType>();
	readonly #keys = new Set<string>();
	readonly #tokens = new Map<string, IssuedToken>();
	#clientSecret = OAUTH.clientSecret;
	#issued = 0;

	constructor() {
		this.reset();
	}

	get tokens(): readonly IssuedToken[] {
		return [...this.#tokens.values()];
	}

	get clientSecret(): string {
		return this.#clientSecret;
	}

	reset(): void {
		this.#keys.clear();
		this.#keys.add(BASIC.apiKey).add(BASIC.secondaryApiKey);
		this.allowedGrants.clear();
		this.allowedGrants.add('client_credentials').add('password');
		this.#tokens.clear();
		this.#clientSecret = OAUTH.clientSecret;
	}

	isActiveKey(key: string): boolean {
		return this.#keys.has(key);
	}

	revokeKey(key: string): void {
		this.#keys.delete(key);
	}

	rotateSecret(secret: string): void {
		this.#clientSecret = secret;
	}

	issueToken(grant: GrantType, audience: string, lifetimeSeconds: number, jkt?: string): IssuedToken {
		const now = Date.now();
		this.#issued += 1;
		const token = {
			token: lookLikeJwt(this.#issued, audience, jkt),
			jkt,
			grant,
			audience,
			issuedAt: now,
			expiresAt: now + lifetimeSeconds * 1000,
		};
		this.#tokens.set(token.token, token);
		return token;
	}

	/** Undefined for a token that is unknown or over. */
	liveToken(token: string): IssuedToken | undefined {
		const issued = this.#tokens.get(token);
		return issued !== undefined && issued.expiresAt > Date.now() ? issued : undefined;
	}

	expireTokens(): void {
		for (const token of this.#tokens.values()) token.expiresAt = 0;
	}
}

/** Three dotted parts, as clients expect of Tango; the signature says what it is worth. */
function lookLikeJwt(number: number, audience: string, jkt: string | undefined): string {
	const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const claims = { iss: 'tango-sandbox', aud: audience, jti: `sandbox-token-${number}`, cnf: jkt && { jkt } };
	return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.not-a-secret`;
}
