import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import {
	type CertificateCase,
	type CertificateCases,
	type ExpectedFailure,
	LEGACY,
	noTls,
} from './certificateCase.ts';

const TOO_OLD = noTls('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
const NOTHING_IN_COMMON = noTls(
	'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
	'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
);
const CUT: ExpectedFailure = { phase: 'notSent', cause: 'reset', details: ['ECONNRESET'] };

const speaking = (options: TlsOptions): CertificateCase => ({
	show: async ({ rsaLeaf }) => ({ server: { ...rsaLeaf, ...options } }),
});

const onFirstBytes = (act: (socket: Socket) => void): CertificateCase => ({
	show: async () => ({ server: (socket) => void socket.once('data', () => act(socket)) }),
});

/** Diffie-Hellman over the 1024-bit prime of RFC 2409 §6.2, which Logjam made worthless. */
const DH_1024 = [
	'-----BEGIN DH PARAMETERS-----',
	'MIGHAoGBAP//////////yQ/aoiFowjTExmKLgNwc0SkCTgiKZ8x0Agu+pjsTmyJR',
	'Sgh5jjQE3e+VGbPNOkMbMCsKbfJfFDdP4TVtbVHCReSFtXZiXn7G9ExC6aY37WsL',
	'/1y29Aa37e44a/taiZ+lrp8kEXxLH+ZJKGZR7OZTgf//////////AgEC',
	'-----END DH PARAMETERS-----',
].join('\n');

/** Which ways of speaking are safe, and what else may sit behind the port. */
export const PROTOCOL_CASES: CertificateCases = {
	'TLS 1.2 only': speaking({ maxVersion: 'TLSv1.2' }),
	'TLS 1.3 only': speaking({ minVersion: 'TLSv1.3' }),

	'TLS 1.0 only': { ...speaking({ ...LEGACY, maxVersion: 'TLSv1' }), failure: TOO_OLD },
	'TLS 1.1 at most': { ...speaking({ ...LEGACY, maxVersion: 'TLSv1.1' }), failure: TOO_OLD },
	'ciphers without authentication only': {
		...speaking({ ciphers: 'aNULL:@SECLEVEL=0', maxVersion: 'TLSv1.2' }),
		failure: NOTHING_IN_COMMON,
	},
	'ciphers without encryption only': {
		...speaking({ ciphers: 'eNULL:@SECLEVEL=0', maxVersion: 'TLSv1.2' }),
		failure: NOTHING_IN_COMMON,
	},
	'signatures with SHA-1 in the handshake only': {
		...speaking({ ...LEGACY, maxVersion: 'TLSv1.2', sigalgs: 'RSA+SHA1' }),
		failure: NOTHING_IN_COMMON,
	},
	'Diffie-Hellman with 1024 bits only': {
		...speaking({
			ciphers: 'DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0',
			maxVersion: 'TLSv1.2',
			dhparam: DH_1024,
		}),
		failure: noTls('ERR_SSL_DH_KEY_TOO_SMALL'),
	},
	'a demand for a client certificate in TLS 1.2': {
		...speaking({ requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' }),
		failure: NOTHING_IN_COMMON,
	},
	'a demand for a client certificate in TLS 1.3': {
		...speaking({ requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' }),
		// Its handshake ends before the server says no, so the request is already on its way; which error the hang-up
		// gives depends on whether it has arrived.
		failure: { phase: 'maybeProcessed', cause: 'reset', details: ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'] },
	},
	'plain HTTP': {
		...onFirstBytes((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
		failure: noTls('ERR_SSL_WRONG_VERSION_NUMBER'),
	},
	'an end at ClientHello': { ...onFirstBytes((socket) => socket.end()), failure: CUT },
	'a reset at ClientHello': { ...onFirstBytes((socket) => socket.resetAndDestroy()), failure: CUT },
};
