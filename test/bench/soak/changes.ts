import type { Reachable } from '../../engine/support/tango.ts';
import type { Sandbox } from '../../sandbox/server.ts';

/** Something that happens at Tango in the middle of a round, and what the user does about it afterwards. */
export interface Change {
	readonly says: string;
	/** When it is due, as a share of the whole time. */
	readonly at: number;
	happens(sandbox: Sandbox): Promise<void> | void;
	mends(credential: Reachable, sandbox: Sandbox): Reachable;
}

export const CHANGES: readonly Change[] = [
	{
		says: 'the API key is refused, the secondary one takes over, and later stands in its place',
		at: 1 / 3,
		happens: ({ state, basic }) => state.revokeKey(basic.apiKey),
		mends: (credential, { basic }) => ({
			...credential,
			basic: { ...basic, apiKey: basic.secondaryApiKey, secondaryApiKey: '' },
		}),
	},
	{
		says: 'the certificate is of another CA, whose text replaces the one in the credential',
		at: 1 / 2,
		happens: async (sandbox) => await sandbox.renewCertificates(),
		mends: (credential, { caCertificate }) => ({ ...credential, caCertificate }),
	},
];

/** The credential as it was filled in first: tokens live for five minutes with this audience. */
export function firstCredential({ baseUrl, tokenUrl, caCertificate, basic, oauth }: Sandbox): Reachable {
	return {
		baseUrl,
		tokenUrl,
		caCertificate,
		basic,
		oauth: { ...oauth, audience: 'tango-api.bhn.com/fiveminute' },
	};
}
