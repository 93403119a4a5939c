import type { TangoErrorFacts } from '../../core';
import type { Explanation } from './explanation';

const NOTHING_DONE = 'Tango refused the request before looking at it, so it ordered nothing.';

/** Servers allow proofs a minute of difference (Tango: 60 s), so the clock is the usual reason. */
const CHECK_THE_CLOCK =
	'Check the clock of the machine that runs n8n: it may differ from the right time by less than a minute. If it is right, ask Tango whether DPoP is switched on for your platform, or switch DPoP off in the credential.';

/** A 401 from Tango, by what the credential has tried already. */
export function authenticationRefused({ reason }: TangoErrorFacts): Explanation {
	switch (reason) {
		case 'bothKeysRefused':
			return {
				message: 'Tango accepts neither the API Key nor the Secondary API Key of the credential',
				description: `${NOTHING_DONE} Both keys were tried. Check in the Tango portal (Team Settings > RaaS API Keys) which keys are active and enter one of them, and that the Environment is the one they were made for.`,
			};
		case 'proofRefused':
			return {
				message: 'Tango does not accept the signature that DPoP adds to the request',
				description: `${NOTHING_DONE} ${CHECK_THE_CLOCK}`,
			};
		case 'proofWanted':
			return {
				message: 'Tango wants requests of this platform to be signed (DPoP)',
				description: `${NOTHING_DONE} Switch on DPoP in the credential.`,
			};
		default:
			return {
				message: 'Tango does not accept the credential',
				description: `${NOTHING_DONE} Check the platform name and API key (or client ID and secret) for typing mistakes, and that the Environment is the one they were made for: sandbox keys do not work in production.`,
			};
	}
}

/** Auth0's words for an audience that it does not know. */
const AUDIENCE = /audience|service not found/i;

/** The token endpoint said no; `detail` is its OAuth error code. */
export function tokenRefused({ detail, apiMessage = '' }: TangoErrorFacts): Explanation {
	if (AUDIENCE.test(apiMessage)) {
		return {
			message: 'Tango gave no access token: it does not know the Audience of the credential',
			description:
				'Nothing was ordered. Set Audience in the credential to https://api.tangocard.com/ with the slash at the end; it is the same for sandbox and production.',
		};
	}
	switch (detail) {
		case 'daily_rate_limit':
			return {
				message: 'Tango gives no more access tokens today: the daily limit of this client is reached',
				description:
					'Nothing was ordered, and the credential is not wrong. Look for other programs that use the same Client ID, as this n8n asks for about one token a day, and wait until tomorrow or ask Tango for a higher limit.',
			};
		case 'unauthorized_client':
			return {
				message: 'Tango gave no access token for the credential',
				description:
					'The client may not use this grant. Client credentials made since May 2025 need a service account: choose Service Account as the grant type and enter its username and password.',
			};
		case 'dpop_not_bound':
			return {
				message: 'Tango gave an access token without DPoP, although DPoP is switched on in the credential',
				description:
					'The token was not used, and nothing was ordered. Ask Tango to switch on DPoP for your platform, or switch it off in the credential.',
			};
		case 'invalid_dpop_proof':
		case 'use_dpop_nonce':
			return {
				message: 'Tango gave no access token, as it does not accept the signature of the request (DPoP)',
				description: `If DPoP is off in the credential, switch it on. If it is on: ${CHECK_THE_CLOCK}`,
			};
		default:
			return {
				message: 'Tango gave no access token for the credential',
				description:
					'Check the client ID and secret, the service account if you use one, and that the Environment is the one they were made for.',
			};
	}
}
