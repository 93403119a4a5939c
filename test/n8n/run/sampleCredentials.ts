/** What the sample credentials need of a running Tango sandbox. */
export interface SandboxAccess {
	baseUrl: string;
	tokenUrl: string;
	/** PEM. */
	caCertificate: string;
	basic: { platformName: string; apiKey: string };
	oauth: { clientId: string; clientSecret: string; audience: string; scope: string };
}

/** One credential as `n8n import:credentials` and n8n's REST API take it. */
export interface CredentialRecord {
	id: string;
	name: string;
	type: 'tangoApi' | 'tangoOAuth2Api';
	data: Record<string, unknown>;
}

/** How workflows refer to the sample credentials; the examples do so by this ID and name. */
export const BASIC = { tangoApi: { id: 'tangoSampleBasic', name: 'Tango sandbox (sample)' } };
export const OAUTH2 = { tangoOAuth2Api: { id: 'tangoSampleOAuth2', name: 'Tango sandbox OAuth2 (sample)' } };

/** `connection` wins over the fields both types share, such as `requestsPerSecond`. */
export function sampleCredentials(
	sandbox: SandboxAccess,
	connection: Record<string, unknown> = {},
): CredentialRecord[] {
	const shared = {
		environment: 'custom',
		baseUrl: sandbox.baseUrl,
		caCertificates: sandbox.caCertificate,
		...connection,
	};
	return [
		{
			...BASIC.tangoApi,
			type: 'tangoApi',
			data: {
				platformName: sandbox.basic.platformName,
				apiKey: sandbox.basic.apiKey,
				...shared,
			},
		},
		{
			...OAUTH2.tangoOAuth2Api,
			type: 'tangoOAuth2Api',
			data: {
				grantType: 'clientCredentials',
				clientId: sandbox.oauth.clientId,
				clientSecret: sandbox.oauth.clientSecret,
				tokenUrl: sandbox.tokenUrl,
				audience: sandbox.oauth.audience,
				scope: sandbox.oauth.scope,
				...shared,
			},
		},
	];
}
