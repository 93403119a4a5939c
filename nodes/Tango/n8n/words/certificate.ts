const TELL = 'Tell whoever runs that server, or the company proxy in between.';
const TRUST =
	'Tango uses Amazon’s roots, which this machine knows unless they were removed. If a company proxy inspects TLS, paste its root certificate into CA Certificates in the credential.';

/** First match wins. The codes are Node's, and OpenSSL's names of its verdicts and alerts. */
const ADVICE: ReadonlyArray<readonly [RegExp, string]> = [
	[
		/EXPIRED/,
		'A certificate of the server has expired, or one in CA Certificates of the credential. Check the clock of the machine that runs n8n, then tell whoever runs the server or proxy.',
	],
	[
		/NOT_YET_VALID/,
		'A certificate of the server is not valid yet. Check the clock of the machine that runs n8n; if it is right, tell whoever runs the server or proxy.',
	],
	[/REVOKED/, `The server’s certificate was revoked. ${TELL}`],
	[
		/ALTNAME/,
		'Its certificate is for another host name. Check the Base URL if the Environment is Custom; if not, something between n8n and Tango answers in Tango’s place: ask your network team.',
	],
	[
		/NO_SAN/,
		`Its certificate names the host in no place that counts today (subjectAltName) and has to be made anew. ${TELL}`,
	],
	[
		/^UNABLE_TO_GET_ISSUER_CERT$/,
		`CA Certificates in the credential holds an intermediate certificate, but not the root certificate above it. Add the root certificate there. ${TRUST}`,
	],
	[
		/UNABLE_TO_/,
		`Its certificate comes from an authority that this machine does not know (an unknown root), or the server does not send an intermediate certificate along (a missing intermediate). ${TRUST}`,
	],
	[
		/DEPTH_ZERO/,
		`The server vouches for itself: no authority issued its certificate (self-signed). ${TRUST}`,
	],
	[
		/SELF_SIGNED/,
		`Its certificate comes from an authority that this machine does not know (an unknown root). ${TRUST}`,
	],
	[
		/SIGNATURE_FAILURE/,
		'Its certificate was not signed by the authority that it names. Perhaps that authority was renewed: ask your network team for the present root certificate and paste it into CA Certificates in the credential.',
	],
	[
		/INVALID_PURPOSE/,
		`A certificate is used for what it was not made for: one of the server that is for something else, or one that signed others and may not (it is no certificate authority). ${TELL}`,
	],
	[
		/INVALID_CA|NO_CERTSIGN/,
		`A certificate signed others and may not (it is no certificate authority). ${TELL}`,
	],
	[
		/PATH_LENGTH/,
		`There are more intermediate certificates than their authority allows (path length). ${TELL}`,
	],
	[
		/(?:PERMITTED|EXCLUDED)_VIOLATION/,
		`The authority that issued its certificate may not issue any for this host name (name constraints). ${TELL}`,
	],
	[
		/KEY_TOO_SMALL$|MD_TOO_WEAK$/,
		`Its security is too weak: RSA and Diffie-Hellman keys need 2048 bits or more, signatures SHA-256 or better. ${TELL}`,
	],
	[/CRITICAL_EXTENSION/, `Its certificate holds a condition that nobody here understands. ${TELL}`],
	[
		/CERTIFICATE_REQUIRED/,
		'The server, or the company proxy in between, wants a certificate from n8n (a client certificate). Tango asks for none: ask your network team.',
	],
	[
		/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW/,
		`The server speaks only old versions of TLS; 1.2 or newer is needed. ${TELL}`,
	],
	[
		/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/,
		'What answers there does not speak TLS: perhaps the Base URL has the port of a plain http server, or a proxy is set as https:// and is an http:// one. Check the Base URL, and HTTPS_PROXY on the machine that runs n8n.',
	],
	[
		/HANDSHAKE_FAILURE|NO_SHARED_CIPHER/,
		`The server and n8n share no safe way of encrypting, or the server wants a certificate from n8n (a client certificate); Tango asks for none. ${TELL}`,
	],
	[
		/SSL|TLS|PROTO/,
		'The server and n8n could not agree on a safe TLS connection (1.2 or newer). Ask your network team what stands between n8n and Tango.',
	],
];

/** Why the server is not trusted or not understood, and who can mend it. `detail` is Failure.detail. */
export function certificateAdvice(detail: string): string {
	const [, advice] = ADVICE.find(([codes]) => codes.test(detail)) ?? [];
	return advice ?? FALLBACK;
}

/** For codes that nobody has met yet. */
export const FALLBACK = 'Ask your network team what stands between n8n and Tango.';
