import type {
	BasicSettings,
	ConnectionSettings,
	OAuth2Settings,
} from '../../../nodes/Tango/core/connection/settings.ts';

const SHARED: Omit<ConnectionSettings, 'auth'> = {
	environment: 'sandbox',
	baseUrl: '',
	caCertificates: '',
	forwardedFor: '',
	requestsPerSecond: 1,
};

/** A Basic credential without fault, except for what a test changes. */
export function basicSettings(
	connection: Partial<ConnectionSettings> = {},
	auth: Partial<BasicSettings> = {},
): ConnectionSettings {
	const sound = { kind: 'basic', platformName: 'acme', apiKey: 'fake-key-1', secondaryApiKey: '' } as const;
	return { ...SHARED, ...connection, auth: { ...sound, ...auth } };
}

/** The same with OAuth2 and a service account. */
export function oauthSettings(
	connection: Partial<ConnectionSettings> = {},
	auth: Partial<OAuth2Settings> = {},
): ConnectionSettings {
	const sound: OAuth2Settings = {
		kind: 'oauth2',
		grantType: 'serviceAccount',
		clientId: 'client-1',
		clientSecret: 'fake-client-secret',
		username: 'service@example.test',
		password: 'fake-password',
		tokenUrl: '',
		audience: 'https://api.tangocard.com/',
		scope: 'raas.all',
		dpop: false,
	};
	return { ...SHARED, ...connection, auth: { ...sound, ...auth } };
}
