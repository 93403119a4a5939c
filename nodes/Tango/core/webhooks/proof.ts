import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Where Tango puts its own signature. */
export const SIGNATURE_HEADER = 'x-signed-payload';

/** In constant time, and without telling by the time how long the secret is: both are hashed first. */
export function isSecret(given: string | undefined, secret: string): boolean {
	if (given === undefined || secret === '') return false;
	return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}

/**
 * HMAC-SHA256 of the bytes as they came, with the key as Tango was given it, decoded. Tango's public text ends before it
 * says how the result is written, so hex and Base64 both count.
 */
export function isHmacOf(body: Buffer, signature: string | undefined, keyBase64: string): boolean {
	const key = Buffer.from(keyBase64, 'base64');
	if (signature === undefined || key.length === 0) return false;
	const wanted = createHmac('sha256', key).update(body).digest();
	const given = signature.trim();
	const bytes = /^[0-9a-f]{64}$/i.test(given) ? Buffer.from(given, 'hex') : Buffer.from(given, 'base64');
	return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
}
