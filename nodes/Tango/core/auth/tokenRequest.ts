import {
	ClientSecretPost,
	clientCredentialsGrantRequest,
	customFetch,
	genericTokenEndpointRequest,
	type TokenEndpointRequestOptions,
} from 'oauth4webapi';

import type { Outcome } from '../foundation/outcome';
import type { AttemptLimits, Transport } from '../foundation/transport';
import type { DpopKey } from './dpop';
import { errorCode } from './endpointWords';
import { judgeTokenAnswer } from './tokenAnswer';
import type { TokenFailure, TokenGrant, TokenResult } from './tokenGrant';

/** The same as for Tango's other requests, in place of the library's own. */
const USER_AGENT = 'n8n-nodes-tango';

/**
 * Asks for a token; twice when the endpoint wants its nonce in the proof, as it says so only then (RFC 9449
 * section 8). Never throws.
 */
export async function requestToken(
	grant: TokenGrant,
	transport: Transport,
	limits: AttemptLimits,
	signal?: AbortSignal,
	dpop?: DpopKey,
): Promise<TokenResult> {
	const ask = async () => await requestOnce(grant, transport, limits, signal, dpop);
	const result = await ask();
	const wantsNonce = dpop && result.kind === 'refused' && result.error === 'use_dpop_nonce';
	return wantsNonce ? await ask() : result;
}

/**
 * One request. oauth4webapi writes the grant and checks the answer, our transport carries it.
 * What went wrong comes back as a value without secrets, as the library's own errors carry
 * the whole answer (the token included) in their cause.
 */
async function requestOnce(
	grant: TokenGrant,
	transport: Transport,
	limits: AttemptLimits,
	signal: AbortSignal | undefined,
	dpop: DpopKey | undefined,
): Promise<TokenResult> {
	const wire = bridge(transport, limits, signal);
	try {
		const options = { [customFetch]: wire.fetch, headers: { 'user-agent': USER_AGENT } };
		await sendGrant(grant, dpop ? { ...options, DPoP: await dpop.handle() } : options);
	} catch (error) {
		return neverSent(error);
	}
	const outcome = wire.outcome();
	if (outcome === undefined) return neverSent(undefined);
	if (outcome.kind === 'answer') {
		dpop?.remember(grant.tokenUrl, outcome.headers);
		return await judgeTokenAnswer(outcome, grant);
	}
	const { cause, phase, detail, status } = outcome;
	return { kind: 'failed', reason: cause, phase, detail, status };
}

async function sendGrant(grant: TokenGrant, options: TokenEndpointRequestOptions): Promise<void> {
	// Only ID tokens are held against the issuer, and this endpoint gives none.
	const server = { issuer: grant.tokenUrl, token_endpoint: grant.tokenUrl };
	const client = { client_id: grant.clientId };
	// In the body, as Tango documents it. ClientSecretBasic would also escape "-" and "_" (RFC 6749 section
	// 2.3.1), which not every server undoes.
	const authentication = ClientSecretPost(grant.clientSecret);
	const parameters = { audience: grant.audience, scope: grant.scope };
	if (grant.grantType === 'clientCredentials') {
		await clientCredentialsGrantRequest(server, client, authentication, parameters, options);
		return;
	}
	const account = { username: grant.username ?? '', password: grant.password ?? '' };
	// The library offers no password grant on purpose (RFC 9700 section 2.4 drops it); Tango requires it.
	await genericTokenEndpointRequest(
		server,
		client,
		authentication,
		'password',
		{ ...parameters, ...account },
		options,
	);
}

type GrantFetch = NonNullable<TokenEndpointRequestOptions[typeof customFetch]>;

/**
 * The transport in the shape of fetch. The outcome waits here instead of going through the library, which
 * knows no failures but exceptions; it hands on whatever fetch gives without a look at it.
 */
function bridge(transport: Transport, limits: AttemptLimits, signal: AbortSignal | undefined) {
	const outcomes: Outcome[] = [];
	const fetch: GrantFetch = async (url, { method, headers, body }) => {
		outcomes.push(await transport.exchange({ method, url, headers, body: body.toString() }, limits, signal));
		return Response.error();
	};
	return { fetch, outcome: () => outcomes.at(-1) };
}

/** The library would not send this: an http address, say. Its message may quote what it was given. */
function neverSent(error: unknown): TokenFailure {
	return { kind: 'failed', reason: 'invalidRequest', phase: 'notSent', detail: errorCode(error) };
}
