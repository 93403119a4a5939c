import { invalidCredentialsField } from '../foundation/errors';

/** Half a surrogate pair has no UTF-8 form: encoding it would silently send another key. */
const NOT_ENCODABLE_OR_CONTROL = /[\p{Cc}\p{Cs}]/u;

/** The credential's fields that hold a platform key; two may be active at once during rotation. */
export type KeyField = 'apiKey' | 'secondaryApiKey';

/**
 * The value of the Authorization header for platform name and key (RFC 7617, UTF-8).
 * Throws INVALID_CREDENTIALS_FIELD, naming the field, for what the scheme cannot carry.
 */
export function basicAuthorization(
	platformName: string,
	apiKey: string,
	keyField: KeyField = 'apiKey',
): string {
	refuseUnsendable('platformName', platformName);
	// RFC 7617 section 2: the first colon ends the user name, so the rest would count as part of the key.
	if (platformName.includes(':')) throw invalidCredentialsField('platformName', 'must not contain a colon');
	refuseUnsendable(keyField, apiKey);
	return `Basic ${Buffer.from(`${platformName}:${apiKey}`, 'utf8').toString('base64')}`;
}

function refuseUnsendable(field: 'platformName' | KeyField, text: string): void {
	if (text === '') throw invalidCredentialsField(field, 'is empty');
	if (NOT_ENCODABLE_OR_CONTROL.test(text)) {
		throw invalidCredentialsField(field, 'contains a line break or another character that is not text');
	}
}
