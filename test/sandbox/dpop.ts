import { createHash, createPublicKey, type JsonWebKey, randomUUID, verify } from 'node:crypto';
import { type Call, parseJson } from './exchange.ts';

/** The two steps in which Tango introduces DPoP: taken when it comes, then required. */
export type DpopMode = 'off' | 'opportunistic' | 'strict';

/** Tango's figures: proofs may be a minute off, and are remembered for two. */
const MAX_CLOCK_DIFFERENCE_S = 60;
const REPLAY_MEMORY_S = 120;

export type ProofVerdict =
	| { readonly ok: true; /** Thumbprint of the proof's key (RFC 7638). */ readonly jkt: string }
	| {
			readonly ok: false;
			readonly error: 'invalid_dpop_proof' | 'use_dpop_nonce';
			readonly problem: string;
	  };

/** Checks DPoP proofs as RFC 9449 section 4.3 lists it, with nothing but node:crypto. */
export class Dpop {
	mode: DpopMode = 'off';
	/** How far the server's clock is ahead of this computer's. */
	clockOffsetMs = 0;
	/** What proofs have to carry; undefined asks for none. */
	nonce: string | undefined;
	readonly #seen = new Map<string, number>();

	reset(): void {
		this.mode = 'off';
		this.clockOffsetMs = 0;
		this.nonce = undefined;
		this.#seen.clear();
	}

	/** From now on every proof needs this new nonce. */
	rotateNonce(): string {
		this.nonce = randomUUID();
		return this.nonce;
	}

	/** Headers of an answer that asks for a nonce. */
	get nonceHeaders(): Record<string, string> {
		return this.nonce === undefined ? {} : { 'DPoP-Nonce': this.nonce };
	}

	check(call: Call, accessToken?: string): ProofVerdict {
		const invalid = (problem: string) => ({ ok: false, error: 'invalid_dpop_proof', problem }) as const;
		const parts = String(call.headers.dpop ?? '').split('.');
		const [header, claims] = parts.slice(0, 2).map(decode);
		if (parts.length !== 3 || !header || !claims) return invalid('not one JWT');
		if (header.typ !== 'dpop+jwt') return invalid('typ is not dpop+jwt');
		if (header.alg !== 'ES256') return invalid('alg is not ES256');
		if (!isPublicKey(header.jwk)) return invalid('jwk is not a public key');
		if (!isSigned(parts, header.jwk)) return invalid('the signature does not fit');

		if (claims.htm !== call.method) return invalid('htm is another method');
		if (claims.htu !== `https://${call.headers.host}${call.path}`) return invalid('htu is another address');
		const ath = accessToken === undefined ? undefined : sha256(accessToken);
		if (claims.ath !== ath) return invalid('ath belongs to another token');
		if (this.nonce !== undefined && claims.nonce !== this.nonce) {
			return { ok: false, error: 'use_dpop_nonce', problem: 'the nonce is missing or old' };
		}
		const now = (Date.now() + this.clockOffsetMs) / 1000;
		const { iat, jti } = claims;
		if (typeof iat !== 'number' || Math.abs(now - iat) > MAX_CLOCK_DIFFERENCE_S) {
			return invalid('iat is too far from the time');
		}
		if (typeof jti !== 'string' || this.#isReplay(jti, now)) return invalid('jti was used before');
		return { ok: true, jkt: thumbprint(header.jwk) };
	}

	#isReplay(jti: string, now: number): boolean {
		const before = this.#seen.get(jti);
		this.#seen.set(jti, now);
		return before !== undefined && now - before < REPLAY_MEMORY_S;
	}
}

interface EcKey extends JsonWebKey {
	readonly x: string;
	readonly y: string;
}

function isPublicKey(value: unknown): value is EcKey {
	if (!isRecord(value) || 'd' in value) return false;
	return (
		value.kty === 'EC' && value.crv === 'P-256' && [value.x, value.y].every((n) => typeof n === 'string')
	);
}

function isSigned([header, claims, signature = '']: string[], jwk: EcKey): boolean {
	try {
		const key = createPublicKey({ key: jwk, format: 'jwk' });
		const signed = Buffer.from(`${header}.${claims}`);
		const options = { key, dsaEncoding: 'ieee-p1363' } as const;
		return verify('sha256', signed, options, Buffer.from(signature, 'base64url'));
	} catch {
		return false;
	}
}

/** RFC 7638: the key's required members in the order of their names. */
function thumbprint({ x, y }: EcKey): string {
	return sha256(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y }));
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('base64url');
}

function decode(part: string): Record<string, unknown> | undefined {
	const value = parseJson(Buffer.from(part, 'base64url').toString());
	return isRecord(value) ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
