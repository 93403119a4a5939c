import type { CheckedSettings } from './parts';
import { ok, warning, type CheckRow } from './row';

export const ENVIRONMENT_NAMES = { sandbox: 'Sandbox', production: 'Production', custom: 'Custom' } as const;

const MEANING = {
	sandbox: 'no real money',
	production: 'every order is real money',
	custom: 'an address of your own',
} as const;

export function environmentRow({ environment, apiUrl }: CheckedSettings): CheckRow {
	const name = ENVIRONMENT_NAMES[environment];
	return ok('Environment', `${name}, ${MEANING[environment]}: requests go to ${apiUrl.host}`, {
		environment,
		host: apiUrl.host,
		baseUrl: apiUrl.href,
	});
}

export function caCertificatesRow({ caCertificates: { count, warnings } }: CheckedSettings): CheckRow {
	const facts = { certificates: count };
	if (count === 0) return ok('CA Certificates', 'None: the roots of this machine are trusted', facts);
	if (warnings.length === 0) {
		return ok('CA Certificates', `${count} trusted in addition to the roots of this machine`, facts);
	}
	const mend =
		'Ask your network team for the current root certificate and paste it into CA Certificates of the credential.';
	return warning('CA Certificates', `In CA Certificates ${warnings.join('; ')}`, mend, facts);
}

export function forwardedForRow({ forwardedFor }: CheckedSettings): CheckRow {
	if (forwardedFor === undefined) return ok('X-Forwarded-For', 'This node sends no such header');
	return ok('X-Forwarded-For', `This node sends ${forwardedFor}`, { forwardedFor });
}
