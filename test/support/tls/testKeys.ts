import { generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto';

/** A number makes an RSA key of so many bits. */
export type LeafKey = 'P-256' | 'P-384' | 'Ed25519' | 'RSA-PSS' | number;

export interface KeyObjects {
	readonly publicKey: KeyObject;
	readonly privateKey: KeyObject;
}

const EC_P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const RSA = 'RSASSA-PKCS1-v1_5';

/** Keys of a server, in all kinds that certificates hold. */
export function leafKeys(kind: LeafKey): KeyObjects {
	switch (kind) {
		case 'P-256':
		case 'P-384':
			return generateKeyPairSync('ec', { namedCurve: kind });
		case 'Ed25519':
			return generateKeyPairSync('ed25519');
		case 'RSA-PSS':
			return generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
		default:
			return generateKeyPairSync('rsa', { modulusLength: kind });
	}
}

/** Keys of an authority: elliptic, or RSA of so many bits. */
export async function signingKeys(rsaBits?: number): Promise<webcrypto.CryptoKeyPair> {
	if (rsaBits === undefined) return await webcrypto.subtle.generateKey(EC_P256, true, ['sign', 'verify']);
	const publicExponent = new Uint8Array([1, 0, 1]);
	const rsa = { name: RSA, hash: 'SHA-256', modulusLength: rsaBits, publicExponent };
	return await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
}

/** How an authority with such keys signs. */
export const signing = (rsaBits?: number) => ({
	name: rsaBits === undefined ? 'ECDSA' : RSA,
	hash: 'SHA-256',
});

/** The SubjectPublicKeyInfo of RFC 5280 §4.1.2.7. */
export const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });

export const pkcs8 = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
