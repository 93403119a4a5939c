import { X509Certificate } from 'node:crypto';
import { createSelfSigned, createTestCa, daysFromNow } from '../testCa.ts';
import { type CertificateCases, certificatesOf, GOOD, leaf, untrusted } from './certificateCase.ts';

const PAST = { notBefore: daysFromNow(-9), notAfter: daysFromNow(-1) };
const FUTURE = { notBefore: daysFromNow(1) };

/** The certificate with one bit of its signature turned over. */
function tampered(pem: string): string {
	const der = new X509Certificate(pem).raw;
	der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
	return new X509Certificate(der).toString();
}

/** Which ways lead from a leaf to a trusted root, and when: RFC 5280 §6. */
export const CHAIN_CASES: CertificateCases = {
	'a leaf right below the root': { show: leaf(GOOD) },
	'a leaf below an intermediate that is sent along': {
		show: async ({ intermediate }) => ({ server: await intermediate.issue(GOOD) }),
	},
	'an intermediate that is not sent but stands in CA Certificates': {
		show: async ({ root, intermediate }) => {
			const { key, cert } = await intermediate.issue(GOOD);
			return { server: { key, cert: certificatesOf(cert)[0] }, trust: [root.pem, intermediate.pem] };
		},
	},
	'a chain in the wrong order': {
		show: async ({ root }) => {
			const lower = await (await root.issueCa({ name: 'Upper' })).issueCa({ name: 'Lower' });
			const { key, cert } = await lower.issue(GOOD);
			const [first = '', ...others] = certificatesOf(cert);
			return { server: { key, cert: first + others.reverse().join('') } };
		},
	},
	'a chain that is longer than needed': {
		show: async ({ root, intermediate, secondRoot, stranger }) => {
			const { key, cert } = await intermediate.issue(GOOD);
			const unrelated = await stranger.issueCa({ name: 'Unrelated' });
			return { server: { key, cert: cert + root.pem + secondRoot.pem + unrelated.pem } };
		},
	},
	'a chain with the leaf twice': {
		show: async ({ intermediate }) => {
			const { key, cert } = await intermediate.issue(GOOD);
			return { server: { key, cert: (certificatesOf(cert)[0] ?? '') + cert } };
		},
	},
	'an intermediate sent twice, of which one expired': {
		show: async ({ root, intermediate }) => {
			const { key, cert } = await intermediate.issue(GOOD);
			const [first = '', second = ''] = certificatesOf(cert);
			return { server: { key, cert: first + (await root.certify(intermediate, PAST)) + second } };
		},
	},
	'a root that an expired root has cross-signed': {
		show: async ({ root }) => {
			const expired = await createTestCa({ name: 'Expired root', ...PAST });
			const { key, cert } = await root.issue(GOOD);
			return { server: { key, cert: cert + (await expired.certify(root)) }, trust: [expired.pem, root.pem] };
		},
	},
	'an unknown root that a trusted root has cross-signed': {
		show: async ({ root, stranger }) => {
			const { key, cert } = await stranger.issue(GOOD);
			return { server: { key, cert: cert + (await root.certify(stranger)) } };
		},
	},
	'a root that expired and was renewed with the same key': {
		show: async ({ root }) => ({
			server: await root.issue(GOOD),
			trust: [await root.certify(root, PAST), root.pem],
		}),
	},
	'a self-signed leaf that is itself trusted': {
		show: async () => {
			const self = await createSelfSigned(GOOD);
			return { server: self, trust: [self.cert] };
		},
	},

	'an expired leaf': { show: leaf({ ...GOOD, ...PAST }), failure: untrusted('CERT_HAS_EXPIRED') },
	'an expired intermediate': {
		show: async ({ root }) => ({ server: await (await root.issueCa(PAST)).issue(GOOD) }),
		failure: untrusted('CERT_HAS_EXPIRED'),
	},
	'an expired root in CA Certificates': {
		show: async ({ root }) => ({
			server: await root.issue(GOOD),
			trust: [await root.certify(root, PAST)],
		}),
		failure: untrusted('CERT_HAS_EXPIRED'),
	},
	'a leaf of tomorrow': { show: leaf({ ...GOOD, ...FUTURE }), failure: untrusted('CERT_NOT_YET_VALID') },
	'an intermediate of tomorrow': {
		show: async ({ root }) => ({ server: await (await root.issueCa(FUTURE)).issue(GOOD) }),
		failure: untrusted('CERT_NOT_YET_VALID'),
	},
	'a self-signed leaf': {
		show: async () => ({ server: await createSelfSigned(GOOD) }),
		failure: untrusted('DEPTH_ZERO_SELF_SIGNED_CERT'),
	},
	'an unknown root that is not sent': {
		show: async ({ stranger }) => ({ server: await stranger.issue(GOOD) }),
		failure: untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
	},
	'an unknown root that is sent': {
		show: async ({ stranger }) => {
			const { key, cert } = await stranger.issue(GOOD);
			return { server: { key, cert: cert + stranger.pem } };
		},
		failure: untrusted('SELF_SIGNED_CERT_IN_CHAIN'),
	},
	'an unknown root with the name of a trusted one': {
		show: async () => ({ server: await (await createTestCa()).issue(GOOD) }),
		failure: untrusted('CERT_SIGNATURE_FAILURE'),
	},
	'a leaf whose signature was changed': {
		show: async ({ root }) => {
			const { key, cert } = await root.issue(GOOD);
			return { server: { key, cert: tampered(cert) } };
		},
		failure: untrusted('CERT_SIGNATURE_FAILURE'),
	},
	'an intermediate whose signature was changed': {
		show: async ({ intermediate }) => {
			const { key, cert } = await intermediate.issue(GOOD);
			const [first = '', second = ''] = certificatesOf(cert);
			return { server: { key, cert: first + tampered(second) } };
		},
		failure: untrusted('CERT_SIGNATURE_FAILURE'),
	},
	'a missing intermediate': {
		show: async ({ intermediate }) => {
			const { key, cert } = await intermediate.issue(GOOD);
			return { server: { key, cert: certificatesOf(cert)[0] } };
		},
		failure: untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
	},
	'a missing upper intermediate': {
		show: async ({ root }) => {
			const lower = await (await root.issueCa({ name: 'Upper' })).issueCa({ name: 'Lower' });
			const { key, cert } = await lower.issue(GOOD);
			return { server: { key, cert: certificatesOf(cert).slice(0, 2).join('') } };
		},
		failure: untrusted('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
	},
	'an intermediate in CA Certificates without its root': {
		show: async ({ intermediate }) => ({
			server: await intermediate.issue(GOOD),
			trust: [intermediate.pem],
		}),
		failure: untrusted('UNABLE_TO_GET_ISSUER_CERT'),
	},
	'a leaf in CA Certificates without its root': {
		show: async ({ intermediate }) => {
			const server = await intermediate.issue(GOOD);
			return { server, trust: certificatesOf(server.cert).slice(0, 1) };
		},
		failure: untrusted('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
	},
};
