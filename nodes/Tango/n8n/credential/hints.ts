import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Tango } from '../../core';

/** Tango asks for new keys at least every six months (security guide, "How often should you refresh"). */
const MAX_AGE_DAYS = 183;
const DAY_MS = 24 * 60 * 60_000;

const MEANWHILE =
	'Meanwhile each process of n8n kept to a share of Requests per Second and went slower when Tango refused requests. Connection: Check tells more.';
const PACE_NOT_SHARED = {
	n8n: `n8n’s Redis gave no answer, so the pace could not be shared. ${MEANWHILE}`,
	credential: `The Redis of the Tango credential gave no answer, so the pace could not be shared. ${MEANWHILE}`,
} as const;

/** What the user should know about the credential although everything went well. */
export function credentialHints(data: ICredentialDataDecryptedObject, tango: Tango, now: number): string[] {
	const hints: string[] = [];
	if (tango.lastAccepted() === 'secondaryApiKey') {
		hints.push(
			'Tango refused the API Key of the credential and accepted the Secondary API Key. Put the new key into API Key and empty Secondary API Key.',
		);
	}
	const ageDays = Math.floor((now - Date.parse(String(data.credentialsIssuedOn ?? ''))) / DAY_MS);
	if (ageDays > MAX_AGE_DAYS) {
		hints.push(
			`The Tango credential was issued ${ageDays} days ago. Tango asks to replace keys at least every six months: make a new one in the Tango portal.`,
		);
	}
	const pace = tango.sharedPace.state();
	if (pace.kind === 'away') hints.push(PACE_NOT_SHARED[pace.whose]);
	const certificates = caCertificateHint(tango);
	if (certificates !== undefined) hints.push(certificates);
	return hints;
}

/** A certificate in CA Certificates that has expired, is not valid yet, or is no authority; undefined when all are well. */
function caCertificateHint(tango: Tango): string | undefined {
	const warnings = tango.caCertificateWarnings();
	if (warnings.length === 0) return undefined;
	return `Look at CA Certificates in the Tango credential: ${warnings.join('; ')}. Ask your network team for the present root certificate of the company proxy and paste it there, or empty the field if there is no such proxy.`;
}
