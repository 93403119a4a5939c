import { parseJson } from '../foundation/json';
import { isEncryptionOf } from './encrypted';
import { isHmacOf, isSecret, SIGNATURE_HEADER } from './proof';

/** An event has a few hundred bytes. */
const MOST_BYTES = 1024 * 1024;

/** What came to the address. */
export interface Delivery {
	readonly header: (name: string) => string | undefined;
	/** The bytes as they came; undefined when n8n kept none, as for forms. */
	readonly body: Buffer | undefined;
}

/** What lets a delivery in; all that is there must fit, and without a secret nothing does. */
export interface Guard {
	readonly headerName: string;
	readonly secret: string | undefined;
	/** With HMAC: the key that Tango signs with. Null stands for one that should be there and is not. */
	readonly hmacKey?: string | null | undefined;
	/** The same with X.509: the key that belongs to the certificate. */
	readonly privateKey?: string | null | undefined;
}

export type Judgement = { readonly json: unknown } | { readonly refused: 400 | 401 | 413 };

/** Whether Tango sent it. The secret first: nothing is worked out for strangers. */
export function judgeDelivery(
	{ header, body }: Delivery,
	{ headerName, secret, hmacKey, privateKey }: Guard,
): Judgement {
	if (!isSecret(header(headerName), secret ?? '')) return { refused: 401 };
	if (body === undefined) return { refused: 400 };
	if (body.length > MOST_BYTES) return { refused: 413 };
	if (hmacKey !== undefined && !isHmacOf(body, header(SIGNATURE_HEADER), hmacKey ?? ''))
		return { refused: 401 };
	if (privateKey !== undefined && !isEncryptionOf(body, header(SIGNATURE_HEADER), privateKey ?? ''))
		return { refused: 401 };
	const json = parseJson(body.toString('utf8').replace(/^\uFEFF/, ''));
	return json === undefined ? { refused: 400 } : { json };
}
