import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { KeyObject, webcrypto } from 'node:crypto';

export interface Certificates {
	/** PEM of the root a client has to trust. */
	readonly caCertificate: string;
	/** PEM chain the server sends: leaf, then intermediate. */
	readonly chain: string;
	/** PEM of the leaf's private key. */
	readonly key: string;
}

interface Issuer {
	readonly name: string;
	readonly keys: webcrypto.CryptoKeyPair;
}

const EC_P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };
const DAY_MS = 86_400_000;
/** Long enough for a sandbox left running; the CA dies with the process anyway. */
const LIFETIME_DAYS = 30;
const CA_USAGE = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;

/**
 * Makes a throw-away root, an intermediate and a server certificate in memory. The intermediate is
 * there because real chains have one: a client that only compares issuers would fail here.
 */
export async function makeCertificates(): Promise<Certificates> {
	const root = await newIssuer('CN=Tango sandbox throw-away root');
	const intermediate = await newIssuer('CN=Tango sandbox throw-away intermediate');
	const leaf = await newIssuer('CN=localhost');

	const rootCertificate = await sign(root, root, caExtensions(1));
	const intermediateCertificate = await sign(intermediate, root, caExtensions(0));
	const leafCertificate = await sign(leaf, intermediate, [
		new x509.BasicConstraintsExtension(false, undefined, true),
		new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
		new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
		new x509.SubjectAlternativeNameExtension([
			{ type: 'dns', value: 'localhost' },
			{ type: 'ip', value: '127.0.0.1' },
			{ type: 'dns', value: 'api.tango.test' },
		]),
	]);
	return {
		caCertificate: pem(rootCertificate),
		chain: pem(leafCertificate) + pem(intermediateCertificate),
		key: KeyObject.from(leaf.keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
	};
}

async function newIssuer(name: string): Promise<Issuer> {
	return { name, keys: await webcrypto.subtle.generateKey(EC_P256, true, ['sign', 'verify']) };
}

function caExtensions(pathLength: number): x509.Extension[] {
	return [
		new x509.BasicConstraintsExtension(true, pathLength, true),
		new x509.KeyUsagesExtension(CA_USAGE, true),
	];
}

function sign(subject: Issuer, issuer: Issuer, extensions: x509.Extension[]) {
	const now = Date.now();
	return x509.X509CertificateGenerator.create({
		serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex'),
		subject: subject.name,
		issuer: issuer.name,
		publicKey: subject.keys.publicKey,
		signingKey: issuer.keys.privateKey,
		signingAlgorithm: SIGNING,
		notBefore: new Date(now - DAY_MS),
		notAfter: new Date(now + LIFETIME_DAYS * DAY_MS),
		extensions,
	});
}

/** The library leaves out the final newline, which a chain needs between its parts. */
function pem(certificate: x509.X509Certificate): string {
	return `${certificate.toString('pem')}\n`;
}
