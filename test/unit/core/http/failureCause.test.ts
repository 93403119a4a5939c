import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureFrom, tunnelBroken, tunnelRefused } from '../../../../nodes/Tango/core/http/failureCause.ts';
import type { FailureCause, Phase } from '../../../../nodes/Tango/core/foundation/outcome.ts';

const coded = (code: string) => Object.assign(new Error('secret words'), { code });

describe('failureFrom', () => {
	it.each<[string, Phase, FailureCause]>([
		['EAI_AGAIN', 'notSent', 'dns'],
		['ECONNREFUSED', 'notSent', 'refused'],
		['ENETUNREACH', 'notSent', 'unreachable'],
		['EHOSTUNREACH', 'notSent', 'unreachable'],
		['EACCES', 'notSent', 'unreachable'],
		['ETIMEDOUT', 'notSent', 'connectTimeout'],
		['ETIMEDOUT', 'maybeProcessed', 'reset'],
		['UND_ERR_CONNECT_TIMEOUT', 'notSent', 'connectTimeout'],
		['CERT_REVOKED', 'notSent', 'certificate'],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'notSent', 'certificate'],
		['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'maybeProcessed', 'tlsProtocol'],
		['EPIPE', 'maybeProcessed', 'reset'],
		['ECONNRESET', 'answerBegun', 'brokenAnswer'],
		['UND_ERR_HEADERS_TIMEOUT', 'maybeProcessed', 'responseTimeout'],
		['UND_ERR_BODY_TIMEOUT', 'answerBegun', 'responseTimeout'],
		['HPE_INVALID_CONSTANT', 'maybeProcessed', 'brokenAnswer'],
		['UND_ERR_DESTROYED', 'notSent', 'cancelled'],
		['SOMETHING_NEW', 'notSent', 'unreachable'],
		['SOMETHING_NEW', 'maybeProcessed', 'brokenAnswer'],
	])('reads %s in phase %s as %s', (code, phase, cause) => {
		expect(failureFrom(coded(code), phase, 201)).toMatchObject({ phase, cause, detail: code });
	});

	it.each([
		['permitted subtree violation', 'PERMITTED_VIOLATION'],
		['EE certificate key too weak', 'EE_KEY_TOO_SMALL'],
		['some other verdict', 'UNSPECIFIED'],
		['', 'UNSPECIFIED'],
	])('names a verdict that Node calls UNSPECIFIED by OpenSSL’s text for it: "%s"', (text, detail) => {
		const verdict = Object.assign(new Error(text), { code: 'UNSPECIFIED' });
		const expected = { kind: 'failure', phase: 'notSent', cause: 'certificate', detail };
		expect(failureFrom(verdict, 'notSent')).toEqual(expected);
		expect(failureFrom(tunnelBroken(verdict), 'notSent')).toEqual(expected);
	});

	it('gives a status only once an answer began', () => {
		expect(failureFrom(coded('X'), 'answerBegun', 201).status).toBe(201);
		expect(failureFrom(coded('X'), 'maybeProcessed', 201)).not.toHaveProperty('status');
	});

	it.each<[Error, FailureCause, string]>([
		[tunnelRefused(407), 'proxyAuthentication', 'PROXY_STATUS_407'],
		[tunnelRefused(503), 'proxy', 'PROXY_STATUS_503'],
		[tunnelBroken(coded('ENOTFOUND')), 'proxy', 'ENOTFOUND'],
		[tunnelBroken(coded('ERR_TLS_CERT_ALTNAME_INVALID')), 'certificate', 'ERR_TLS_CERT_ALTNAME_INVALID'],
		[tunnelBroken(coded('ERR_SSL_WRONG_VERSION_NUMBER')), 'tlsProtocol', 'ERR_SSL_WRONG_VERSION_NUMBER'],
		[tunnelBroken(coded('UND_ERR_CONNECT_TIMEOUT')), 'connectTimeout', 'UND_ERR_CONNECT_TIMEOUT'],
	])('tells trouble with the proxy apart: %s', (error, cause, detail) => {
		expect(failureFrom(error, 'notSent')).toEqual({ kind: 'failure', phase: 'notSent', cause, detail });
	});

	it('never lets free text through: detail is one word, whatever was thrown', () => {
		const thrown = fc.oneof(
			fc.string().map((text) => Object.assign(new Error(text), { code: text, name: text })),
			fc.string(),
			fc.anything(),
		);
		fc.assert(
			fc.property(
				thrown,
				fc.constantFrom<Phase>('notSent', 'maybeProcessed', 'answerBegun'),
				(error, phase) => {
					expect(failureFrom(error, phase).detail).toMatch(/^[A-Za-z0-9_/]+$/);
				},
			),
		);
	});
});
