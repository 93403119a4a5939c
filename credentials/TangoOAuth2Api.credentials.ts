import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { accessTokenOf } from '../nodes/Tango/n8n/credential/bearerToken';
import { CONNECTION_FIELDS, CONNECTION_NOTICE, ENVIRONMENT_FIELDS, ISSUED_ON } from './connectionFields';

/* Not an extension of n8n's oAuth2Api: that one knows neither Tango's service-account grant nor a custom CA. */
export class TangoOAuth2Api implements ICredentialType {
	name = 'tangoOAuth2Api';

	displayName = 'Tango OAuth2 API';

	icon: Icon = { light: 'file:tango.svg', dark: 'file:tango.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-tango/n8n-nodes-tango/blob/main/docs/credentials.md#tango-oauth2-api';

	properties: INodeProperties[] = [
		...ENVIRONMENT_FIELDS,
		{
			displayName: 'Token URL',
			name: 'tokenUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://gateway.example.com/oauth/token',
			displayOptions: { show: { environment: ['custom'] } },
			description: 'Address that gives access tokens. Only https is accepted.',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{
					name: 'Service Account',
					value: 'serviceAccount',
					description:
						'For credentials made since May 2025: client ID and secret with a service account’s username and password',
				},
				{
					name: 'Client Credentials',
					value: 'clientCredentials',
					description: 'For credentials made before May 2025: client ID and secret alone',
				},
			],
			default: 'serviceAccount',
			description:
				'With both username and password of the service account empty, it is Client Credentials as well',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'In the Tango portal: Team Settings > OAuth Client Credentials',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'It stands beside the client ID in the Tango portal',
		},
		{
			displayName: 'Service Account Username',
			name: 'username',
			type: 'string',
			default: '',
			description: 'The service account that Tango made for your integration, not your own login',
			displayOptions: { show: { grantType: ['serviceAccount'] } },
		},
		{
			displayName: 'Service Account Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The password of that service account. Tango shows it once, when it is made.',
			displayOptions: { show: { grantType: ['serviceAccount'] } },
		},
		ISSUED_ON,
		CONNECTION_NOTICE,
		{
			displayName: 'Audience',
			name: 'audience',
			type: 'string',
			default: 'https://api.tangocard.com/',
			description: 'The same in every environment; tokens for it live for 24 hours',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: 'raas.all',
			description: 'What the token may do. Tango knows this one only.',
		},
		{
			displayName: 'DPoP',
			name: 'dpop',
			type: 'boolean',
			default: false,
			description:
				'Whether to sign every request with a key that never leaves this n8n, so that a stolen token is of no use (RFC 9449). Only when DPoP is switched on for your platform at Tango. Does not work in n8n’s HTTP Request node.',
		},
		...CONNECTION_FIELDS,
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** For n8n's HTTP Request node, which calls it without a token and after a 401. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return { accessToken: await accessTokenOf(credentials, this) };
	}

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } },
	};
}
