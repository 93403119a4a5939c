import type { DetailedPeerCertificate, PeerCertificate } from 'node:tls';
import type { CertificateFacts } from '../foundation/probe';

/** Real chains have three or four; a server may send any number. */
const MAX_CERTIFICATES = 10;

/** The chain from the server's certificate upwards, without the keys. */
export function readChain(leaf: DetailedPeerCertificate | undefined): CertificateFacts[] {
	const chain: CertificateFacts[] = [];
	let next = leaf;
	const seen = new Set<DetailedPeerCertificate>();
	// Node gives an empty object where there is no certificate, and a root is its own issuer.
	while (next?.raw && !seen.has(next) && chain.length < MAX_CERTIFICATES) {
		seen.add(next);
		chain.push(factsOf(next));
		next = next.issuerCertificate;
	}
	return chain;
}

function factsOf({ subject, issuer, subjectaltname, valid_to }: PeerCertificate): CertificateFacts {
	return {
		subject: nameOf(subject),
		issuer: nameOf(issuer),
		names: subjectaltname ?? '',
		validTo: Date.parse(valid_to),
	};
}

function nameOf({ CN, O, OU }: Partial<PeerCertificate['subject']>): string {
	return [CN ?? O ?? OU ?? 'a certificate without a name'].flat().join(', ');
}
