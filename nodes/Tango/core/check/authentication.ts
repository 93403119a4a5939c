import type { CheckParts } from './parts';
import type { RecordedAnswer } from './recorder';
import { isCredentialRefused, type RefusalCause } from './refusal';
import { failed, ok, skipped, warning, type CheckFacts, type CheckRow } from './row';
import { errorFacts, type Talk } from './talk';

/** Whether Tango knows the credential, and which part of it. */
export function authenticationRow(
	{ settings, answers, lastAccepted, explain }: CheckParts,
	{ tokenError, callError }: Talk,
	refusal: RefusalCause | undefined,
): CheckRow {
	const { auth } = settings;
	const facts = auth.kind === 'oauth2' ? tokenFacts(auth, answers) : { method: 'Basic Auth' };
	if (tokenError) {
		const first = refusal?.words;
		return failed('Authentication', tokenError, explain, {
			first,
			facts: { ...facts, ...errorFacts(tokenError), cause: refusal?.cause },
		});
	}
	if (callError && isCredentialRefused(callError)) {
		return failed('Authentication', callError, explain, {
			first: refusal?.words,
			facts: { ...facts, ...errorFacts(callError), cause: refusal?.cause },
		});
	}
	if (callError) {
		const message =
			auth.kind === 'oauth2'
				? 'Tango gave an access token; whether its API takes it, the answer does not say'
				: 'Not known: Tango’s answer does not speak of the credential';
		return skipped('Authentication', message, facts);
	}
	const accepted = lastAccepted();
	if (accepted === 'secondaryApiKey') {
		return warning(
			'Authentication',
			'Tango accepts the Secondary API Key, but not the API Key',
			'Put the new key into API Key and empty Secondary API Key.',
			{ ...facts, accepted },
		);
	}
	const what = auth.kind === 'oauth2' ? `an access token for ${auth.scope}` : 'the API Key';
	return ok('Authentication', `Tango accepts ${what}`, { ...facts, accepted });
}

type OAuth = Extract<CheckParts['settings']['auth'], { kind: 'oauth2' }>;

/** The life of the token as its answer had it; absent when a token of an earlier run still holds. */
function tokenFacts(auth: OAuth, answers: readonly RecordedAnswer[]): CheckFacts {
	const { grantType, scope, audience, tokenUrl } = auth;
	const fresh = answers.findLast(({ url, answer }) => url.href === tokenUrl.href && answer.status === 200);
	return {
		method: 'OAuth2',
		grantType,
		audience,
		scope,
		tokenHost: tokenUrl.host,
		tokenLifetimeSeconds: fresh && lifetimeOf(fresh.answer.body),
	};
}

/** Nothing but `expires_in` is taken out: the same body holds the token. */
function lifetimeOf(body: string): number | undefined {
	try {
		const parsed: unknown = JSON.parse(body);
		const isObject = typeof parsed === 'object' && parsed !== null && 'expires_in' in parsed;
		return isObject && typeof parsed.expires_in === 'number' ? parsed.expires_in : undefined;
	} catch {
		return undefined;
	}
}
