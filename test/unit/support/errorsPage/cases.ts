import {
	ABSENCE_NOT_PROVED,
	AFTER_DOUBT,
	BEYOND_CAP,
	CROWDED_SECOND,
	ENDLESS_LIST,
	LINES_NOT_TOLD,
	POLL_TIME_UP,
	repeatedReferences,
	type TangoErrorCode,
	type TangoErrorFacts,
} from '../../../../nodes/Tango/core/index.ts';

/* Every error that the nodes tell, in the order of docs/errors.md. The words are the code's; here stands what leads to them. */

export interface ErrorCase {
	readonly code: TangoErrorCode;
	readonly facts?: TangoErrorFacts;
	/** Which of several that are told with the same message; the first may do without. */
	readonly when?: string;
}

export interface ErrorGroup {
	readonly title: string;
	readonly about: string;
	readonly cases: readonly ErrorCase[];
}

const ACCOUNT = { noun: 'account', field: 'accountIdentifier', identifier: 'acme-usd' };
const KEYED = { externalRefID: 't1d41f0b0' };
const ROW = { ...KEYED, lineReference: 't19c2e7a4' };

/** The third row of a list has the reference of the first. */
function repeated(): ErrorCase {
	const check = repeatedReferences('paid');
	const [, , third] = ['a', 'b', 'a'].map(check);
	return { code: 'INVALID_INPUT', facts: { ...third?.facts } };
}

const certificate = (detail: string, when: string): ErrorCase => ({
	code: 'CERTIFICATE',
	facts: { detail, reason: 'certificate' },
	when,
});
const tls = (detail: string, when: string): ErrorCase => ({
	code: 'CERTIFICATE',
	facts: { detail, reason: 'tlsProtocol' },
	when,
});
const refusal = (i18nKey: string): ErrorCase => ({
	code: 'PERMISSION_REFUSED',
	facts: { status: 403, i18nKey },
});
const unanswered = (detail: string): ErrorCase => ({ code: 'UNAVAILABLE', facts: { detail } });
const inDoubt = (facts: TangoErrorFacts, when: string): ErrorCase => ({
	code: 'OUTCOME_UNKNOWN',
	facts,
	when,
});
const notSent = (reason: string): ErrorCase => ({ code: 'NOT_SENT', facts: { reason } });
const mistake = (field: string, problem: string, value?: string): TangoErrorFacts => ({
	field,
	problem,
	value,
});

export const ERROR_GROUPS: readonly ErrorGroup[] = [
	{
		title: 'Not known whether it was done',
		about:
			'The answer got lost, or came and could not be read. A reward may be paid although the item failed. Running again with the same reference settles it.',
		cases: [
			inDoubt(KEYED, 'An order'),
			inDoubt({ ...KEYED, reason: 'webPage' }, 'An order, and a web page came instead of the answer'),
			inDoubt(ROW, 'A row of a Bulk Order'),
			inDoubt({ ...ROW, detail: LINES_NOT_TOLD }, 'A row of a Bulk Order that Tango does not show whole yet'),
			inDoubt({ ...KEYED, movement: 'transfer' }, 'A deposit or transfer'),
			inDoubt(
				{ ...KEYED, movement: 'transfer', lastCode: 'CONFLICT' },
				'A deposit or transfer, and Tango sees a conflict',
			),
			inDoubt({}, 'A new customer, account or alert'),
			inDoubt({ doubt: 'lineItem' }, 'A change of a line item'),
			inDoubt({ doubt: 'reissue' }, 'A reissue'),
			inDoubt({ doubt: 'resend' }, 'A reward that is sent again'),
			inDoubt({ doubt: 'template' }, 'An email template'),
		],
	},
	{
		title: 'The reference',
		about: 'A reference stands for one reward for one person. Tango keeps it with the order.',
		cases: [
			{
				code: 'REFERENCE_TAKEN',
				facts: {
					referenceOrderID: 'RA261122-1401-64',
					status: 200,
					differences: [{ field: 'recipientEmail', asked: 'bob@example.com', found: 'j…@example.com' }],
				},
				when: 'The order was there before',
			},
			{
				code: 'REFERENCE_TAKEN',
				facts: {
					referenceOrderID: 'RA261122-1401-64',
					status: 201,
					differences: [{ field: 'amount', asked: '', found: '25' }],
				},
				when: 'Tango reported it as a new order',
			},
			repeated(),
			{ code: 'CONFLICT', facts: { thing: { ...ACCOUNT, identifier: 'acme-eur' } } },
			{ code: 'CONFLICT' },
		],
	},
	{
		title: 'Money',
		about:
			'The account or card cannot pay. [Limits of your own](limits-and-approvals.md) are told by their field instead.',
		cases: [
			{ code: 'INSUFFICIENT_FUNDS', facts: { thing: ACCOUNT } },
			{ code: 'INSUFFICIENT_FUNDS' },
			{ code: 'INSUFFICIENT_FUNDS', facts: { movement: 'deposit' } },
			{ code: 'INSUFFICIENT_FUNDS', facts: { movement: 'transfer' } },
		],
	},
	{
		title: 'What Tango refuses or does not know',
		about: 'The request reached Tango, and Tango said no. It names the reason.',
		cases: [
			{ code: 'REJECTED', facts: { apiFields: [{ path: 'recipient.email', message: 'is not valid' }] } },
			{
				code: 'REJECTED',
				facts: { apiMessage: 'The reward is not available', earlierOrder: 'none' },
				when: 'An order, and none of an earlier run was found',
			},
			{
				code: 'REJECTED',
				facts: { apiMessage: 'The reward is not available', earlierOrder: 'unknown' },
				when: 'An order, and Tango would not tell of earlier ones',
			},
			{ code: 'NOT_FOUND', facts: { thing: ACCOUNT } },
			{ code: 'NOT_FOUND', facts: { thing: { ...ACCOUNT, trouble: 'ofAnotherCustomer' } } },
			{ code: 'NOT_FOUND', facts: { thing: { ...ACCOUNT, trouble: 'inactive' } } },
			{ code: 'NOT_FOUND' },
			{ code: 'NOT_FOUND', facts: { reason: 'unknownAddress' } },
			{ code: 'NOT_FOUND', facts: ROW },
			refusal('403.015'),
			{
				code: 'PERMISSION_REFUSED',
				facts: { i18nKey: '403.015', forwardedFor: '203.0.113.42' },
				when: 'X-Forwarded-For was sent',
			},
			refusal('403.001'),
			refusal('403.016'),
			{ code: 'PERMISSION_REFUSED', facts: { ...ROW, i18nKey: '403.016' }, when: 'A Bulk Order' },
			refusal('403.003'),
			{
				code: 'PERMISSION_REFUSED',
				facts: {
					i18nKey: '403.005',
					apiMessage: 'Only once in 30 seconds. It was last sent at 2026-11-25T09:00:00Z',
				},
			},
			refusal('403.004'),
			refusal('403.005'),
			refusal('403.023'),
			refusal('403.010'),
			refusal('403.022'),
			refusal('403.008'),
			refusal('403.021'),
			{ code: 'REJECTED', facts: { i18nKey: '422.085' } },
		],
	},
	{
		title: 'The credential',
		about:
			'Tango does not know who asks. **Test** in the credential tells the same at once. [Where the keys come from](credentials.md).',
		cases: [
			{ code: 'AUTHENTICATION_REFUSED' },
			{ code: 'AUTHENTICATION_REFUSED', facts: { reason: 'bothKeysRefused' } },
			{ code: 'AUTHENTICATION_REFUSED', facts: { reason: 'proofRefused' } },
			{ code: 'AUTHENTICATION_REFUSED', facts: { reason: 'proofWanted' } },
			{ code: 'TOKEN_REFUSED', when: 'A wrong client or service account' },
			{
				code: 'TOKEN_REFUSED',
				facts: { detail: 'unauthorized_client' },
				when: 'A client that needs a service account',
			},
			{ code: 'TOKEN_REFUSED', facts: { apiMessage: 'Service not found' } },
			{ code: 'TOKEN_REFUSED', facts: { detail: 'daily_rate_limit' } },
			{ code: 'TOKEN_REFUSED', facts: { detail: 'dpop_not_bound' } },
			{ code: 'TOKEN_REFUSED', facts: { detail: 'invalid_dpop_proof' } },
			{ code: 'RATE_LIMITED', facts: { reason: 'rateLimited' } },
			{ code: 'INVALID_CREDENTIALS_FIELD', facts: { field: 'apiKey', problem: 'is empty' } },
		],
	},
	{
		title: 'The way to Tango',
		about:
			'The network, a proxy or a gateway stands between n8n and Tango. Give the message to your IT team, with [Gateways and proxies](gateways.md).',
		cases: [
			...['dns', 'refused', 'unreachable', 'connectTimeout', 'reset', 'addressNotAllowed', ''].map(notSent),
			{
				code: 'NOT_SENT',
				facts: { reason: 'refused', askedAt: 'https://tango.example.com/raas/v2' },
				when: 'A Base URL of your own',
			},
			{ code: 'PROXY', facts: { reason: 'proxyAuthentication' } },
			{ code: 'PROXY', facts: { detail: 'PROXY_STATUS_403' } },
			{ code: 'PROXY', facts: { reason: 'proxy' } },
			{ code: 'PROXY', facts: { status: 403 } },
			{ code: 'PROXY', facts: { status: 302 } },
			{ code: 'BLOCKED_BY_LOAD_BALANCER', facts: { status: 403 } },
			{
				code: 'BLOCKED_BY_LOAD_BALANCER',
				facts: { status: 403, forwardedFor: '203.0.113.42' },
				when: 'X-Forwarded-For was sent',
			},
			{ code: 'BLOCKED_BY_LOAD_BALANCER', facts: { status: 463 } },
			certificate('CERT_HAS_EXPIRED', 'A certificate that has expired'),
			certificate('CERT_NOT_YET_VALID', 'A certificate that is not valid yet'),
			certificate('CERT_REVOKED', 'A certificate that was revoked'),
			certificate('ERR_TLS_CERT_ALTNAME_INVALID', 'A certificate of another host'),
			certificate('ERR_TLS_CERT_NO_SAN', 'A certificate without a host'),
			certificate('UNABLE_TO_GET_ISSUER_CERT', 'An intermediate certificate of yours alone'),
			certificate(
				'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
				'An authority that is not known, or an intermediate that is missing',
			),
			certificate('DEPTH_ZERO_SELF_SIGNED_CERT', 'A self-signed certificate'),
			certificate('SELF_SIGNED_CERT_IN_CHAIN', 'An authority that is not known'),
			certificate('CERT_SIGNATURE_FAILURE', 'An authority that did not sign'),
			certificate('INVALID_PURPOSE', 'A certificate for something else'),
			certificate('KEYUSAGE_NO_CERTSIGN', 'An authority that may not sign'),
			certificate('PATH_LENGTH_EXCEEDED', 'Too many intermediates'),
			certificate('PERMITTED_VIOLATION', 'An authority that may not sign for this host'),
			certificate('EE_KEY_TOO_SMALL', 'Weak security'),
			certificate('UNHANDLED_CRITICAL_EXTENSION', 'A condition that is not known'),
			certificate('UNKNOWN', 'Anything else'),
			tls('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'A server that wants a certificate from n8n'),
			tls('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'Old TLS'),
			tls('ERR_SSL_WRONG_VERSION_NUMBER', 'No TLS'),
			tls('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'No encryption in common'),
			tls('ERR_SSL_SOMETHING_ELSE', 'Anything else'),
		],
	},
	{
		title: 'Too fast, too slow, too much',
		about: 'Tango allows about one request a second. [Many rewards](scale.md) tells how to send thousands.',
		cases: [
			{ code: 'RATE_LIMITED' },
			{ code: 'RATE_LIMITED', facts: { reason: 'tooLate' } },
			{ code: 'CANCELLED' },
			{ code: 'UNAVAILABLE' },
			{ code: 'UNAVAILABLE', facts: { reason: 'tooLarge', detail: 'OVER_50_MIB' } },
			{ code: 'UNAVAILABLE', facts: { reason: 'tooLarge' } },
			...[ENDLESS_LIST, BEYOND_CAP, CROWDED_SECOND, POLL_TIME_UP, ABSENCE_NOT_PROVED].map(unanswered),
			...[LINES_NOT_TOLD, AFTER_DOUBT].map(unanswered),
		],
	},
	{
		title: 'A field',
		about:
			'A value cannot be used as it is. Nothing was sent. The message names the field and shows the value; with more than one item it names the row.',
		cases: [
			{ code: 'INVALID_INPUT', facts: mistake('amount', 'must be a number', '€25') },
			{
				code: 'INVALID_INPUT',
				facts: {
					...mistake('recipientEmail', 'is empty, but the reward is sent by email'),
					others: [mistake('amount', 'must be a number', '€25'), mistake('utid', 'is empty')],
				},
				when: 'Several mistakes in one item',
			},
			{ code: 'INVALID_INPUT', facts: mistake('', 'could not be checked') },
		],
	},
];
