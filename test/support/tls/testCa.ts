import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { KeyObject, webcrypto } from 'node:crypto';

export interface Validity {
	readonly notBefore?: Date;
	readonly notAfter?: Date;
}

export interface CaOptions extends Validity {
	readonly name?: string;
	/** False makes a certificate that signs others although it must not. */
	readonly ca?: boolean;
	readonly pathLength?: number;
}

export interface LeafOptions extends Validity {
	readonly commonName?: string;
	readonly dnsNames?: readonly string[];
	readonly ipAddresses?: readonly string[];
	readonly emails?: readonly string[];
	readonly usage?: 'server' | 'client';
	readonly hash?: 'SHA-256' | 'SHA-1';
	/** An RSA key of this size instead of an elliptic one. */
	readonly rsaBits?: number;
}

/** What `tls.createServer` needs: the chain up to, but without, the root. */
export interface ServerIdentity {
	readonly key: string;
	readonly cert: string;
}

export interface TestCa {
	readonly pem: string;
	issue(options?: LeafOptions): Promise<ServerIdentity>;
	/** A certificate authority below this one. */
	issueCa(options?: CaOptions): Promise<TestCa>;
}

interface Signer {
	readonly name: string;
	readonly keys: webcrypto.CryptoKeyPair;
	readonly algorithm: webcrypto.EcdsaParams | { name: string; hash: string };
}

const DAY_MS = 86_400_000;
const EC_P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const RSA = 'RSASSA-PKCS1-v1_5';
const SIGNS_CERTIFICATES = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;

x509.cryptoProvider.set(webcrypto);

export const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

/** A root that exists only in memory; an RSA one is needed to sign with SHA-1. */
export async function createTestCa(options: CaOptions & { readonly rsaBits?: number } = {}): Promise<TestCa> {
	const { name = 'Test root' } = options;
	const keys = await newKeys(options.rsaBits);
	const signer: Signer = { name: `CN=${name}`, keys, algorithm: signing(options.rsaBits) };
	return certificateAuthority(signer, await sign(signer, signer, caExtensions(options), options), '');
}

/** A leaf that signed itself: nobody vouches for it. */
export async function createSelfSigned(options: LeafOptions): Promise<ServerIdentity> {
	const keys = await newKeys(options.rsaBits);
	const self: Signer = { name: 'CN=self', keys, algorithm: signing(options.rsaBits) };
	return { key: privateKey(keys), cert: await sign(self, self, leafExtensions(options), options) };
}

function certificateAuthority(signer: Signer, pem: string, chain: string): TestCa {
	return {
		pem,
		issue: async (options = {}) => {
			const keys = await newKeys(options.rsaBits);
			const subject = { name: `CN=${options.commonName ?? 'leaf'}`, keys };
			const issuer = { ...signer, algorithm: { ...signer.algorithm, hash: options.hash ?? 'SHA-256' } };
			const leaf = await sign(subject, issuer, leafExtensions(options), options);
			return { key: privateKey(keys), cert: leaf + chain };
		},
		issueCa: async (options = {}) => {
			const keys = await newKeys();
			const child: Signer = { name: `CN=${options.name ?? 'Test intermediate'}`, keys, algorithm: signing() };
			const certificate = await sign(child, signer, caExtensions(options), options);
			return certificateAuthority(child, certificate, certificate + chain);
		},
	};
}

async function sign(
	subject: Pick<Signer, 'name' | 'keys'>,
	issuer: Signer,
	extensions: x509.Extension[],
	{ notBefore = daysFromNow(-1), notAfter = daysFromNow(30) }: Validity,
): Promise<string> {
	const certificate = await x509.X509CertificateGenerator.create({
		serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex'),
		subject: subject.name,
		issuer: issuer.name,
		notBefore,
		notAfter,
		publicKey: subject.keys.publicKey,
		signingKey: issuer.keys.privateKey,
		signingAlgorithm: issuer.algorithm,
		extensions,
	});
	return `${certificate.toString('pem')}\n`;
}

function caExtensions({ ca = true, pathLength }: CaOptions): x509.Extension[] {
	return [
		new x509.BasicConstraintsExtension(ca, ca ? pathLength : undefined, true),
		new x509.KeyUsagesExtension(SIGNS_CERTIFICATES, true),
	];
}

function leafExtensions({
	dnsNames = [],
	ipAddresses = [],
	emails = [],
	usage = 'server',
}: LeafOptions): x509.Extension[] {
	const names: x509.JsonGeneralNames = [
		...dnsNames.map((value) => ({ type: 'dns' as const, value })),
		...ipAddresses.map((value) => ({ type: 'ip' as const, value })),
		...emails.map((value) => ({ type: 'email' as const, value })),
	];
	const purpose = usage === 'server' ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth;
	return [
		new x509.BasicConstraintsExtension(false, undefined, true),
		new x509.ExtendedKeyUsageExtension([purpose]),
		...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
	];
}

async function newKeys(rsaBits?: number): Promise<webcrypto.CryptoKeyPair> {
	if (rsaBits === undefined) return await webcrypto.subtle.generateKey(EC_P256, true, ['sign', 'verify']);
	const rsa = {
		name: RSA,
		hash: 'SHA-256',
		modulusLength: rsaBits,
		publicExponent: new Uint8Array([1, 0, 1]),
	};
	return await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
}

const signing = (rsaBits?: number) => ({ name: rsaBits === undefined ? 'ECDSA' : RSA, hash: 'SHA-256' });

function privateKey(keys: webcrypto.CryptoKeyPair): string {
	return KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
}
