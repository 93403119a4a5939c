import type { TangoError } from '../foundation/errors';
import type { ProbeResult } from '../foundation/probe';
import { ENVIRONMENT_NAMES } from './environment';
import type { CheckedSettings } from './parts';
import type { RecordedAnswer } from './recorder';

/** Which of the known reasons a refusal has, with what the check alone knows; the advice is the error's own. */
export interface RefusalCause {
	readonly cause:
		| 'loadBalancer' // before Tango saw the request: X-Forwarded-For or a firewall rule
		| 'webPage' // an inspecting proxy, a firewall or a captive portal
		| 'browserLike' // i18nKey 403.001
		| 'credential' // 401, or i18nKey 403.015
		| 'tokenOrPermission' // any other 403 to a token
		| 'permission' // any other 403 to a platform key
		| 'redirect';
	readonly words: string;
}

export interface RefusalFacts {
	readonly settings: CheckedSettings;
	readonly probed: ProbeResult | undefined;
	/** The last answer that came from the API's address. */
	readonly answer: RecordedAnswer | undefined;
}

const BROWSER_LIKE = '403.001';
/** "Credentials invalid". */
const CREDENTIAL_INVALID = '403.015';

/** Says why an answer was no; undefined where the usual words say it all. */
export function refusalCause(error: TangoError, seen: RefusalFacts): RefusalCause | undefined {
	const { settings, answer } = seen;
	switch (error.code) {
		case 'BLOCKED_BY_LOAD_BALANCER':
			return { cause: 'loadBalancer', words: '' };
		case 'AUTHENTICATION_REFUSED':
			return { cause: 'credential', words: environmentWords(settings) };
		case 'PERMISSION_REFUSED':
			return permissionCause(error.facts.i18nKey, settings);
		default:
			break;
	}
	const { status = 0, headers = {} } = answer?.answer ?? {};
	if (status >= 300 && status < 400) return { cause: 'redirect', words: redirectWords(headers.location) };
	if (headers['content-type']?.startsWith('text/html')) {
		return { cause: 'webPage', words: webPageWords(seen) };
	}
	return undefined;
}

/** True when Tango answered that it does not know the credential. */
export function isCredentialRefused({ code, facts }: TangoError): boolean {
	return (
		code === 'AUTHENTICATION_REFUSED' ||
		(code === 'PERMISSION_REFUSED' && facts.i18nKey === CREDENTIAL_INVALID)
	);
}

function permissionCause(i18nKey: string | undefined, settings: CheckedSettings): RefusalCause {
	if (i18nKey === BROWSER_LIKE) return { cause: 'browserLike', words: '' };
	if (i18nKey === CREDENTIAL_INVALID) return { cause: 'credential', words: environmentWords(settings) };
	if (settings.auth.kind === 'basic') return { cause: 'permission', words: '' };
	return {
		cause: 'tokenOrPermission',
		words: `Tango also answers so to a token that it withdrew or that belongs to the other environment. ${environmentWords(settings)}`,
	};
}

function environmentWords({ environment, apiUrl }: CheckedSettings): string {
	const other = { sandbox: 'Production', production: 'Sandbox', custom: undefined }[environment];
	return `It was tried at ${apiUrl.host} (Environment: ${ENVIRONMENT_NAMES[environment]})${
		other ? `; a credential made in ${other} works only there` : ''
	}.`;
}

function webPageWords({ probed }: RefusalFacts): string {
	const issuer = probed?.chain[0]?.issuer;
	return issuer ? `The certificate of this connection was issued by “${issuer}”.` : '';
}

/** The host only: an address may hold anything. */
function redirectWords(location = ''): string {
	const where = URL.canParse(location) ? ` to ${new URL(location).host}` : '';
	return `The server wanted to send the request on${where}.`;
}
