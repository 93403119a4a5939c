import { type GrantType, OAUTH } from './access.ts';
import { type Answer, type Call, jsonAnswer } from './exchange.ts';
import type { Store } from './store.ts';

const DAY_SECONDS = 86_400;
const FIVE_MINUTES_SECONDS = 300;

/** Both spellings of each audience appear in official texts; the value is the token's life. */
const AUDIENCES: Readonly<Record<string, number>> = {
	'https://api.tangocard.com/': DAY_SECONDS,
	'https://api.tangocard.com': DAY_SECONDS,
	'tango-api.bhn.com/fiveminute': FIVE_MINUTES_SECONDS,
	'api.bhn.com/fiveminute': FIVE_MINUTES_SECONDS,
};

const GRANTS: readonly GrantType[] = ['client_credentials', 'password'];

/** POST /oauth/token, in the wording of Auth0, which the real host resembles. */
export function tokenAnswer(call: Call, store: Store): Answer {
	const form = new URLSearchParams(call.text);
	const refused = refusal(call, form, store);
	if (refused) return refused;
	const { dpop } = store;
	const isProven = dpop.mode !== 'off' && (dpop.mode === 'strict' || call.headers.dpop !== undefined);
	if (!isProven) return issue(form, store);
	const proof = dpop.check(call);
	if (proof.ok) return issue(form, store, proof.jkt);
	const answer = refusalAnswer(store, 400, proof.error, proof.problem);
	return { ...answer, headers: { ...answer.headers, ...dpop.nonceHeaders } };
}

function refusal(call: Call, form: URLSearchParams, store: Store): Answer | undefined {
	const refuse = (status: number, error: string, description: string) =>
		refusalAnswer(store, status, error, description);
	if (!call.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
		return refuse(400, 'invalid_request', 'The body must be form-encoded');
	}
	const missing = ['client_id', 'client_secret', 'grant_type', 'audience', 'scope'].find(
		(name) => !form.get(name),
	);
	if (missing) return refuse(400, 'invalid_request', `Missing required parameter: ${missing}`);

	const grant = grantOf(form);
	if (!grant) {
		return refuse(403, 'unsupported_grant_type', `Unsupported grant type: ${form.get('grant_type')}`);
	}
	if (form.get('client_id') !== OAUTH.clientId || form.get('client_secret') !== store.access.clientSecret) {
		return refuse(401, 'access_denied', 'Unauthorized');
	}
	if (!store.allowedGrants.has(grant)) {
		return refuse(403, 'unauthorized_client', `Grant type '${grant}' not allowed for the client.`);
	}
	if (AUDIENCES[form.get('audience') ?? ''] === undefined) {
		return refuse(403, 'access_denied', `Service not found: ${form.get('audience')}`);
	}
	if (form.get('scope') !== OAUTH.scope) {
		return refuse(403, 'access_denied', `Client has not been granted scopes: ${form.get('scope')}`);
	}
	if (grant === 'password' && !isServiceAccount(form)) {
		return refuse(403, 'invalid_grant', 'Wrong email or password.');
	}
	return undefined;
}

/** The documents promise text/plain for 400 and 401 only, and show it empty. */
function refusalAnswer(store: Store, status: number, error: string, description: string): Answer {
	if (store.tokenErrorStyle === 'empty-text' && (status === 400 || status === 401)) {
		return { status, headers: { 'content-type': 'text/plain' }, body: '' };
	}
	return jsonAnswer(status, { error, error_description: description });
}

function issue(form: URLSearchParams, store: Store, jkt?: string): Answer {
	const audience = form.get('audience') ?? '';
	const lifetime = store.tokenLifetimeSeconds ?? AUDIENCES[audience] ?? DAY_SECONDS;
	const grant = grantOf(form) ?? 'client_credentials';
	const { token } = store.access.issueToken(grant, audience, lifetime, jkt);
	return jsonAnswer(200, {
		access_token: token,
		scope: OAUTH.scope,
		expires_in: Math.ceil(lifetime),
		token_type: jkt === undefined ? 'Bearer' : 'DPoP',
	});
}

function grantOf(form: URLSearchParams): GrantType | undefined {
	return GRANTS.find((grant) => grant === form.get('grant_type'));
}

function isServiceAccount(form: URLSearchParams): boolean {
	return form.get('username') === OAUTH.username && form.get('password') === OAUTH.password;
}
