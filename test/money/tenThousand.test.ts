import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallOptions } from '../../nodes/Tango/core/call/client.ts';
import type { FaultSpec } from '../sandbox/faults.ts';
import { startSandbox } from '../sandbox/server.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { createFastClock } from './support/fastClock.ts';
import { openLine, orderBody } from './support/line.ts';
import { told, withinRealMs } from './support/operations.ts';
import { expectBooksInBalance } from './support/promises.ts';

/*
 * Ten thousand orders over a network in which three requests of ten go wrong, lookups included: in all the ways
 * in which they can. Time runs 25 times faster in the client, the pace is lifted, everything else is as in
 * production: real sockets, five attempts, one retry budget for all orders of a run.
 */

const SPEED = 25;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const ORDERS = 1_000;
const CONCURRENCY = 16;
const FAULTY = 0.3;
const AMOUNT = 25;
/** Of one order, in real time; its requests together may take 3 × 120 s of the client's time. */
const HANGS_AFTER_MS = 20_000;
/** As often as a user would run the workflow again at most; once should do. */
const MAX_RUNS = 6;

const CALL: CallOptions = {
	responseTimeoutMs: 15_000,
	maxAttempts: 5,
	totalTimeoutMs: 120_000,
	forwardedFor: undefined,
};

/** Longer than the 600 ms of real time that an attempt is held. */
const TOO_LONG_MS = 800;

/** Every way of failing that a further attempt may mend. */
const MENDABLE: readonly FaultSpec[] = [
	{ kind: 'reset-before' },
	{ kind: 'reset-after' },
	{ kind: 'close-before' },
	{ kind: 'close-after' },
	{ kind: 'stall-before', ms: 20 },
	{ kind: 'stall-after', ms: 20 },
	{ kind: 'stall-before' },
	{ kind: 'stall-after' },
	{ kind: 'headers-then-stall', ms: 20 },
	{ kind: 'headers-then-stall' },
	{ kind: 'truncated-body' },
	{ kind: 'drip', bytes: 200, ms: 2 },
	{ kind: 'slow-processing', ms: 40 },
	{ kind: 'slow-processing', ms: TOO_LONG_MS },
	{ kind: 'garbage-status-line' },
	{ kind: 'status-500-before' },
	{ kind: 'status-502-before' },
	{ kind: 'status-503-before' },
	{ kind: 'status-504-before' },
	{ kind: 'status-500-after' },
	{ kind: 'status-502-after' },
	{ kind: 'status-503-after' },
	{ kind: 'status-504-after' },
	{ kind: 'rate-limited' },
	{ kind: 'rate-limited-seconds', ms: 2_000 },
	{ kind: 'rate-limited-date', ms: 1_000 },
	{ kind: 'html-200' },
	{ kind: 'gzip' },
	{ kind: 'empty-200' },
	{ kind: 'empty-200', executes: false },
	{ kind: 'not-json' },
	{ kind: 'not-json', executes: false },
	{ kind: 'huge-body', bytes: 11 * 1024 * 1024 },
];

/** A no that stands, whatever went before. */
const FINAL: readonly FaultSpec[] = [
	{ kind: 'alb-403' },
	{ kind: 'redirect-301' },
	{ kind: 'redirect-307' },
	{ kind: 'unauthorized' },
];

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ keepRequestLog: false });
});
afterEach(async () => await sandbox.close());

/** What one run of the workflow came to; references by what was told. */
interface Tally {
	readonly paid: string[];
	readonly failed: string[];
	readonly unknown: string[];
	/** Of the failed: those of which it was said that Tango has no such order. */
	readonly notThere: string[];
	/** How often each code was told. */
	readonly codes: Map<string, number>;
	attempts: number;
}

/** One run of a workflow in a process of its own: all references, a few at a time. */
async function runWorkflow(references: readonly string[], seed: number): Promise<Tally> {
	const tally: Tally = { paid: [], failed: [], unknown: [], notThere: [], codes: new Map(), attempts: 0 };
	const line = openLine(sandbox, {
		clock: createFastClock(SPEED),
		seed,
		// In the client's time.
		requestsPerSecond: 1_000_000,
		keepAttempts: false,
		onAttempt: () => void (tally.attempts += 1),
	});
	const waiting = [...references];
	const work = async () => {
		for (let reference = waiting.pop(); reference !== undefined; reference = waiting.pop()) {
			const body = orderBody(reference, AMOUNT);
			const placing = told(async () => await line.tango.placeOrder(body, CALL));
			const seen = await withinRealMs(HANGS_AFTER_MS, placing);
			if (seen.kind !== 'success') {
				const { code, facts } = seen.error;
				const words = [code, facts.lastCode, facts.reason].filter((word) => word !== undefined).join(' ');
				tally.codes.set(words, (tally.codes.get(words) ?? 0) + 1);
			}
			const { kind } = seen;
			if (kind === 'failure' && seen.error.facts.earlierOrder === 'none') tally.notThere.push(reference);
			tally[kind === 'success' ? 'paid' : kind === 'failure' ? 'failed' : 'unknown'].push(reference);
		}
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, work));
	await line.close();
	return tally;
}

function referencesOf(seed: number): string[] {
	return Array.from({ length: ORDERS }, (_, index) => `t${seed}x${index}`);
}

function isOnTheBooks(reference: string): boolean {
	return sandbox.state.ordersFor(reference).length > 0;
}

interface Account {
	readonly duplicates: number;
	/** Told as failed by the very run that paid it. */
	readonly wronglyFailed: number;
	readonly wronglyPaid: number;
	/** Told that no run had paid it, although one had. */
	readonly wronglyNotThere: number;
}

const FAULTLESS: Account = { duplicates: 0, wronglyFailed: 0, wronglyPaid: 0, wronglyNotThere: 0 };

/**
 * What was told against the books. A failure says of its own run that it did not pay, and of earlier ones
 * only where it could look.
 */
function audit(
	references: readonly string[],
	{ paid, failed, notThere }: Tally,
	paidBefore: ReadonlySet<string>,
): Account {
	return {
		duplicates: references.filter((reference) => sandbox.state.ordersFor(reference).length > 1).length,
		wronglyFailed: failed.filter((reference) => isOnTheBooks(reference) && !paidBefore.has(reference)).length,
		wronglyPaid: paid.filter((reference) => !isOnTheBooks(reference)).length,
		wronglyNotThere: notThere.filter(isOnTheBooks).length,
	};
}

function addedUp(accounts: readonly Account[]): Account {
	const sum = (name: keyof Account) => accounts.reduce((total, account) => total + account[name], 0);
	return {
		duplicates: sum('duplicates'),
		wronglyFailed: sum('wronglyFailed'),
		wronglyPaid: sum('wronglyPaid'),
		wronglyNotThere: sum('wronglyNotThere'),
	};
}

/** Runs the workflow, and again with what is not known to be paid, until all is; the faults go on. */
async function runUntilPaid(
	seed: number,
	kinds: readonly FaultSpec[],
): Promise<{ tallies: Tally[]; account: Account; onTheBooks: number[]; paidEarlier: number }> {
	const references = referencesOf(seed);
	sandbox.faults.random({ seed, rate: FAULTY, kinds, match: { path: /\/orders/ } });
	const tallies: Tally[] = [];
	const accounts: Account[] = [];
	const onTheBooks: number[] = [];
	let paidEarlier = 0;
	for (let open = references; open.length > 0 && tallies.length < MAX_RUNS; ) {
		const paidBefore = new Set(open.filter(isOnTheBooks));
		const tally = await runWorkflow(open, seed + tallies.length * 1_000);
		expect(tally.paid.length + tally.failed.length + tally.unknown.length).toBe(open.length);
		tallies.push(tally);
		// Orders still in process belong to this run.
		await pause(TOO_LONG_MS);
		accounts.push(audit(references, tally, paidBefore));
		paidEarlier += tally.failed.filter((reference) => paidBefore.has(reference)).length;
		onTheBooks.push(sandbox.state.orders.length);
		open = [...tally.failed, ...tally.unknown];
	}
	return { tallies, account: addedUp(accounts), onTheBooks, paidEarlier };
}

function report(seed: number, startedAt: number, seen: Awaited<ReturnType<typeof runUntilPaid>>): void {
	const [first] = seen.tallies;
	const cells = {
		seed,
		orders: sandbox.state.orders.length,
		duplicates: seen.account.duplicates,
		'wrongly failed': seen.account.wronglyFailed,
		'wrongly paid': seen.account.wronglyPaid,
		'failed (1st run)': first?.failed.length,
		'unknown (1st run)': first?.unknown.length,
		'failed, paid by an earlier run': seen.paidEarlier,
		'failed, known as not paid': seen.tallies.reduce((sum, { notThere }) => sum + notThere.length, 0),
		runs: seen.tallies.length,
		attempts: seen.tallies.reduce((sum, { attempts }) => sum + attempts, 0),
		seconds: ((performance.now() - startedAt) / 1_000).toFixed(1),
	};
	const codes = [...(first?.codes ?? [])].map(([code, count]) => `${count} ${code}`).join(', ');
	process.stdout.write(
		`${Object.entries(cells)
			.map(([name, value]) => `${name} ${value}`)
			.join(' | ')}${codes ? ` (${codes})` : ''}\n`,
	);
}

describe('ten thousand orders, three requests of ten faulty', () => {
	test.each(SEEDS)(
		'a thousand of them are each paid once and told as paid (seed %i)',
		async (seed) => {
			const startedAt = performance.now();
			const seen = await runUntilPaid(seed, MENDABLE);
			report(seed, startedAt, seen);

			expect(seen.account).toEqual(FAULTLESS);
			expect(seen.tallies[0]?.failed).toEqual([]);
			expect(seen.onTheBooks[1] ?? seen.onTheBooks[0], 'orders after the second run').toBe(ORDERS);
			expect(seen.tallies.at(-1)).toMatchObject({ failed: [], unknown: [] });
			expect(sandbox.state.orders).toHaveLength(ORDERS);
			expectBooksInBalance(sandbox);
			expect(sandbox.violations).toEqual([]);
		},
		120_000,
	);
});

describe('a thousand orders, some refused for good among the faults', () => {
	test('none is told as failed that was paid, and running again pays the rest', async () => {
		const startedAt = performance.now();
		const seen = await runUntilPaid(11, [...MENDABLE, ...FINAL, ...FINAL, ...FINAL]);
		report(11, startedAt, seen);

		expect(seen.account).toEqual(FAULTLESS);
		expect(seen.tallies[0]?.failed.length, 'plain failures').toBeGreaterThan(20);
		expect(seen.tallies[0]?.notThere.length, 'failures that could be looked up').toBeGreaterThan(10);
		expect(seen.tallies.at(-1)).toMatchObject({ failed: [], unknown: [] });
		expect(sandbox.state.orders).toHaveLength(ORDERS);
		expectBooksInBalance(sandbox);
		expect(sandbox.violations).toEqual([]);
	}, 120_000);
});
