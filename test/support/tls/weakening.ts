import type { CompiledTransport } from './childTransport.ts';

/**
 * OpenSSL reads its own settings from a file: Node takes the section `nodejs_conf`, with --openssl-shared-config
 * the section `openssl_conf`.
 */
const OPENSSL_CONF = `
nodejs_conf = settings
openssl_conf = settings
[settings]
ssl_conf = ssl
[ssl]
system_default = weak
[weak]
MinProtocol = TLSv1
CipherString = ALL:COMPLEMENTOFALL:@SECLEVEL=0
SignatureAlgorithms = RSA+SHA1:RSA+SHA256:ECDSA+SHA256:ECDSA+SHA384:RSA-PSS+SHA256:rsa_pss_pss_sha256:ed25519
VerifyMode = Request
Options = UnsafeLegacyRenegotiation,UnsafeLegacyServerConnect
`;

/** Every switch known to make a Node process trust more than it should, all of them on. */
export function weakening(compiled: CompiledTransport): Readonly<Record<string, string>> {
	return {
		NODE_TLS_REJECT_UNAUTHORIZED: '0',
		NODE_OPTIONS:
			'--tls-min-v1.0 --tls-cipher-list=ALL:COMPLEMENTOFALL:@SECLEVEL=0 --openssl-shared-config --openssl-legacy-provider',
		OPENSSL_CONF: compiled.file('weak.cnf', OPENSSL_CONF),
	};
}
