import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { CONNECTION_FIELDS, CONNECTION_NOTICE, ENVIRONMENT_FIELDS, ISSUED_ON } from './connectionFields';

export class TangoApi implements ICredentialType {
	name = 'tangoApi';

	displayName = 'Tango API';

	icon: Icon = { light: 'file:tango.svg', dark: 'file:tango.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-tango/n8n-nodes-tango/blob/main/docs/credentials.md#tango-api';

	properties: INodeProperties[] = [
		...ENVIRONMENT_FIELDS,
		{
			displayName: 'Platform Name',
			name: 'platformName',
			type: 'string',
			required: true,
			default: '',
			description: 'In the Tango portal: Team Settings > RaaS API Keys',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'In the Tango portal: Team Settings > RaaS API Keys',
		},
		{
			displayName: 'Secondary API Key',
			name: 'secondaryApiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'While you replace keys: the other active key. It is used when Tango refuses the first.',
		},
		ISSUED_ON,
		CONNECTION_NOTICE,
		...CONNECTION_FIELDS,
	];

	/** For n8n's HTTP Request node; our own nodes use their own client. */
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			auth: {
				username: '={{$credentials.platformName}}',
				password: '={{$credentials.apiKey}}',
			},
		},
	};
}
