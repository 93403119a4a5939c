/**
 * OpenSSL's texts (X509_verify_cert_error_string) with its own names for them, for the verdicts that Node reports
 * as UNSPECIFIED: its list of names ends where that of OpenSSL 1.0 did.
 */
const NAMES = new Map([
	['permitted subtree violation', 'PERMITTED_VIOLATION'],
	['excluded subtree violation', 'EXCLUDED_VIOLATION'],
	['unhandled critical extension', 'UNHANDLED_CRITICAL_EXTENSION'],
	['key usage does not include certificate signing', 'KEYUSAGE_NO_CERTSIGN'],
	['EE certificate key too weak', 'EE_KEY_TOO_SMALL'],
	['CA certificate key too weak', 'CA_KEY_TOO_SMALL'],
	['CA signature digest algorithm too weak', 'CA_MD_TOO_WEAK'],
]);

/** The name of OpenSSL's verdict on a certificate where Node has none for it; undefined for any other text. */
export function verifyErrorName(text: string): string | undefined {
	return NAMES.get(text);
}

/** All names that `verifyErrorName` gives. */
export const VERIFY_ERROR_NAMES: ReadonlySet<string> = new Set(NAMES.values());
