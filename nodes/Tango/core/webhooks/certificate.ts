import { createSign, generateKeyPair, randomBytes, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/* Node makes keys but no certificates. What Tango wants is small: RSA of 2048 bits, self-signed, for its keyring alone. */

const SEQUENCE = 0x30;
const SET = 0x31;
const OBJECT_ID = 0x06;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const UTF8 = 0x0c;
const NULL = 0x05;
const TIME = 0x18;
/** sha256WithRSAEncryption. */
const SHA256_RSA = '2a864886f70d01010b';
/** commonName. */
const COMMON_NAME = '550403';

export interface OwnCertificate {
	/** One line of Base64, as Tango wants it. */
	readonly certificateBase64: string;
	/** PKCS#8, Base64. */
	readonly privateKeyBase64: string;
}

/** A key and a certificate for it, valid for ten years: subscriptions are renewed, certificates are not. */
export async function makeCertificate(commonName: string, now: number): Promise<OwnCertificate> {
	const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
	const signed = toBeSigned(commonName, publicKey, now);
	const signature = createSign('sha256').update(signed).sign(privateKey);
	const certificate = der(SEQUENCE, signed, algorithm(), der(BIT_STRING, Buffer.from([0]), signature));
	return {
		certificateBase64: certificate.toString('base64'),
		privateKeyBase64: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
	};
}

function toBeSigned(commonName: string, publicKey: KeyObject, now: number): Buffer {
	const spki = publicKey.export({ type: 'spki', format: 'der' });
	const name = der(
		SEQUENCE,
		der(
			SET,
			der(SEQUENCE, der(OBJECT_ID, Buffer.from(COMMON_NAME, 'hex')), der(UTF8, Buffer.from(commonName))),
		),
	);
	const validity = der(SEQUENCE, time(now - 86_400_000), time(now + 3_652 * 86_400_000));
	// 0x01 first: a serial number is positive.
	const serial = der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(15)]));
	return der(SEQUENCE, serial, algorithm(), name, validity, name, spki);
}

function algorithm(): Buffer {
	return der(SEQUENCE, der(OBJECT_ID, Buffer.from(SHA256_RSA, 'hex')), der(NULL));
}

function time(at: number): Buffer {
	return der(TIME, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]|\..*/g, '')}Z`));
}

/** One value of ASN.1: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const { length } = content;
	const bytes =
		length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}
