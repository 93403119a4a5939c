import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Endpoint } from '../../../../nodes/Tango/core/api/endpoint.ts';
import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { isTangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import type { FailureCause, Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { CALL, failure, html, json, refusal, stage, type Exchange, type Step } from '../../support/core.ts';

/* Random faults, one after another, against the laws that keep a reward from being paid twice. */

const SENT_CAUSES: readonly FailureCause[] = [
	'reset',
	'responseTimeout',
	'brokenAnswer',
	'encodedAnswer',
	'tooLarge',
];
const UNSENT_CAUSES: readonly FailureCause[] = [
	'dns',
	'refused',
	'unreachable',
	'connectTimeout',
	'reset',
	'proxy',
];
const KEYS = [undefined, '409.002', '429.002', '429.008', '503.001', '503.002', '503.501'];

const retryAfter = fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined, freq: 2 });

const anyRefusal = fc
	.tuple(
		fc.constantFrom(400, 401, 402, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504),
		fc.constantFrom(...KEYS),
		retryAfter,
	)
	.map(([status, key, seconds]) =>
		refusal(status, key, seconds === undefined ? {} : { 'retry-after': String(seconds) }),
	);

/** Most of it worth a retry, so that scripts get long. */
const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...SENT_CAUSES).map((cause) => failure(cause, 'maybeProcessed')) },
	{ weight: 4, arbitrary: fc.constantFrom(...UNSENT_CAUSES).map((cause) => failure(cause, 'notSent')) },
	{
		weight: 1,
		arbitrary: fc.constantFrom(200, 201, 503).map((status) => failure('brokenAnswer', 'answerBegun', status)),
	},
	{ weight: 4, arbitrary: anyRefusal },
	{ weight: 1, arbitrary: fc.constantFrom(html(200), html(502), html(403)) },
	{ weight: 2, arbitrary: fc.constantFrom(json(200, {}), json(201, {})) },
);

const script: fc.Arbitrary<Step[]> = fc.array(
	fc.record({ outcome: anyOutcome, takesMs: fc.integer({ min: 0, max: 15_000 }) }),
	{ minLength: 1, maxLength: 8 },
);

const limits: fc.Arbitrary<Limits> = fc.record({
	maxAttempts: fc.integer({ min: 1, max: 5 }),
	totalTimeoutMs: fc.integer({ min: 15_000, max: 150_000 }),
	requestsPerSecond: fc.constantFrom(0.2, 1, 10),
	random: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

const endpoint = fc.constantFrom<Endpoint>(
	ENDPOINTS.createOrder,
	ENDPOINTS.createCustomer,
	ENDPOINTS.listOrders,
);

const BODY = { externalRefID: 't1abc', amount: 25 };

interface Run {
	readonly result: unknown;
	readonly exchanges: readonly Exchange[];
}

interface Limits {
	readonly maxAttempts: number;
	readonly totalTimeoutMs: number;
	readonly requestsPerSecond: number;
	readonly random: number;
}

async function run(
	steps: Step[],
	on: Endpoint,
	{ requestsPerSecond, random, ...call }: Limits,
): Promise<Run> {
	const { send, transport } = stage(steps, { random: () => random, requestsPerSecond });
	const result = await send(on, { body: BODY, externalRefID: 't1abc' }, call);
	return { result, exchanges: transport.exchanges };
}

/** Whether Tango may have carried the request out, judged anew and more simply than the source does. */
function maybeDone({ outcome }: Exchange): boolean {
	if (outcome.kind === 'failure') return outcome.phase !== 'notSent' && !isNo(outcome.status ?? 0);
	if (outcome.status < 300 || outcome.status === 408) return true;
	return outcome.status >= 500 && !(outcome.status === 503 && outcome.body.includes('"503.00'));
}

function isNo(status: number): boolean {
	return status >= 300 && status < 500 && status !== 408;
}

/** 401, or a 403 that no rule of Tango's is named in: both can mean that the token has expired. */
function refusesCredential({ outcome }: Exchange): boolean {
	if (outcome.kind !== 'answer') return false;
	return outcome.status === 401 || (outcome.status === 403 && !outcome.body.includes('i18nKey'));
}

/** Pairs of an attempt and the next one. */
function pairs(exchanges: readonly Exchange[]): Array<readonly [Exchange, Exchange]> {
	return exchanges.slice(1).flatMap((next, index) => {
		const before = exchanges[index];
		return before ? [[before, next] as const] : [];
	});
}

function retryAfterMs({ outcome }: Exchange): number {
	return outcome.kind === 'answer' ? Number(outcome.headers['retry-after'] ?? 0) * 1_000 : 0;
}

async function always(law: (run: Run, limits: Limits, on: Endpoint) => void) {
	await fc.assert(
		fc.asyncProperty(script, endpoint, limits, async (steps, on, some) => {
			law(await run(steps, on, some), some, on);
		}),
		{ numRuns: 300 },
	);
}

describe('whatever goes wrong, in whatever order', () => {
	it('every attempt has the same method, URL, bytes and key', async () => {
		await always(({ exchanges }) => {
			const sent = exchanges.map(({ request }) => `${request.method} ${request.url} ${request.body}`);
			expect(new Set(sent).size).toBe(1);
			expect(sent[0]).toContain('"externalRefID":"t1abc"');
		});
	});

	it('attempts are never more than allowed, plus one with a renewed credential', async () => {
		await always(({ exchanges }, { maxAttempts }) => {
			const renewals = exchanges.filter(refusesCredential).length;
			expect(exchanges.length).toBeLessThanOrEqual(maxAttempts + Math.min(renewals, 1));
		});
	});

	it('no retry comes before Retry-After, before its backoff or before its slot', async () => {
		await always(({ exchanges }, { requestsPerSecond }) => {
			let retries = 0;
			for (const [before, next] of pairs(exchanges)) {
				const waited = next.startedAt - before.endedAt;
				expect(next.startedAt - before.startedAt).toBeGreaterThanOrEqual(1_000 / requestsPerSecond);
				if (refusesCredential(before)) continue;
				retries += 1;
				expect(waited).toBeGreaterThanOrEqual(Math.max(retryAfterMs(before), 1_000 * 2 ** (retries - 1)));
			}
		});
	});

	it('no attempt starts that could not be held in full', async () => {
		await always(({ exchanges }, { totalTimeoutMs }) => {
			const first = exchanges[0]?.startedAt ?? 0;
			for (const { startedAt } of exchanges.slice(1)) {
				expect(startedAt).toBeLessThanOrEqual(first + totalTimeoutMs - CALL.responseTimeoutMs);
			}
		});
	});

	it('an order that may have been done ends as done or as unknown, with its reference, never as a plain no', async () => {
		await always(({ exchanges, result }, _limits, on) => {
			if (on.safety !== 'keyed' || !exchanges.some(maybeDone)) return;
			if (!isTangoError(result)) return;
			expect(result.code).toBe('OUTCOME_UNKNOWN');
			expect(result.facts).toMatchObject({ externalRefID: 't1abc', attempts: exchanges.length });
		});
	});

	it('what must not happen twice is never sent again once it may have been done', async () => {
		await always(({ exchanges, result }, _limits, on) => {
			if (on.safety !== 'neverTwice') return;
			const first = exchanges.findIndex(maybeDone);
			if (first < 0) return;
			expect(exchanges).toHaveLength(first + 1);
			if (isTangoError(result)) expect(result.code).toBe('OUTCOME_UNKNOWN');
		});
	});

	it('a read is never in doubt', async () => {
		await always(({ result }, _limits, on) => {
			if (on.safety === 'read' && isTangoError(result)) expect(result.code).not.toBe('OUTCOME_UNKNOWN');
		});
	});

	it('"unknown" is said only when something may have been done', async () => {
		await always(({ exchanges, result }) => {
			if (!isTangoError(result) || result.code !== 'OUTCOME_UNKNOWN') return;
			// 409.002, or a 409 whose words were lost.
			const running = exchanges.some(({ outcome }) => outcome.kind === 'answer' && outcome.status === 409);
			expect(running || exchanges.some(maybeDone)).toBe(true);
		});
	});
});
