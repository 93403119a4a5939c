import { createHash, randomBytes } from 'node:crypto';

import type { TokenGrant } from './tokenGrant';

/** Without it, whoever sees a key could try out secrets against it. */
const PROCESS_SALT = randomBytes(32);

/**
 * The name under which a token is kept: equal for equal grants over equal connections. The secret takes
 * part, so that an edited credential does not go on with the old secret's token. `connection` stands for
 * what else decides who answers; see TokenSource.
 */
export function tokenKey(grant: TokenGrant, connection: string, salt: Buffer = PROCESS_SALT): string {
	const hash = createHash('sha256').update(salt);
	const fields = [
		grant.grantType,
		grant.tokenUrl,
		grant.clientId,
		grant.clientSecret,
		grant.username,
		grant.password,
		grant.audience,
		grant.scope,
		grant.dpop ? 'dpop' : 'bearer',
		connection,
	];
	for (const field of fields) hash.update(lengthPrefixed(field));
	return hash.digest('base64url');
}

/** Its length before each field: "ab" + "c" is not "a" + "bc", and no field is not an empty one. */
function lengthPrefixed(field: string | undefined): string {
	return field === undefined ? '-;' : `${Buffer.byteLength(field)};${field}`;
}
