/** One scheme of a WWW-Authenticate header with its parameters; the next scheme has no "=" after its name. */
const DPOP_CHALLENGE = /(?:^|[\s,])DPoP(?![\w-])\s*((?:[\w-]+\s*=\s*(?:"[^"]*"|[\w-]+)[\s,]*)*)/i;
const ERROR = /(?:^|[\s,])error\s*=\s*"?([\w-]{1,40})/i;

export interface DpopChallenge {
	/** `use_dpop_nonce`, `invalid_dpop_proof` or `invalid_token`; undefined when the server names none. */
	readonly error: string | undefined;
}

/** What a 401 says about DPoP in its WWW-Authenticate header (RFC 9449 section 7.1); undefined when nothing. */
export function dpopChallenge(headers: Readonly<Record<string, string>>): DpopChallenge | undefined {
	const challenge = DPOP_CHALLENGE.exec(headers['www-authenticate'] ?? '');
	return challenge ? { error: ERROR.exec(challenge[1] ?? '')?.[1] } : undefined;
}
