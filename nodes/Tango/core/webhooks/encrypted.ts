import { constants, createHash, createPrivateKey, privateDecrypt, type KeyObject } from 'node:crypto';
import { isSecret } from './proof';

/**
 * What Tango's pages call a signature with X.509: the body, encrypted with the public key of the certificate that Tango was
 * given (PKCS #1 v1.5), in Base64. Longer texts come in blocks; a digest of the body in their place counts, too.
 */
export function isEncryptionOf(
	body: Buffer,
	signature: string | undefined,
	privateKeyBase64: string,
): boolean {
	const key = readKey(privateKeyBase64);
	const text = key && signature !== undefined ? decrypted(Buffer.from(signature, 'base64'), key) : undefined;
	if (text === undefined) return false;
	const digest = createHash('sha256').update(body).digest();
	const forms = [body, digest, Buffer.from(digest.toString('hex')), Buffer.from(digest.toString('base64'))];
	return forms.some((form) => isSecret(text.toString('latin1'), form.toString('latin1')));
}

function readKey(base64: string): KeyObject | undefined {
	try {
		return createPrivateKey({ key: Buffer.from(base64, 'base64'), type: 'pkcs8', format: 'der' });
	} catch {
		return undefined;
	}
}

/** Bytes of a block of RSA with 2048 bits. */
const BLOCK = 256;

function decrypted(blocks: Buffer, key: KeyObject): Buffer | undefined {
	if (blocks.length === 0 || blocks.length % BLOCK > 0) return undefined;
	const parts: Buffer[] = [];
	for (let at = 0; at < blocks.length; at += BLOCK) {
		const part = decryptedBlock(blocks.subarray(at, at + BLOCK), key);
		if (part === undefined) return undefined;
		parts.push(part);
	}
	return Buffer.concat(parts);
}

/** The padding by hand: Node 20 refuses this one. Only who has the secret gets here, so it tells strangers nothing. */
function decryptedBlock(block: Buffer, key: KeyObject): Buffer | undefined {
	try {
		const plain = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, block);
		const end = plain.indexOf(0, 2);
		return plain[0] === 0 && plain[1] === 2 && end >= 10 ? plain.subarray(end + 1) : undefined;
	} catch {
		return undefined;
	}
}
