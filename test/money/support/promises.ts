import { expect } from 'vitest';
import type { CallOptions } from '../../../nodes/Tango/core/call/client.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import type { Attempt, Line } from './line.ts';
import { secretsOf } from './line.ts';
import { arrivals, OPERATIONS, textsOf, type Told } from './operations.ts';
import type { OperationName } from './troubles.ts';

/** After the last moment at which an attempt may end. */
const GRACE_MS = 1_000;
/** Real time for what the process itself has to compute meanwhile. */
const COMPUTING_REAL_MS = 300;
/** HTTP dates are compared with the wall clock, which two lines of code do not read at the same moment. */
const DATE_TOLERANCE_MS = 300;

export interface Evidence {
	readonly sandbox: Sandbox;
	readonly line: Line;
	readonly told: Told;
	readonly operation: OperationName;
	/** Reference of what moves money, identifier of the customer. */
	readonly name: string;
	readonly call: CallOptions;
	readonly speed: number;
	/** Real time in which the process could not run meanwhile. */
	readonly lostMs: number;
	/** The line's pace, in ms of its clock between two attempts. */
	readonly spacingMs: number;
}

/** What holds whatever goes wrong (resilience §6.3). */
export function expectPromisesKept(evidence: Evidence): void {
	expectHonesty(evidence);
	expectBooksInBalance(evidence.sandbox);
	for (const attempts of requestsOf(evidence.line.attempts.filter(isForTango))) {
		expectWithinLimits(attempts, evidence);
		expectSameBytes(attempts);
		expectRetryAfterHeeded(attempts);
	}
	expectPace(evidence.line.attempts.filter(isForTango), evidence.spacingMs);
	expectSameBytesOnArrival(evidence);
	expectNoSecret(evidence);
	expect(evidence.sandbox.violations).toEqual([]);
}

function expectHonesty({ sandbox, told, operation, name }: Evidence): void {
	const executed = OPERATIONS[operation].executed(sandbox, name);
	expect(executed, 'executed more than once').toBeLessThanOrEqual(1);
	if (operation === 'read') {
		expect(told.kind, 'a read changes nothing, so its outcome is never unknown').not.toBe('unknown');
		return;
	}
	if (told.kind === 'success') expect(executed, 'told as done, but was not').toBe(1);
	if (told.kind === 'failure') expect(executed, `told as ${told.error.code}, but was done`).toBe(0);
}

/** Money left the account for what is on the books and for nothing else. */
export function expectBooksInBalance({ state }: Sandbox): void {
	const { deposits, transfers } = state.funds;
	const left = [
		...state.orders.map(({ amountCharged }) => amountCharged.total),
		...transfers.map(({ amount }) => amount),
		...deposits.map(({ amount }) => -amount),
	];
	const cents = left.reduce((sum, amount) => sum + Math.round(amount * 100), 0);
	expect(1_000_000 * 100 - Math.round(state.balance('acme-usd') * 100), 'money that left').toBe(cents);
}

/** Tokens come from another host, which knows no such limits. */
function isForTango({ request }: Attempt): boolean {
	return !request.url.endsWith('/oauth/token');
}

/** The attempts of each logical request. */
function requestsOf(attempts: readonly Attempt[]): Attempt[][] {
	const groups = new Map<string, Attempt[]>();
	for (const attempt of attempts) {
		const { method, url } = attempt.request;
		const key = `${method} ${url}`;
		groups.set(key, [...(groups.get(key) ?? []), attempt]);
	}
	return [...groups.values()];
}

function expectWithinLimits(attempts: readonly Attempt[], { call, speed, lostMs }: Evidence): void {
	const renewals = attempts.filter(({ outcome }) => outcome.kind === 'answer' && outcome.status === 401);
	expect(attempts.length, 'attempts').toBeLessThanOrEqual(call.maxAttempts + Math.min(1, renewals.length));
	const tookMs = (attempts.at(-1)?.endedAt ?? 0) - (attempts[0]?.startedAt ?? 0);
	expect(tookMs, 'ms from the first attempt to the end of the last').toBeLessThanOrEqual(
		call.totalTimeoutMs + GRACE_MS + (COMPUTING_REAL_MS + lostMs) * speed,
	);
}

function expectSameBytes(attempts: readonly Attempt[]): void {
	const bodies = new Set(attempts.map(({ request }) => request.body));
	expect([...bodies], 'bodies of one request').toHaveLength(1);
}

/** Whatever they belong to, attempts start no closer together than Tango's limit allows. */
function expectPace(attempts: readonly Attempt[], spacingMs: number): void {
	for (const [before, next] of pairs(attempts)) {
		expect(next.startedAt - before.startedAt, 'ms between two starts').toBeGreaterThanOrEqual(spacingMs);
	}
}

function expectRetryAfterHeeded(attempts: readonly Attempt[]): void {
	for (const [before, next] of pairs(attempts)) {
		const askedMs = retryAfterOf(before);
		expect(next.startedAt - before.endedAt, `ms after Retry-After: ${askedMs}`).toBeGreaterThanOrEqual(
			askedMs,
		);
	}
}

function pairs(attempts: readonly Attempt[]): Array<readonly [Attempt, Attempt]> {
	return attempts.slice(1).flatMap((next, index) => {
		const before = attempts[index];
		return before ? [[before, next] as const] : [];
	});
}

function retryAfterOf({ outcome, endedAtUnix }: Attempt): number {
	const value = outcome.kind === 'answer' ? outcome.headers['retry-after'] : undefined;
	if (value === undefined) return 0;
	if (/^\d+$/.test(value)) return Number(value) * 1_000;
	// What is neither seconds nor a date means nothing.
	const date = / GMT$/.test(value) ? Date.parse(value) : 0;
	return Math.max(0, date - endedAtUnix - DATE_TOLERANCE_MS);
}

/** As the server saw them: the same bytes, and of the headers only the credential may change. */
function expectSameBytesOnArrival({ sandbox, operation }: Evidence): void {
	const wires = arrivals(sandbox, OPERATIONS[operation]).map(({ headers, body }) => {
		const others = Object.entries(headers).filter(([name]) => name !== 'authorization');
		return JSON.stringify([others, body]);
	});
	expect(new Set(wires).size, 'different requests on the wire').toBeLessThanOrEqual(1);
}

export function expectNoSecret({ sandbox, told }: Pick<Evidence, 'sandbox' | 'told'>): void {
	if (told.kind === 'success') return;
	const texts = textsOf(told.error);
	for (const secret of secretsOf(sandbox)) expect(texts).not.toContain(secret);
}
