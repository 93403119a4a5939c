import 'reflect-metadata';
import { KeyUsageFlags } from '@peculiar/x509';
import { createTestCa } from '../testCa.ts';
import type { LeafKey } from '../testKeys.ts';
import {
	type CertificateCase,
	type CertificateCases,
	GOOD,
	leaf,
	LEGACY,
	untrusted,
} from './certificateCase.ts';

const leafWith = (key: LeafKey): CertificateCase => ({ show: leaf({ ...GOOD, key }) });

/** Which keys and signatures are strong enough, and what a certificate may be used for: RFC 5280 §4.2.1. */
export const KEY_CASES: CertificateCases = {
	'an ECDSA key on P-256': leafWith('P-256'),
	'an ECDSA key on P-384': leafWith('P-384'),
	'an Ed25519 key': leafWith('Ed25519'),
	'an RSA key of 2048 bits': { show: async ({ rsaLeaf }) => ({ server: rsaLeaf }) },
	'an RSA key for PSS signatures only': leafWith('RSA-PSS'),
	'a key for digital signatures': { show: leaf({ ...GOOD, keyUsage: KeyUsageFlags.digitalSignature }) },
	'a leaf without extended key usage': { show: leaf({ ...GOOD, usage: 'none' }) },

	'an RSA key of 1024 bits': {
		show: async ({ root }) => ({ server: { ...(await root.issue({ ...GOOD, key: 1024 })), ...LEGACY } }),
		failure: untrusted('EE_KEY_TOO_SMALL'),
	},
	'a root with an RSA key of 1024 bits': {
		show: async () => {
			const weak = await createTestCa({ name: 'Weak root', rsaBits: 1024 });
			return { server: { ...(await weak.issue(GOOD)), ...LEGACY }, trust: [weak.pem] };
		},
		failure: untrusted('CA_KEY_TOO_SMALL'),
	},
	'a leaf signed with SHA-1': {
		show: async ({ root }) => ({ server: { ...(await root.issue({ ...GOOD, hash: 'SHA-1' })), ...LEGACY } }),
		failure: untrusted('CA_MD_TOO_WEAK'),
	},
	'a leaf for clients only': {
		show: leaf({ ...GOOD, usage: 'client' }),
		failure: untrusted('INVALID_PURPOSE'),
	},
	'a leaf whose key may only sign certificates': {
		show: leaf({ ...GOOD, keyUsage: KeyUsageFlags.keyCertSign }),
		failure: untrusted('INVALID_PURPOSE'),
	},
	'a leaf with a critical extension that nobody knows': {
		show: leaf({ ...GOOD, unknownCritical: true }),
		failure: untrusted('UNHANDLED_CRITICAL_EXTENSION'),
	},
	'an intermediate that is no authority': {
		show: async ({ root }) => ({ server: await (await root.issueCa({ ca: false })).issue(GOOD) }),
		failure: untrusted('INVALID_PURPOSE'),
	},
	'an intermediate whose key may not sign certificates': {
		show: async ({ root }) => {
			const authority = await root.issueCa({ keyUsage: KeyUsageFlags.digitalSignature });
			return { server: await authority.issue(GOOD) };
		},
		failure: untrusted('KEYUSAGE_NO_CERTSIGN'),
	},
	'one intermediate more than pathLen allows': {
		show: async ({ intermediate }) => ({
			server: await (await intermediate.issueCa({ name: 'Too deep' })).issue(GOOD),
		}),
		failure: untrusted('PATH_LENGTH_EXCEEDED'),
	},
};
