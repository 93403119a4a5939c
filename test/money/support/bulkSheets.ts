import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { CallOptions } from '../../../nodes/Tango/core/call/client.ts';
import { breathing } from '../../../nodes/Tango/core/foundation/breathe.ts';
import { asTangoError } from '../../../nodes/Tango/core/foundation/errors.ts';
import type { Planned, RawItem } from '../../../nodes/Tango/n8n/run/operation.ts';
import { workInPool } from '../../../nodes/Tango/n8n/run/pool.ts';
import { create } from '../../../nodes/Tango/Orders/asyncOrder/create.operation.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { ORDER, valuesOf } from '../../unit/support/form.ts';
import { nothingSpent } from '../../unit/support/spending.ts';
import { createFastClock } from './fastClock.ts';
import { openLine, type Line } from './line.ts';
import { FAULTS, SLOW_MS } from './lives.ts';
import { told, withinRealMs, type Told } from './operations.ts';

/* Sheets that are sent as Bulk Orders. A row is known by its amount, so that the books need no reference to tell it. */

const SPEED = 25;
const CALL: CallOptions = {
	responseTimeoutMs: 15_000,
	maxAttempts: 2,
	totalTimeoutMs: 120_000,
	forwardedFor: undefined,
};
const HANGS_AFTER_MS = 15_000;

export const ROWS = 10;

/** What happens in somebody's life with a sheet. */
export type BulkStep =
	| {
			readonly does: 'run' | 'runBeside';
			readonly rows: readonly number[];
			readonly size: number;
			readonly bad: number;
	  }
	/** The process dies after so many requests of a run. */
	| {
			readonly does: 'killed';
			readonly rows: readonly number[];
			readonly size: number;
			readonly after: number;
	  }
	| { readonly does: 'restart' }
	| { readonly does: 'limit'; readonly maxLines: number; readonly status: 413 | 422 }
	| { readonly does: 'faults'; readonly seed: number; readonly rate: number; readonly hits: 'posts' | 'all' };

const rows = fc.uniqueArray(fc.nat(ROWS - 1), { minLength: 1, maxLength: ROWS });
const size = fc.integer({ min: 1, max: 6 });

const step: fc.Arbitrary<BulkStep> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({ does: fc.constantFrom('run', 'runBeside'), rows, size, bad: fc.nat(ROWS + 4) }),
	},
	{
		weight: 2,
		arbitrary: fc.record({ does: fc.constant('killed'), rows, size, after: fc.integer({ min: 1, max: 4 }) }),
	},
	{ weight: 1, arbitrary: fc.record({ does: fc.constant('restart') }) },
	{
		weight: 1,
		arbitrary: fc.record({
			does: fc.constant('limit'),
			maxLines: fc.integer({ min: 1, max: 5 }),
			status: fc.constantFrom(413, 422),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			does: fc.constant('faults'),
			seed: fc.nat(1_000),
			rate: fc.constantFrom(0.4, 0.8),
			hits: fc.constantFrom('posts', 'all'),
		}),
	},
);

export const bulkLife: fc.Arbitrary<BulkStep[]> = fc.array(step, { minLength: 3, maxLength: 8, size: 'max' });

/** The sandbox, and the process of the moment. */
export class BulkPeople {
	readonly #sandbox: Sandbox;
	readonly #clock = createFastClock(SPEED);
	/** Whatever was told. */
	readonly words: Set<string>;
	#line: Line;
	#beside: Array<Promise<unknown>> = [];

	constructor(sandbox: Sandbox, words: Set<string>) {
		this.#sandbox = sandbox;
		this.words = words;
		this.#line = this.#open();
		sandbox.state.asyncOrders.refuses = ({ recipient }) => recipient.firstName === 'Refused';
	}

	async live(one: BulkStep): Promise<void> {
		const { asyncOrders } = this.#sandbox.state;
		switch (one.does) {
			case 'run':
				return void (await this.run(one.rows, one.size, one.bad));
			case 'runBeside':
				this.#beside.push(this.run(one.rows, one.size, one.bad));
				return;
			case 'killed':
				return await this.#killed(one.rows, one.size, one.after);
			case 'restart':
				return await this.restart();
			case 'limit':
				asyncOrders.maxLines = one.maxLines;
				asyncOrders.tooManyWith = one.status;
				return;
			case 'faults':
				return this.#sandbox.faults.random({
					...one,
					kinds: FAULTS,
					match: one.hits === 'posts' ? { method: 'POST', path: '/asyncOrders' } : { path: /\/asyncOrders/ },
				});
		}
	}

	async calmDown(): Promise<void> {
		await Promise.all(this.#beside);
		this.#beside = [];
		this.#sandbox.faults.clear();
		await pause(2 * SLOW_MS);
		await this.restart();
	}

	/** A new process; what others still send is not theirs to lose. */
	async restart(): Promise<void> {
		await Promise.all(this.#beside);
		this.#beside = [];
		await this.#line.close();
		this.#line = this.#open();
	}

	async close(): Promise<void> {
		await Promise.all(this.#beside);
		await this.#line.close();
	}

	/** Runs a sheet through Bulk Order: Create, as the node does it where it goes on after an error. */
	async run(wanted: readonly number[], batchSize: number, bad = -1): Promise<readonly Told[]> {
		const all = await runSheet(this.#line, wanted, { batchSize, bad });
		for (const one of all) this.words.add(one.kind === 'success' ? outcomeOf(one) : one.error.code);
		const paid = this.#paidRows();
		expect(new Set(paid).size, 'every row is paid at most once').toBe(paid.length);
		for (const [index, row] of wanted.entries()) {
			const one = all[index];
			expect(one, 'every row has an outcome').toBeDefined();
			if (one?.kind === 'success' && outcomeOf(one) !== 'refused')
				expect(paid, 'told as there').toContain(row);
		}
		expect(this.#sandbox.violations).toEqual([]);
		return all;
	}

	async #killed(wanted: readonly number[], batchSize: number, after: number): Promise<void> {
		let left = after;
		const line: Line = this.#open(async () => {
			left -= 1;
			if (left === 0) await line.close();
		});
		await runSheet(line, wanted, { batchSize, bad: -1 });
		await line.close();
	}

	#paidRows(): number[] {
		return this.#sandbox.state.asyncOrders.rewards.map(({ criteria }) => criteria.amount - 1);
	}

	#open(onAttempt?: () => Promise<void>): Line {
		return openLine(this.#sandbox, {
			clock: this.#clock,
			requestsPerSecond: 1_000_000,
			keepAttempts: false,
			...(onAttempt ? { onAttempt } : {}),
		});
	}
}

function outcomeOf({ value }: Extract<Told, { kind: 'success' }>): string {
	return typeof value === 'object' && value !== null && 'outcome' in value ? String(value.outcome) : 'none';
}

async function runSheet(
	{ tango }: Line,
	wanted: readonly number[],
	{ batchSize, bad }: { readonly batchSize: number; readonly bad: number },
): Promise<readonly Told[]> {
	const spending = nothingSpent();
	const items = wanted.map((row, itemIndex): RawItem => {
		const raw = {
			...ORDER,
			amount: row + 1,
			reference: `row-${row}`,
			recipientFirstName: row === bad ? 'Refused' : 'Jane',
			options: { batchSize },
		};
		const context = {
			tango,
			itemIndex,
			call: CALL,
			spending,
			foreseen: nothingSpent(),
			automaticReferenceParts: () => [],
		};
		return {
			valueOf: valuesOf(raw),
			context: () => ({ ...context, checkRows: async () => await Promise.resolve([]) }),
		};
	});
	const { planned, concurrency } = await create.plan(items, breathing()).catch((error: unknown) => {
		const problem = asTangoError(error);
		return { planned: items.map((): Planned => ({ problem })), concurrency: 1 };
	});
	const seen = new Map<number, Told>();
	await workInPool([...planned.entries()], concurrency, async ([index, item]) => {
		const execute = async () => {
			if ('problem' in item) throw item.problem;
			return await item.execute();
		};
		seen.set(index, await withinRealMs(HANGS_AFTER_MS, told(execute)));
		return 'goOn';
	});
	return wanted.flatMap((_, index) => seen.get(index) ?? []);
}
