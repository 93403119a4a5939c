import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { z } from 'zod/v4';
import { invalidCredentialsField, type ConnectionSettings } from '../../core';

/** The `authentication` choice of the nodes and the credential type behind it. */
export const CREDENTIAL_TYPES = { basicAuth: 'tangoApi', oAuth2: 'tangoOAuth2Api' } as const;
export type CredentialType = (typeof CREDENTIAL_TYPES)[keyof typeof CREDENTIAL_TYPES];

const text = z.string().default('');

const connection = z.object({
	environment: z.enum(['sandbox', 'production', 'custom']).default('sandbox'),
	baseUrl: text,
	caCertificates: text,
	forwardedFor: text,
	// A number field that was cleared is stored as an empty text.
	requestsPerSecond: z.preprocess(
		(value) => (value === '' ? undefined : value),
		z.coerce.number().default(1),
	),
	// What is no number is the core's to refuse, which knows what may stand here.
	readsPerSecond: z
		.union([z.number(), z.string()])
		.optional()
		.transform((value) => (isBlank(value) ? undefined : Number(value))),
	platform: z.string().optional(),
	sharedPace: z.enum(['automatic', 'redis', 'off']).default('automatic'),
	redisUrl: text,
});

const basic = z.object({ platformName: text, apiKey: text, secondaryApiKey: text });

const oauth2 = z.object({
	grantType: z.enum(['serviceAccount', 'clientCredentials']).default('serviceAccount'),
	clientId: text,
	clientSecret: text,
	username: text,
	password: text,
	tokenUrl: text,
	audience: z.string().default('https://api.tangocard.com/'),
	scope: z.string().default('raas.all'),
	dpop: z.boolean().default(false),
});

/** Shapes a decrypted credential for the core, which judges its fields. */
export function readSettings(type: CredentialType, data: ICredentialDataDecryptedObject): ConnectionSettings {
	const settings = fieldsOf(connection, data);
	if (type === 'tangoApi') return { ...settings, auth: { kind: 'basic', ...fieldsOf(basic, data) } };
	const grant = fieldsOf(oauth2, data);
	return { ...settings, auth: { kind: 'oauth2', ...grant, grantType: grantTypeOf(grant) } };
}

/**
 * n8n stores no value that is a field's default, and fills in today's default when it reads: a credential that was
 * saved while Client Credentials was the default comes as a service account without a name or a password, which is
 * of no use as such.
 */
function grantTypeOf({ grantType, username, password }: z.output<typeof oauth2>) {
	return isBlank(username) && isBlank(password) ? 'clientCredentials' : grantType;
}

function isBlank(value: string | number | undefined): boolean {
	return value === undefined || String(value).trim() === '';
}

export function credentialTypeOf(authentication: unknown): CredentialType {
	return authentication === 'oAuth2' ? CREDENTIAL_TYPES.oAuth2 : CREDENTIAL_TYPES.basicAuth;
}

function fieldsOf<S extends z.ZodType>(schema: S, data: ICredentialDataDecryptedObject): z.output<S> {
	const parsed = schema.safeParse(data);
	if (parsed.success) return parsed.data;
	throw invalidCredentialsField(String(parsed.error.issues[0]?.path[0] ?? ''), 'is not of the right kind');
}
