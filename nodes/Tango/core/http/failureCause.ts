import type { Failure, FailureCause, Phase } from '../foundation/outcome';

/** X.509 verification codes of Node; UNSPECIFIED stands for those of OpenSSL that it has no name for. */
const CERTIFICATE =
	/^(?:CERT_|CRL_|ERR_TLS_CERT_|ERROR_IN_C|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_|HOSTNAME_|UNSPECIFIED$|UND_ERR_PRX_TLS$)/;
const TLS_PROTOCOL = /^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/;
/** undici 7.30 means to give HPE_ codes, but looks them up the wrong way round: only the class name arrives. */
const HTTP_PARSER = /^(?:HPE_|HTTPParserError$)/;

/**
 * OpenSSL's texts (X509_verify_cert_error_string) with its own names for them, for the verdicts that Node reports
 * as UNSPECIFIED: its list of names ends where that of OpenSSL 1.0 did.
 */
const VERDICTS = new Map([
	['permitted subtree violation', 'PERMITTED_VIOLATION'],
	['excluded subtree violation', 'EXCLUDED_VIOLATION'],
	['unhandled critical extension', 'UNHANDLED_CRITICAL_EXTENSION'],
	['key usage does not include certificate signing', 'KEYUSAGE_NO_CERTSIGN'],
	['EE certificate key too weak', 'EE_KEY_TOO_SMALL'],
	['CA certificate key too weak', 'CA_KEY_TOO_SMALL'],
	['CA signature digest algorithm too weak', 'CA_MD_TOO_WEAK'],
]);
const NAMED_VERDICTS: ReadonlySet<string> = new Set(VERDICTS.values());

/** Codes with one meaning wherever they turn up. */
const ALWAYS = new Map<string, FailureCause>([
	['UND_ERR_INVALID_ARG', 'invalidRequest'],
	['UND_ERR_NOT_SUPPORTED', 'invalidRequest'],
	['UND_ERR_REQ_CONTENT_LENGTH_MISMATCH', 'invalidRequest'],
	['ERR_INVALID_URL', 'invalidRequest'],
	['ERR_NOT_HTTPS', 'invalidRequest'],
	['ERR_ADDRESS_NOT_ALLOWED', 'addressNotAllowed'],
	['UND_ERR_DESTROYED', 'cancelled'],
	['UND_ERR_CLOSED', 'cancelled'],
	['UND_ERR_HEADERS_OVERFLOW', 'tooLarge'],
	['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'tooLarge'],
]);

const BEFORE_START = new Map<string, FailureCause>([
	['ENOTFOUND', 'dns'],
	['EAI_AGAIN', 'dns'],
	['EAI_FAIL', 'dns'],
	['EAI_NODATA', 'dns'],
	['EAI_NONAME', 'dns'],
	['ENODATA', 'dns'],
	['ECONNREFUSED', 'refused'],
	['ETIMEDOUT', 'connectTimeout'],
	['ERR_SOCKET_CONNECTION_TIMEOUT', 'connectTimeout'],
	['UND_ERR_CONNECT_TIMEOUT', 'connectTimeout'],
	['ECONNRESET', 'reset'],
	['ECONNABORTED', 'reset'],
	['EPIPE', 'reset'],
	['UND_ERR_SOCKET', 'reset'],
]);

const AFTER_START = new Map<string, FailureCause>([
	['UND_ERR_HEADERS_TIMEOUT', 'responseTimeout'],
	['UND_ERR_BODY_TIMEOUT', 'responseTimeout'],
	['ECONNRESET', 'reset'],
	['ECONNABORTED', 'reset'],
	['EPIPE', 'reset'],
	['ETIMEDOUT', 'reset'], // TCP gave up waiting for acknowledgements
	['UND_ERR_SOCKET', 'reset'],
	['ENETDOWN', 'unreachable'],
	['ENETUNREACH', 'unreachable'],
	['EHOSTUNREACH', 'unreachable'],
]);

/** What the proxy answered to CONNECT, as a code. */
const PROXY_STATUS = 'PROXY_STATUS_';
/** 407 is the standard's (RFC 9110 §15.5.8); tinyproxy answers 401 to a wrong password. Only a proxy answers CONNECT. */
const PROXY_AUTHENTICATION_REQUIRED = [`${PROXY_STATUS}407`, `${PROXY_STATUS}401`];

/** Causes that say more than "the proxy" even when the hop to the proxy met them. */
const KEPT_ON_PROXY_HOP: readonly FailureCause[] = ['certificate', 'tlsProtocol', 'connectTimeout'];

/**
 * The hop to the proxy failed. It has a code of its own, because undici 7 answers UND_ERR_SOCKET at this place
 * by connecting again at once and for ever (nodejs/undici#3897).
 */
export class TunnelError extends Error {
	readonly code = 'ERR_PROXY_TUNNEL';

	readonly detail: string;

	constructor(detail: string) {
		super(detail);
		this.detail = detail;
	}
}

export function tunnelRefused(status: number): TunnelError {
	return new TunnelError(`${PROXY_STATUS}${status}`);
}

export function tunnelBroken(error: unknown): TunnelError {
	return new TunnelError(codeOf(error));
}

/** Turns what the HTTP library reported into a failure. Lets codes through only: messages may hold names and secrets. */
export function failureFrom(error: unknown, phase: Phase, status?: number): Failure {
	if (error instanceof TunnelError) return failure(phase, proxyCause(error.detail), error.detail, status);
	const code = codeOf(error);
	return failure(phase, causeOf(code, phase), code, status);
}

export function failure(phase: Phase, cause: FailureCause, detail: string, status?: number): Failure {
	return phase === 'answerBegun' && status !== undefined
		? { kind: 'failure', phase, cause, detail, status }
		: { kind: 'failure', phase, cause, detail };
}

function causeOf(code: string, phase: Phase): FailureCause {
	if (CERTIFICATE.test(code) || NAMED_VERDICTS.has(code)) return 'certificate';
	if (TLS_PROTOCOL.test(code)) return 'tlsProtocol';
	if (HTTP_PARSER.test(code)) return 'brokenAnswer';
	const always = ALWAYS.get(code);
	if (always) return always;
	// Whatever is not known by name but kept the request from leaving is a matter of the way there,
	// such as an egress filter that refuses the address.
	if (phase === 'notSent') return BEFORE_START.get(code) ?? 'unreachable';
	const cause = AFTER_START.get(code) ?? 'brokenAnswer';
	return phase === 'answerBegun' && cause === 'reset' ? 'brokenAnswer' : cause;
}

function proxyCause(detail: string): FailureCause {
	if (PROXY_AUTHENTICATION_REQUIRED.includes(detail)) return 'proxyAuthentication';
	const cause = causeOf(detail, 'notSent');
	return KEPT_ON_PROXY_HOP.includes(cause) ? cause : 'proxy';
}

/** The error's code when it looks like one, else the name of its class, so that no free text gets through. */
function codeOf(error: unknown): string {
	if (!(error instanceof Error)) return 'UNKNOWN';
	if ('code' in error && error.code === 'UNSPECIFIED') return VERDICTS.get(error.message) ?? error.code;
	if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_/]*$/.test(error.code))
		return error.code;
	return /^[A-Za-z]+$/.test(error.name) ? error.name : 'UNKNOWN';
}
