import type { Mistake } from './mistake.ts';

/** In a credential that is right otherwise. */
export const IN_CREDENTIALS: readonly Mistake[] = [
	{
		what: 'a wrong platform name',
		make: async (form, { basic }) => await form.type('platformName', `${basic.platformName}s`),
		says: /Check the platform name and API key/,
		mend: async (form, { basic }) => await form.type('platformName', basic.platformName),
	},
	{
		what: 'a wrong key',
		make: async (form, { basic }) => await form.type('apiKey', basic.apiKey.slice(1)),
		says: /Check the platform name and API key/,
		mend: async (form, { basic }) => await form.type('apiKey', basic.apiKey),
	},
	{
		what: 'an address without its path',
		make: async (form, { baseUrl }) => await form.type('baseUrl', new URL(baseUrl).origin),
		says: /Base URL, check it too, its path included: Tango’s ends with \/raas\/v2/,
		mend: async (form, { baseUrl }) => await form.type('baseUrl', baseUrl),
	},
	{
		what: 'an address without the s of https',
		make: async (form, { baseUrl }) => await form.type('baseUrl', baseUrl.replace('https', 'http')),
		says: /Base URL in the Tango credential must start with https/,
		mend: async (form, { baseUrl }) => await form.type('baseUrl', baseUrl),
	},
	{
		what: 'a missing certificate',
		make: async (form) => await form.type('caCertificates', ''),
		says: /root certificate into CA Certificates/,
		mend: async (form, { caCertificate }) => await form.type('caCertificates', caCertificate),
	},
];
