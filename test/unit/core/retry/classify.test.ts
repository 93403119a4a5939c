import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { TangoErrorCode } from '../../../../nodes/Tango/core/foundation/errors.ts';
import type {
	Failure,
	FailureCause,
	Phase,
	Safety,
} from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { classify, type JudgedAnswer, type Verdict } from '../../../../nodes/Tango/core/retry/classify.ts';

/*
 * The table of resilience.md §2.3, row by row and for the three kinds of request. Words for the verdicts:
 * a code alone is a plain failure; "retry / X" tries again and ends as X when it may not; "in doubt" remembers that
 * Tango may have done it.
 */

const SAFETIES: readonly Safety[] = ['read', 'keyed', 'neverTwice'];

const CAUSES: readonly FailureCause[] = [
	'dns',
	'refused',
	'unreachable',
	'connectTimeout',
	'certificate',
	'tlsProtocol',
	'proxy',
	'proxyAuthentication',
	'reset',
	'responseTimeout',
	'brokenAnswer',
	'tooLarge',
	'encodedAnswer',
	'cancelled',
	'addressNotAllowed',
	'invalidRequest',
];

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' };

function answer(status: number, i18nKey?: string): JudgedAnswer {
	return { kind: 'answer', status, headers: JSON_TYPE, json: { i18nKey }, apiError: { i18nKey } };
}

function htmlAnswer(status: number, headers: Readonly<Record<string, string>> = {}): JudgedAnswer {
	return { kind: 'answer', status, headers: { ...HTML_TYPE, ...headers }, apiError: {} };
}

function failure(cause: FailureCause, phase: Phase, status?: number): Failure {
	return { kind: 'failure', cause, phase, detail: 'TEST', ...(status === undefined ? {} : { status }) };
}

function words(verdict: Verdict): string {
	switch (verdict.do) {
		case 'fail':
			return verdict.code;
		case 'retry': {
			const least = verdict.atLeastMs > 0 ? ` after ${verdict.atLeastMs} ms` : '';
			return `retry${least}${verdict.inDoubt ? ' in doubt' : ''} / ${verdict.otherwise}`;
		}
		case 'renewCredentials':
			return verdict.otherwise === 'AUTHENTICATION_REFUSED'
				? verdict.do
				: `${verdict.do} / ${verdict.otherwise}`;
		default:
			return verdict.do;
	}
}

type Row = readonly [
	what: string,
	seen: JudgedAnswer | Failure,
	read: string,
	keyed: string,
	neverTwice: string,
];

function same(what: string, seen: JudgedAnswer | Failure, verdict: string): Row {
	return [what, seen, verdict, verdict, verdict];
}

/** Tango may have done it: only what is safe to repeat is sent again. */
function ambiguous(what: string, seen: JudgedAnswer | Failure): Row {
	return [what, seen, 'retry / UNAVAILABLE', 'retry in doubt / OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN'];
}

const ROWS: Readonly<Record<string, readonly Row[]>> = {
	'configuration: no retry mends it': [
		same('a certificate that is not to be trusted', failure('certificate', 'notSent'), 'CERTIFICATE'),
		same('no common TLS version', failure('tlsProtocol', 'notSent'), 'CERTIFICATE'),
		same('a proxy that wants credentials (407)', failure('proxyAuthentication', 'notSent'), 'PROXY'),
		same('a request that the HTTP library refuses', failure('invalidRequest', 'notSent'), 'NOT_SENT'),
	],
	'not sent: safe to send again, whatever it is': [
		same('an unknown host name', failure('dns', 'notSent'), 'retry / NOT_SENT'),
		same('a refused connection', failure('refused', 'notSent'), 'retry / NOT_SENT'),
		same('no route', failure('unreachable', 'notSent'), 'retry / NOT_SENT'),
		same('no connection in time', failure('connectTimeout', 'notSent'), 'retry / NOT_SENT'),
		same('a reset before TLS', failure('reset', 'notSent'), 'retry / NOT_SENT'),
		same('a dropped tunnel', failure('proxy', 'notSent'), 'retry / PROXY'),
	],
	'refused before work': [
		same('429.001', answer(429, '429.001'), 'retry / RATE_LIMITED'),
		same('429.008', answer(429, '429.008'), 'retry / RATE_LIMITED'),
		same('429 without a key', answer(429), 'retry / RATE_LIMITED'),
		same('429 of a gateway, in HTML', htmlAnswer(429), 'retry / RATE_LIMITED'),
		same('401', answer(401, '401.502'), 'renewCredentials'),
		same('401 without a body', htmlAnswer(401), 'renewCredentials'),
		same('401 whose body broke off', failure('brokenAnswer', 'answerBegun', 401), 'renewCredentials'),
		same('403.001', answer(403, '403.001'), 'renewCredentials / PERMISSION_REFUSED'),
		same('403.015', answer(403, '403.015'), 'renewCredentials / PERMISSION_REFUSED'),
		same('403 in JSON without a key', answer(403), 'renewCredentials / PERMISSION_REFUSED'),
	],
	'still running': [
		[
			'409.002',
			answer(409, '409.002'),
			'CONFLICT',
			'retry after 2000 ms in doubt / OUTCOME_UNKNOWN',
			'CONFLICT',
		],
		[
			'409 whose words were lost, which may be just that',
			answer(409),
			'CONFLICT',
			'retry after 2000 ms in doubt / OUTCOME_UNKNOWN',
			'CONFLICT',
		],
	],
	'ambiguous: no usable answer': [
		ambiguous('a reset after sending', failure('reset', 'maybeProcessed')),
		ambiguous('no answer in time', failure('responseTimeout', 'maybeProcessed')),
		ambiguous('an answer that is not HTTP', failure('brokenAnswer', 'maybeProcessed')),
		ambiguous('a client certificate asked for after the request', failure('certificate', 'maybeProcessed')),
		ambiguous('408', answer(408)),
		ambiguous('500', answer(500, '500.001')),
		ambiguous('500 of an order in process (500.021)', answer(500, '500.021')),
		ambiguous('502 in HTML', htmlAnswer(502)),
		ambiguous('503 without a key', answer(503)),
		ambiguous('503 in HTML', htmlAnswer(503)),
		ambiguous('503.035, a supplier’s error', answer(503, '503.035')),
		ambiguous('503.501, timed out', answer(503, '503.501')),
		ambiguous('503.502, unavailable', answer(503, '503.502')),
		ambiguous('504', htmlAnswer(504)),
		ambiguous('520', htmlAnswer(520)),
		ambiguous('529', answer(529)),
		ambiguous('599', answer(599)),
		ambiguous('500 whose body broke off', failure('brokenAnswer', 'answerBegun', 500)),
		ambiguous('503 whose body never came', failure('responseTimeout', 'answerBegun', 503)),
	],
	'answer lost: the status said yes': [
		ambiguous('201 without JSON', { kind: 'answer', status: 201, headers: JSON_TYPE, apiError: {} }),
		['200 in HTML', htmlAnswer(200), 'retry / PROXY', 'retry in doubt / OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN'],
		ambiguous('204', { kind: 'answer', status: 204, headers: {}, apiError: {} }),
		ambiguous('201 whose body broke off', failure('brokenAnswer', 'answerBegun', 201)),
		ambiguous('201 whose body never came', failure('responseTimeout', 'answerBegun', 201)),
		ambiguous('201 that is compressed', failure('encodedAnswer', 'answerBegun', 201)),
		ambiguous('a broken answer whose status nobody saw', failure('brokenAnswer', 'answerBegun')),
		[
			'201 that is too large',
			failure('tooLarge', 'answerBegun', 201),
			'UNAVAILABLE',
			'retry in doubt / OUTCOME_UNKNOWN',
			'OUTCOME_UNKNOWN',
		],
	],
	'permanent: no stays no': [
		same('400', answer(400, '422.024'), 'REJECTED'),
		same('402', answer(402, '402.001'), 'INSUFFICIENT_FUNDS'),
		same('403 of Tango', answer(403, '403.016'), 'PERMISSION_REFUSED'),
		same(
			'403 of Tango’s load balancer',
			{ ...htmlAnswer(403, { server: 'awselb/2.0' }), isLoadBalancerPage: true },
			'BLOCKED_BY_LOAD_BALANCER',
		),
		same(
			'403 of Tango’s load balancer behind a gateway that puts its own name there',
			{ ...htmlAnswer(403, { server: 'nginx' }), isLoadBalancerPage: true },
			'BLOCKED_BY_LOAD_BALANCER',
		),
		same('403 in HTML of somebody on the way', htmlAnswer(403), 'PROXY'),
		same(
			'403 without type or body',
			{ kind: 'answer', status: 403, headers: {}, apiError: {} },
			'PERMISSION_REFUSED',
		),
		same('404', answer(404, '404.005'), 'NOT_FOUND'),
		same('405', answer(405), 'REJECTED'),
		same('406', answer(406), 'REJECTED'),
		same('409.001', answer(409, '409.001'), 'CONFLICT'),
		same('409.024', answer(409, '409.024'), 'CONFLICT'),
		same('410', answer(410, '410.001'), 'REJECTED'),
		same('415', answer(415, '415.001'), 'REJECTED'),
		same('422', answer(422, '422.025'), 'REJECTED'),
		same('422 in HTML', htmlAnswer(422), 'PROXY'),
		same('428', answer(428, '428.001'), 'REJECTED'),
		same('429.002, funding velocity', answer(429, '429.002'), 'REJECTED'),
		same('429.003, card not active yet', answer(429, '429.003'), 'REJECTED'),
		same('429.004', answer(429, '429.004'), 'REJECTED'),
		same('429.005', answer(429, '429.005'), 'REJECTED'),
		same('463, too many forwarded addresses', htmlAnswer(463), 'BLOCKED_BY_LOAD_BALANCER'),
		same('501', answer(501), 'REJECTED'),
		same('505', answer(505), 'REJECTED'),
		same('503.001, access denied', answer(503, '503.001'), 'PERMISSION_REFUSED'),
		same('503.002, try in 24 hours', answer(503, '503.002'), 'REJECTED'),
		same('503.042, try in 24 hours', answer(503, '503.042'), 'REJECTED'),
		same('301', answer(301), 'PROXY'),
		same('302 of a captive portal', htmlAnswer(302), 'PROXY'),
		same('307', answer(307), 'PROXY'),
		same('402 whose body broke off', failure('brokenAnswer', 'answerBegun', 402), 'INSUFFICIENT_FUNDS'),
		same('422 whose body is too large', failure('tooLarge', 'answerBegun', 422), 'REJECTED'),
		same('302 whose body broke off', failure('reset', 'answerBegun', 302), 'PROXY'),
	],
	'usable answers': [
		same('200', answer(200), 'accept'),
		same('201', answer(201), 'accept'),
		same('299', answer(299), 'accept'),
	],
	'cancelled by the user': [
		same('before it was sent', failure('cancelled', 'notSent'), 'CANCELLED'),
		[
			'on the wire',
			failure('cancelled', 'maybeProcessed'),
			'CANCELLED',
			'OUTCOME_UNKNOWN',
			'OUTCOME_UNKNOWN',
		],
		[
			'while 201 came in',
			failure('cancelled', 'answerBegun', 201),
			'CANCELLED',
			'OUTCOME_UNKNOWN',
			'OUTCOME_UNKNOWN',
		],
		same('while 404 came in', failure('cancelled', 'answerBegun', 404), 'NOT_FOUND'),
	],
};

describe.each(Object.entries(ROWS))('%s', (_, rows) => {
	const cases = rows.flatMap(([what, seen, ...verdicts]) =>
		SAFETIES.map((safety, index) => [what, safety, verdicts[index] ?? '', seen] as const),
	);
	it.each(cases)('%s, %s: %s', (_what, safety, verdict, seen) => {
		expect(words(classify(safety, seen))).toBe(verdict);
	});
});

describe('the words that decide', () => {
	it('takes the key of Tango’s body, not the status, for a lasting refusal: 429.002 in a 503 is a 503', () => {
		expect(words(classify('read', answer(503, '429.002')))).toBe('retry / UNAVAILABLE');
		expect(words(classify('read', answer(429, '503.002')))).toBe('retry / RATE_LIMITED');
	});

	it('believes a load balancer only with its own name in the header or its own page', () => {
		expect(words(classify('read', htmlAnswer(403, { server: 'nginx' })))).toBe('PROXY');
	});

	it('takes JSON from Tango for Tango’s even when the type says HTML', () => {
		const i18nKey = '403.016';
		const seen: JudgedAnswer = { ...htmlAnswer(403), json: { i18nKey }, apiError: { i18nKey } };
		expect(words(classify('read', seen))).toBe('PERMISSION_REFUSED');
	});
});

/* Properties over everything that can be seen. */

const phases: readonly Phase[] = ['notSent', 'maybeProcessed', 'answerBegun'];

const anyFailure = fc
	.record({
		cause: fc.constantFrom(...CAUSES),
		phase: fc.constantFrom(...phases),
		status: fc.option(fc.integer({ min: 200, max: 599 }), { nil: undefined }),
	})
	.map(({ cause, phase, status }) => failure(cause, phase, phase === 'answerBegun' ? status : undefined));

const KEYS = [
	'409.002',
	'429.001',
	'429.002',
	'429.005',
	'503.001',
	'503.002',
	'503.042',
	'500.021',
	undefined,
];

const anyAnswer = fc
	.record({
		status: fc.integer({ min: 200, max: 599 }),
		i18nKey: fc.constantFrom(...KEYS),
		headers: fc.constantFrom(JSON_TYPE, HTML_TYPE, {}, { server: 'awselb/2.0' }),
		json: fc.option(fc.constant({}), { nil: undefined }),
	})
	.map(
		({ status, i18nKey, headers, json }): JudgedAnswer => ({
			kind: 'answer',
			status,
			headers,
			json,
			apiError: { i18nKey },
		}),
	);

const anySeen = fc.oneof(anyFailure, anyAnswer);

function codeOf(verdict: Verdict): TangoErrorCode | undefined {
	if (verdict.do === 'fail') return verdict.code;
	return verdict.do === 'retry' ? verdict.otherwise : undefined;
}

describe('properties', () => {
	it('never sends what must not happen twice again, unless it was not sent or was refused before work', () => {
		fc.assert(
			fc.property(anySeen, (seen) => {
				const verdict = classify('neverTwice', seen);
				if (verdict.do !== 'retry') return;
				const status = seen.status;
				expect(seen.kind === 'failure' ? seen.phase === 'notSent' || status === 429 : status === 429).toBe(
					true,
				);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('never says "not done" when Tango may have done it', () => {
		const lost = anyFailure.filter(
			({ phase, status }) => phase === 'maybeProcessed' || (phase === 'answerBegun' && (status ?? 200) < 300),
		);
		fc.assert(
			fc.property(lost, fc.constantFrom<Safety>('keyed', 'neverTwice'), (seen, safety) => {
				expect(codeOf(classify(safety, seen))).toBe('OUTCOME_UNKNOWN');
			}),
			{ numRuns: 2_000 },
		);
	});

	it('remembers the doubt of every keyed retry after which Tango may have done it', () => {
		fc.assert(
			fc.property(anySeen, (seen) => {
				const verdict = classify('keyed', seen);
				if (verdict.do !== 'retry' || verdict.inDoubt) return;
				expect(seen.kind === 'failure' && seen.phase === 'notSent' ? 0 : seen.status).toBeOneOf([0, 429]);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('sends what may be repeated again where it would send an order, but waits for no other request of its kind', () => {
		fc.assert(
			fc.property(
				anySeen.filter(({ status }) => status !== 409),
				(seen) => {
					expect(classify('repeatable', seen)).toEqual(classify('keyed', seen));
				},
			),
			{ numRuns: 2_000 },
		);
		expect(words(classify('repeatable', answer(409, '409.002')))).toBe('CONFLICT');
		expect(words(classify('repeatable', answer(409)))).toBe('CONFLICT');
	});

	it('never leaves a read in doubt', () => {
		fc.assert(
			fc.property(anySeen, (seen) => {
				const verdict = classify('read', seen);
				expect(codeOf(verdict)).not.toBe('OUTCOME_UNKNOWN');
				expect(verdict.do === 'retry' && verdict.inDoubt).toBe(false);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('takes nothing for success but a 2xx answer with JSON', () => {
		fc.assert(
			fc.property(anySeen, fc.constantFrom(...SAFETIES), (seen, safety) => {
				if (classify(safety, seen).do !== 'accept') return;
				expect(seen).toMatchObject({ kind: 'answer', json: expect.anything() });
				expect(Math.floor((seen.status ?? 0) / 100)).toBe(2);
			}),
			{ numRuns: 2_000 },
		);
	});
});
