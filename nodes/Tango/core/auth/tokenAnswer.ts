import { processGenericTokenEndpointResponse, ResponseBodyError } from 'oauth4webapi';

import type { Answer } from '../foundation/outcome';
import { errorCode, redactWords } from './endpointWords';
import { Secret } from '../foundation/secret';
import type { TokenFailure, TokenGrant, TokenResult } from './tokenGrant';

/** RFC 6749 section 5.1 only recommends expires_in; Tango's tokens live a day. */
const DEFAULT_LIFE_SECONDS = 86_400;
const MIN_LIFE_SECONDS = 60;
const MAX_LIFE_SECONDS = 86_400;

/** What may stand in an Authorization header: a line break in a token would smuggle a header. */
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;
/** Servers take headers of 8 to 16 KB in all; Tango's tokens have about 1 KB. */
const MAX_TOKEN_LENGTH = 16_384;

/** Tango's older pages document this sentence as a plain-text 400 (tango-api.md section 1.3). */
const DAILY_LIMIT = /exceeded the daily rate limit/i;

/** Says what an answer of the token endpoint means. Never throws, and keeps nothing of the body but the token. */
export async function judgeTokenAnswer(answer: Answer, grant: TokenGrant): Promise<TokenResult> {
	const { status } = answer;
	if (isSomebodyElses(answer)) return failed('webPage', answer, grant);
	if (status === 200) return await readToken(answer, grant);
	if (status >= 400 && DAILY_LIMIT.test(answer.body)) return dailyLimit(answer, grant);
	if (status === 429) return failed('rateLimited', answer, grant);
	if (status === 408 || status === 425 || status >= 500) return failed('serverError', answer, grant);
	if (status >= 400) return await readRefusal(answer, grant);
	// Anything else below 400 is no answer that OAuth knows.
	return failed('unusableAnswer', answer, grant);
}

/**
 * A redirect or a web page: a proxy's block page, a network's log-in page, or not the token address at all. Of a 5xx
 * the status says enough.
 */
function isSomebodyElses({ status, headers, body }: Answer): boolean {
	if (status >= 300 && status < 400) return true;
	const isPage = headers['content-type']?.startsWith('text/html') && body.trimStart().startsWith('<');
	return status < 500 && status !== 429 && isPage === true;
}

async function readToken(answer: Answer, grant: TokenGrant): Promise<TokenResult> {
	try {
		const token = await processAnswer(answer, grant);
		// Whoever switched DPoP on must not go on without it unawares (RFC 9449 section 5).
		if (grant.dpop && token.token_type === 'bearer') return notBound(answer, grant);
		// The library takes both types, but a DPoP token is of no use without a proof.
		if (token.token_type !== (grant.dpop ? 'dpop' : 'bearer')) {
			return failed('unusableAnswer', answer, grant, 'UNSUPPORTED_TOKEN_TYPE');
		}
		if (!isSendable(token.access_token)) return failed('unusableAnswer', answer, grant, 'MALFORMED_TOKEN');
		const seconds = token.expires_in ?? DEFAULT_LIFE_SECONDS;
		return {
			kind: 'token',
			accessToken: new Secret(token.access_token),
			expiresInSeconds: Math.min(MAX_LIFE_SECONDS, Math.max(MIN_LIFE_SECONDS, seconds)),
			saidSeconds: seconds,
		};
	} catch (error) {
		return failed('unusableAnswer', answer, grant, errorCode(error));
	}
}

/** Whatever the status and the shape: a limit, and no fault of the secret. */
function dailyLimit(answer: Answer, grant: TokenGrant): TokenResult {
	const requestId = requestIdOf(answer, grant);
	return { kind: 'refused', status: answer.status, error: 'daily_rate_limit', requestId };
}

/** The endpoint will do the same next time: somebody has to switch DPoP on there or off here. */
function notBound(answer: Answer, grant: TokenGrant): TokenResult {
	return {
		kind: 'refused',
		status: answer.status,
		error: 'dpop_not_bound',
		requestId: requestIdOf(answer, grant),
	};
}

function isSendable(token: string): boolean {
	return token.length <= MAX_TOKEN_LENGTH && VISIBLE_ASCII.test(token);
}

async function readRefusal(answer: Answer, grant: TokenGrant): Promise<TokenResult> {
	const requestId = requestIdOf(answer, grant);
	const refusal = { kind: 'refused', status: answer.status, requestId } as const;
	try {
		await processAnswer(answer, grant);
	} catch (error) {
		if (error instanceof ResponseBodyError) {
			const words = redactWords(error.error_description, grant);
			return {
				...refusal,
				error: redactWords(error.error, grant) || undefined,
				description: words || undefined,
			};
		}
	}
	return refusal;
}

/**
 * The library's checks of an answer. Of the headers it gets the content type only, and always JSON: Tango
 * documents its refusals as text/plain while the host speaks OAuth (tango-api.md section 1.3), so the body
 * decides; and a WWW-Authenticate header would keep the library from reading the body.
 */
async function processAnswer({ status, body }: Answer, grant: TokenGrant) {
	const response = new Response(body, { status, headers: { 'content-type': 'application/json' } });
	const server = { issuer: grant.tokenUrl };
	return await processGenericTokenEndpointResponse(server, { client_id: grant.clientId }, response);
}

function failed(
	reason: TokenFailure['reason'],
	answer: Answer,
	grant: TokenGrant,
	detail?: string,
): TokenFailure {
	return {
		kind: 'failed',
		reason,
		detail,
		status: answer.status,
		requestId: requestIdOf(answer, grant),
		retryAfterMs: retryAfterOf(answer),
	};
}

/** Seconds only; the date form needs a wall clock that agrees with the server's. */
function retryAfterOf({ headers }: Answer): number | undefined {
	const text = headers['retry-after']?.trim();
	return text && /^\d+$/.test(text) ? Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER) : undefined;
}

/** For a support case; Tango names this header (tango-api.md section 5). */
function requestIdOf({ headers }: Answer, grant: TokenGrant): string | undefined {
	return redactWords(headers['x-request-id'], grant) || undefined;
}
