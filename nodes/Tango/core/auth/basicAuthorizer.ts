import { createRedactor } from '../foundation/redact';
import type { AuthorizationHeader, AuthorizationSession, Authorizer } from './authorizer';
import { basicAuthorization, type KeyField } from './basic';
import { Secret } from '../foundation/secret';

/** The fields of the credential; an empty second key counts as none. */
export interface PlatformKeys {
	readonly platformName: string;
	readonly apiKey: string;
	readonly secondaryApiKey?: string;
}

/**
 * Platform name and key, with the second active key as stand-in while the first is being rotated
 * (tango-api.md section 1.2). A call tries each key at most once; the key that was accepted last goes
 * first in the calls after. Throws INVALID_CREDENTIALS_FIELD for keys that cannot be sent.
 */
export function createBasicAuthorizer(keys: PlatformKeys): Authorizer {
	const headers = headersOf(keys);
	const redact = createRedactor([
		keys.apiKey,
		keys.secondaryApiKey ?? '',
		// What stands in the header, too: without its scheme nothing else would tell that it is a credential.
		...headers.map(({ value }) => value.reveal().replace(/^Basic /, '')),
	]);
	let accepted: KeyField | undefined;

	function begin(): AuthorizationSession {
		let used = headers.find(({ credential }) => credential === accepted) ?? headers[0];
		let standIn = headers.find((header) => header !== used);
		return {
			authorization: async () => used,
			answered: () => {},
			refused: () => {
				if (!standIn) return headers.length > 1 ? 'bothKeysRefused' : 'giveUp';
				used = standIn;
				standIn = undefined;
				return 'retry';
			},
			// Only now, not when the first was refused: with both revoked, neither has taken over.
			accepted: () => {
				accepted = used.credential;
			},
		};
	}

	return Object.freeze({ begin, lastAccepted: () => accepted, redact });
}

type KeyHeader = AuthorizationHeader & { readonly credential: KeyField };

function headersOf({ platformName, apiKey, secondaryApiKey }: PlatformKeys): [KeyHeader, ...KeyHeader[]] {
	const header = (credential: KeyField, key: string): KeyHeader => ({
		kind: 'header',
		value: new Secret(basicAuthorization(platformName, key, credential)),
		credential,
	});
	const first = header('apiKey', apiKey);
	// The same key twice would only send a refused request again.
	if (!secondaryApiKey || secondaryApiKey === apiKey) return [first];
	return [first, header('secondaryApiKey', secondaryApiKey)];
}
