import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { KeyObject, webcrypto } from 'node:crypto';
import {
	type CaExtensionOptions,
	caExtensions,
	type LeafExtensionOptions,
	leafExtensions,
} from './testExtensions.ts';
import { type LeafKey, leafKeys, pkcs8, signing, signingKeys, spki } from './testKeys.ts';

export interface Validity {
	readonly notBefore?: Date;
	readonly notAfter?: Date;
}

export interface CaOptions extends Validity, CaExtensionOptions {
	readonly name?: string;
}

export interface LeafOptions extends Validity, LeafExtensionOptions {
	readonly commonName?: string;
	/** Of the issuer's signature. An RSA authority always signs with SHA-256: WebCrypto binds the hash to its key. */
	readonly hash?: 'SHA-256' | 'SHA-1';
	readonly key?: LeafKey;
}

/** What `tls.createServer` needs: the chain up to, but without, the root. */
export interface ServerIdentity {
	readonly key: string;
	readonly cert: string;
}

export interface TestCa {
	/** Its own certificate. */
	readonly pem: string;
	/** The subject's name and keys that others may certify too. */
	readonly subject: Subject;
	issue(options?: LeafOptions): Promise<ServerIdentity>;
	/** A certificate authority below this one. */
	issueCa(options?: CaOptions): Promise<TestCa>;
	/** Another certificate for an authority that exists: cross-signed, or renewed by itself. */
	certify(other: TestCa, options?: CaOptions): Promise<string>;
}

interface Subject {
	readonly name: string;
	readonly publicKey: x509.PublicKeyType;
}

interface Signer {
	readonly name: string;
	readonly privateKey: webcrypto.CryptoKey;
	readonly algorithm: webcrypto.EcdsaParams | { name: string; hash: string };
}

const DAY_MS = 86_400_000;

x509.cryptoProvider.set(webcrypto);

export const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

/** A root that exists only in memory. */
export async function createTestCa(options: CaOptions & { readonly rsaBits?: number } = {}): Promise<TestCa> {
	const { subject, signer } = await newAuthority(options.name ?? 'Test root', options.rsaBits);
	const pem = await sign(subject, signer, caExtensions(options), options);
	return certificateAuthority(subject, signer, pem, '');
}

/** A leaf that signed itself: nobody vouches for it. */
export async function createSelfSigned(options: LeafOptions): Promise<ServerIdentity> {
	const keys = await signingKeys();
	const { subject, signer } = authorityOf('self', keys, signing());
	const cert = await sign(subject, signer, leafExtensions(options), options);
	return { key: pkcs8(KeyObject.from(keys.privateKey)), cert };
}

function certificateAuthority(subject: Subject, signer: Signer, pem: string, chain: string): TestCa {
	return {
		pem,
		subject,
		issue: async (options = {}) => {
			const keys = leafKeys(options.key ?? 'P-256');
			const leaf = { name: `CN=${options.commonName ?? 'leaf'}`, publicKey: spki(keys.publicKey) };
			const issuer = { ...signer, algorithm: { ...signer.algorithm, hash: options.hash ?? 'SHA-256' } };
			const certificate = await sign(leaf, issuer, leafExtensions(options), options);
			return { key: pkcs8(keys.privateKey), cert: certificate + chain };
		},
		issueCa: async (options = {}) => {
			const child = await newAuthority(options.name ?? 'Test intermediate');
			const certificate = await sign(child.subject, signer, caExtensions(options), options);
			return certificateAuthority(child.subject, child.signer, certificate, certificate + chain);
		},
		certify: async (other, options = {}) => await sign(other.subject, signer, caExtensions(options), options),
	};
}

async function newAuthority(name: string, rsaBits?: number) {
	return authorityOf(name, await signingKeys(rsaBits), signing(rsaBits));
}

function authorityOf(commonName: string, keys: webcrypto.CryptoKeyPair, algorithm: Signer['algorithm']) {
	const name = `CN=${commonName}`;
	return {
		subject: { name, publicKey: keys.publicKey },
		signer: { name, privateKey: keys.privateKey, algorithm },
	};
}

async function sign(
	subject: Subject,
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
		publicKey: subject.publicKey,
		signingKey: issuer.privateKey,
		signingAlgorithm: issuer.algorithm,
		extensions,
	});
	return `${certificate.toString('pem')}\n`;
}
