import type { INodeProperties } from 'n8n-workflow';

/** Fields that both credential types share: where to, before all else. */
export const ENVIRONMENT_FIELDS: INodeProperties[] = [
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{
				name: 'Custom',
				value: 'custom',
				description: 'Another address, such as a gateway or a local sandbox',
			},
			{ name: 'Production', value: 'production', description: 'Real rewards, real money' },
			{ name: 'Sandbox', value: 'sandbox', description: 'Tango’s test environment' },
		],
		default: 'sandbox',
		description: 'Keys work only in the environment that they were made for',
	},
	{
		displayName:
			'Production sends real rewards and spends real money. Build and try a workflow with a key of Tango’s sandbox first.',
		name: 'productionNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { environment: ['production'] } },
	},
	{
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://gateway.example.com/raas/v2',
		displayOptions: { show: { environment: ['custom'] } },
		description: 'Address of the Tango API, up to and including /raas/v2. Only https is accepted.',
	},
];

/** How long the key has been in use; it stands with the key. */
export const ISSUED_ON: INodeProperties = {
	displayName: 'Credentials Issued On',
	name: 'credentialsIssuedOn',
	type: 'dateTime',
	default: '',
	description: 'When the key was made. After six months the nodes remind you to replace it, as Tango asks.',
};

/** What most people never touch, last and behind a word that says so. */
export const CONNECTION_NOTICE: INodeProperties = {
	displayName:
		'Most people are done here. What follows is for your IT team, or for what Tango told you to set.',
	name: 'connectionNotice',
	type: 'notice',
	default: '',
};

export const CONNECTION_FIELDS: INodeProperties[] = [
	{
		displayName: 'CA Certificates',
		name: 'caCertificates',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. -----BEGIN CERTIFICATE----- …',
		description:
			'Only needed behind a company proxy that inspects TLS: its root certificate in PEM form. It is added to the trusted roots and replaces none of them. Certificates are always verified.',
	},
	{
		displayName: 'X-Forwarded-For',
		name: 'forwardedFor',
		type: 'string',
		default: '',
		placeholder: 'e.g. 203.0.113.42',
		description:
			'Only needed when Tango asks for it: your outbound IP address. Ports are removed, as Tango refuses them. Leave empty to send no such header. It goes to the Tango API only, never to the host that gives tokens.',
	},
	{
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		default: 1,
		description: 'Tango allows 1 request per second unless your contract says more. Retries count as well.',
	},
	{
		displayName: 'Reads per Second',
		name: 'readsPerSecond',
		type: 'number',
		default: '',
		placeholder: 'e.g. 5',
		description:
			'Only if your contract gives requests that change nothing (lists, look-ups, the catalog) a limit of their own: they then no longer wait in line with orders. Leave empty to keep one pace for all.',
	},
	{
		displayName: 'Platform',
		name: 'platform',
		type: 'string',
		default: '',
		placeholder: 'e.g. Acme Rewards',
		description:
			'Only if several credentials belong to one Tango platform, such as Basic Auth and OAuth2: with the same name in each they share one pace, as Tango’s limit is the platform’s. The Platform Name of a Tango API credential is such a name already.',
	},
	{
		displayName: 'Shared Pace',
		name: 'sharedPace',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'Where n8n runs on several workers, over the Redis that n8n has for them',
			},
			{ name: 'Off', value: 'off', description: 'Each process of n8n keeps its own pace' },
			{
				name: 'Redis',
				value: 'redis',
				description: 'Over a Redis of yours, such as for two n8n with one Tango platform',
			},
		],
		default: 'automatic',
		description: 'Who keeps Requests per Second together. Redis learns no key, no token and no reward.',
	},
	{
		displayName: 'Redis URL',
		name: 'redisUrl',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. rediss://user:password@redis.example.com:6379',
		displayOptions: { show: { sharedPace: ['redis'] } },
		description:
			'Begins with rediss:// (with TLS) or redis://. The certificates of CA Certificates are trusted here as well.',
	},
];
