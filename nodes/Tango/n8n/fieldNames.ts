import type { INodeProperties } from 'n8n-workflow';

/** Names of credential fields as the user sees them; the credential files are checked against this by a test. */
export const CREDENTIAL_FIELD_NAMES: Readonly<Record<string, string>> = {
	platformName: 'Platform Name',
	apiKey: 'API Key',
	secondaryApiKey: 'Secondary API Key',
	clientId: 'Client ID',
	clientSecret: 'Client Secret',
	username: 'Service Account Username',
	password: 'Service Account Password',
	audience: 'Audience',
	scope: 'Scope',
	dpop: 'DPoP',
	environment: 'Environment',
	baseUrl: 'Base URL',
	tokenUrl: 'Token URL',
	caCertificates: 'CA Certificates',
	forwardedFor: 'X-Forwarded-For',
	requestsPerSecond: 'Requests per Second',
	credentialsIssuedOn: 'Credentials Issued On',
};

/** Every field of a node by its name, those inside collections included; a top-level field wins. */
export function fieldNames(properties: readonly INodeProperties[]): Map<string, string> {
	const names = new Map<string, string>();
	const inner: INodeProperties[] = [];
	for (const property of properties) {
		names.set(property.name, property.displayName);
		for (const option of property.options ?? []) {
			if ('type' in option) inner.push(option);
			if ('values' in option) inner.push(...option.values);
		}
	}
	for (const { name, displayName } of inner) if (!names.has(name)) names.set(name, displayName);
	return names;
}
