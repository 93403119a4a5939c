import {
	customFetch,
	DPoP,
	generateKeyPair,
	modifyAssertion,
	protectedResourceRequest,
	type DPoPHandle,
} from 'oauth4webapi';

import type { Clock } from '../foundation/clock';
import type { HttpRequest } from '../foundation/transport';
import { Secret } from '../foundation/secret';

/** ECDSA on P-256: every server that knows DPoP can check it, and keys and signatures are short. */
const ALGORITHM = 'ES256';

/** What a proof is about. */
export type ProvenRequest = Pick<HttpRequest, 'method' | 'url'>;

/** Good for one attempt. */
export interface ProofHeaders {
	/** Value of the Authorization header: `DPoP <token>`. */
	readonly value: Secret;
	/** Value of the DPoP header: a JWT that is signed for this attempt alone. */
	readonly proof: Secret;
}

/**
 * Proves that a token is used by whoever asked for it (RFC 9449). Its key pair is made on first use, stays in
 * this closure and cannot be exported; a restart makes a new one, together with a new token.
 */
export interface DpopKey {
	/** For oauth4webapi's token requests, which then carry a proof. */
	handle(): Promise<DPoPHandle>;
	/** Each call makes a new proof: servers refuse one that they have seen. */
	headersFor(request: ProvenRequest, accessToken: Secret): Promise<ProofHeaders>;
	/** Keeps the nonce that came with an answer (section 8); later proofs for that origin carry it. */
	remember(url: string, headers: Readonly<Record<string, string>>): void;
}

export function createDpopKey(clock: Clock): DpopKey {
	// Token endpoint and API each have their own (section 8.2). Never more than the two addresses of a connection.
	const nonces = new Map<string, string>();
	let made: Promise<DPoPHandle> | undefined;

	async function make(): Promise<DPoPHandle> {
		const keys = await generateKeyPair(ALGORITHM, { extractable: false });
		return DPoP({}, keys, {
			[modifyAssertion]: (_header, payload) => {
				payload.iat = Math.floor(clock.unix() / 1000);
				payload.nonce = nonces.get(new URL(String(payload.htu)).origin);
			},
		});
	}

	async function handle(): Promise<DPoPHandle> {
		made ??= make().catch((error: unknown) => {
			made = undefined;
			throw error;
		});
		return await made;
	}

	return Object.freeze({
		handle,

		async headersFor({ method, url }: ProvenRequest, accessToken: Secret): Promise<ProofHeaders> {
			const headers = new Headers();
			// The library signs requests while it sends them; this one it hands over instead.
			const collect = async (_url: string, request: { headers: Record<string, string> }) => {
				for (const [name, value] of Object.entries(request.headers)) headers.set(name, value);
				return new Response();
			};
			const options = { DPoP: await handle(), [customFetch]: collect };
			await protectedResourceRequest(accessToken.reveal(), method, new URL(url), undefined, null, options);
			const revealed = (name: string) => new Secret(headers.get(name) ?? '');
			return { value: revealed('authorization'), proof: revealed('dpop') };
		},

		remember(url: string, headers: Readonly<Record<string, string>>): void {
			const nonce = headers['dpop-nonce'];
			if (nonce) nonces.set(new URL(url).origin, nonce);
		},
	});
}

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
