import { readFileSync } from 'node:fs';
import tls from 'node:tls';

/** TLS options for every connection of one Tango connection: direct, to a proxy, and inside a tunnel. */
export interface TrustOptions {
	readonly secureContext: tls.SecureContext;
	readonly minVersion: tls.SecureVersion;
	readonly rejectUnauthorized: true;
	readonly checkServerIdentity: typeof tls.checkServerIdentity;
}

/** Bango's page on TLS asks for 1.2 and above; set here, NODE_OPTIONS=--tls-min-v1.0 cannot lower it. */
const MIN_VERSION = 'TLSv1.2';

/** Level 2 refuses RSA and DH below 2048 bits. Node 24 has it as its default, Node 20 accepts RSA-1024. */
const SECURITY_LEVEL = '@SECLEVEL=2';

const PARTIAL_WILDCARD = /^DNS:(?:[^"*]+\*|\*[^".])[^"]*$/;

/**
 * Says whom to trust. `caCertificates` are trusted in addition to what this Node process trusts anyway.
 * There is deliberately no way to turn verification off, and no pinning of names, keys or issuers: Bango
 * changes those without notice (page "TLS/SSL with X.509 server certificate", Inappropriate Checks).
 */
export function trustOptions(caCertificates: readonly string[]): TrustOptions {
	return {
		// Built once: loading the root list costs 5-20 ms of CPU, undici would do it per connection.
		secureContext: tls.createSecureContext({
			minVersion: MIN_VERSION,
			ciphers: `${tls.DEFAULT_CIPHERS}:${SECURITY_LEVEL}`,
			// `ca` replaces every default, so without custom certificates the host's own policy must stand alone.
			...(caCertificates.length > 0 && { ca: trustedRoots(caCertificates) }),
		}),
		minVersion: MIN_VERSION,
		// Said aloud, because left unset NODE_TLS_REJECT_UNAUTHORIZED=0 would silently decide.
		rejectUnauthorized: true,
		checkServerIdentity,
	};
}

/** The host's roots with the custom certificates added. */
export function trustedRoots(caCertificates: readonly string[]): string[] {
	return [...hostRoots(), ...caCertificates];
}

/** What Node trusts by default here, as `ca` would otherwise drop it: bundled or system roots and extra ones. */
function hostRoots(): readonly string[] {
	// Node ≥ 22.15; knows NODE_EXTRA_CA_CERTS and --use-system-ca.
	if (typeof tls.getCACertificates === 'function') {
		const roots = tls.getCACertificates('default');
		const [bundled = ''] = tls.rootCertificates;
		// With --use-openssl-ca, which some systems build into their Node, OpenSSL's own store stands in for them.
		return roots.includes(bundled) ? roots : [...roots, ...tls.getCACertificates('system')];
	}
	return [...tls.rootCertificates, ...extraCaFile(process.env.NODE_EXTRA_CA_CERTS)];
}

/** Node itself only warns about an unreadable file and goes on without it. */
function extraCaFile(path: string | undefined): readonly string[] {
	if (!path) return [];
	try {
		return [readFileSync(path, 'utf8')];
	} catch {
		return [];
	}
}

/**
 * Node's check without two things that RFC 9525 forbids: the subject's CN when no dNSName is there (§2; Bango's
 * page too asks for a subjectAltName), and wildcards that are only a part of a label (§6.3).
 */
function checkServerIdentity(host: string, certificate: tls.PeerCertificate): Error | undefined {
	if (!certificate.subjectaltname) return new MissingSubjectAltName();
	return tls.checkServerIdentity(host, {
		...certificate,
		subject: { ...certificate.subject, CN: '' },
		subjectaltname: withoutPartialWildcards(certificate.subjectaltname),
	});
}

/** In Node's list of names, such as `DNS:a.test, DNS:*.b.test`, a name with a comma or a quote is itself in quotes. */
function withoutPartialWildcards(names: string): string {
	return names
		.split(', ')
		.filter((name) => !PARTIAL_WILDCARD.test(name))
		.join(', ');
}

class MissingSubjectAltName extends Error {
	readonly code = 'ERR_TLS_CERT_NO_SAN';

	constructor() {
		super('The certificate names no host in subjectAltName');
	}
}
