import { describe, expect, it } from 'vitest';

import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import { certificateAdvice, FALLBACK } from '../../../../nodes/Tango/n8n/words/certificate.ts';
import { explain } from '../../../../nodes/Tango/n8n/words/explain.ts';
import { CERTIFICATE_CASES } from '../../../support/tls/certificateCases.ts';

/** What the contract suite sees, case by case. */
const REFUSED = Object.entries(CERTIFICATE_CASES).flatMap(([name, { failure }]) =>
	failure && failure.cause !== 'reset'
		? failure.details.map((detail) => ({ name, detail, cause: failure.cause }))
		: [],
);

const ANY_TLS = certificateAdvice('ERR_SSL_SOMETHING_NEW');

/** Every code of the table, with the words that make out its cause. */
const CAUSES: Readonly<Record<string, RegExp>> = {
	CERT_HAS_EXPIRED: /has expired, or one in CA Certificates/,
	CERT_NOT_YET_VALID: /not valid yet.*clock/,
	CERT_SIGNATURE_FAILURE: /not signed by the authority that it names/,
	CA_KEY_TOO_SMALL: /too weak.*2048 bits/,
	CA_MD_TOO_WEAK: /too weak.*SHA-256/,
	DEPTH_ZERO_SELF_SIGNED_CERT: /vouches for itself.*Amazon’s roots.*CA Certificates/,
	EE_KEY_TOO_SMALL: /too weak.*2048 bits/,
	ERR_SSL_DH_KEY_TOO_SMALL: /too weak.*Diffie-Hellman/,
	'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE': /no safe way of encrypting, or .* client certificate/,
	ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: /no safe way of encrypting, or .* client certificate/,
	ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: /old versions of TLS; 1\.2 or newer/,
	ERR_SSL_WRONG_VERSION_NUMBER: /does not speak TLS.*plain http/,
	ERR_TLS_CERT_ALTNAME_INVALID: /another host name.*Base URL/,
	ERR_TLS_CERT_NO_SAN: /subjectAltName/,
	EXCLUDED_VIOLATION: /name constraints/,
	INVALID_PURPOSE: /not made for.*no certificate authority/,
	KEYUSAGE_NO_CERTSIGN: /no certificate authority/,
	PATH_LENGTH_EXCEEDED: /path length/,
	PERMITTED_VIOLATION: /name constraints/,
	SELF_SIGNED_CERT_IN_CHAIN: /unknown root.*Amazon’s roots.*CA Certificates/,
	UNABLE_TO_GET_ISSUER_CERT: /not the root certificate above it/,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: /unknown root.*missing intermediate.*Amazon’s roots/,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: /unknown root.*missing intermediate.*Amazon’s roots.*company proxy/,
	UNHANDLED_CRITICAL_EXTENSION: /condition that nobody here understands/,
};

describe('the advice about certificates', () => {
	it.each(REFUSED)('is specific for $name ($detail)', ({ detail, cause }) => {
		const { description } = explain(new TangoError('CERTIFICATE', { detail, reason: cause }));
		expect(description).toMatch(/^Nothing was sent\. /);
		expect(description).toMatch(CAUSES[detail] ?? /^$/);
		expect(description).not.toContain(FALLBACK);
		expect(description).not.toContain(ANY_TLS);
	});

	it('says how to mend it or who can, whatever the code', () => {
		for (const detail of [...Object.keys(CAUSES), 'CERT_REVOKED', 'EPROTO', 'SOMETHING_NEW']) {
			expect(certificateAdvice(detail)).toMatch(/Check |Tell |Ask |Add |ask your network team|paste /);
		}
	});

	it('knows a demand for a client certificate, which a proxy may make', () => {
		expect(certificateAdvice('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')).toMatch(/client certificate/);
	});

	it('falls back to the network team for codes that nobody has met yet', () => {
		expect(certificateAdvice('SOMETHING_NEW')).toBe(FALLBACK);
		expect(ANY_TLS).toMatch(/safe TLS connection/);
	});

	it('does not blame the server’s identity when no TLS came about', () => {
		const messageOf = (reason: string) => explain(new TangoError('CERTIFICATE', { reason })).message;
		expect(messageOf('tlsProtocol')).toMatch(/no protected connection/);
		expect(messageOf('certificate')).toMatch(/could not prove that it is Tango/);
	});
});

describe('a server that hangs up during the handshake', () => {
	it('is told apart from one that is not trusted', () => {
		const { message } = explain(new TangoError('NOT_SENT', { reason: 'reset', detail: 'ECONNRESET' }));
		expect(message).toMatch(/the connection was cut before the request was sent/);
	});
});
