import { ENVIRONMENTS } from './environments';
import { invalidCredentialsField } from '../foundation/errors';

/** A credential as the user typed it. */
export interface ConnectionSettings {
	readonly environment: 'sandbox' | 'production' | 'custom';
	/** Only with `custom`. */
	readonly baseUrl?: string;
	/** PEM text; added to the trusted roots. */
	readonly caCertificates: string;
	readonly forwardedFor: string;
	readonly requestsPerSecond: number;
	/** A lane of their own for requests that change nothing; undefined: the same pace. */
	readonly readsPerSecond?: number | undefined;
	/** Joins all credentials of this name, Basic and OAuth2, to one pace; empty: the credential's own name. */
	readonly platform?: string | undefined;
	/** Whether other processes keep the same pace, and over which Redis; what comes of it is handed in beside the settings. */
	readonly sharedPace?: 'automatic' | 'redis' | 'off';
	/** Only with `redis`. Holds a password. */
	readonly redisUrl?: string;
	readonly auth: BasicSettings | OAuth2Settings;
}

export interface BasicSettings {
	readonly kind: 'basic';
	readonly platformName: string;
	readonly apiKey: string;
	/** The second active key while keys are rotated. */
	readonly secondaryApiKey: string;
}

export interface OAuth2Settings {
	readonly kind: 'oauth2';
	readonly grantType: 'clientCredentials' | 'serviceAccount';
	readonly clientId: string;
	readonly clientSecret: string;
	readonly username: string;
	readonly password: string;
	/** Only with `custom`. */
	readonly tokenUrl: string;
	readonly audience: string;
	readonly scope: string;
	/** Tokens bound to a key of this process (RFC 9449). */
	readonly dpop: boolean;
}

/** Whose pace it is, as Tango's limit is the platform's; within one address. */
export function platformOf({ auth, platform }: ConnectionSettings): string {
	const own = auth.kind === 'basic' ? auth.platformName : auth.clientId;
	// Two spellings of one name would be two paces.
	return (platform?.trim() || own.trim()).replace(/\s+/g, ' ').toLowerCase();
}

/** Where requests go to. */
export interface Addresses {
	/** Without a trailing slash. */
	readonly baseUrl: string;
	readonly tokenUrl: string | undefined;
}

export function readAddresses(settings: ConnectionSettings): Addresses {
	if (settings.environment !== 'custom') return ENVIRONMENTS[settings.environment];
	return {
		baseUrl: readHttpsUrl('baseUrl', settings.baseUrl ?? ''),
		tokenUrl: settings.auth.kind === 'oauth2' ? readHttpsUrl('tokenUrl', settings.auth.tokenUrl) : undefined,
	};
}

/** https only: Tango refuses plain HTTP, and a key must never travel in the clear. */
function readHttpsUrl(field: string, text: string): string {
	const trimmed = text.trim();
	if (!trimmed) throw invalidCredentialsField(field, 'is empty');
	if (!URL.canParse(trimmed)) throw invalidCredentialsField(field, 'is not a web address such as https://…');
	const url = new URL(trimmed);
	if (url.protocol !== 'https:') throw invalidCredentialsField(field, 'must start with https://');
	if (url.username || url.password)
		throw invalidCredentialsField(field, 'must not hold a user name or password');
	if (/[?#]/.test(url.href)) throw invalidCredentialsField(field, 'must not hold "?" or "#"');
	return url.href.replace(/\/+$/, '');
}
