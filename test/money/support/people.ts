import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { CallOptions } from '../../../nodes/Tango/core/call/client.ts';
import { breathing } from '../../../nodes/Tango/core/foundation/breathe.ts';
import { asTangoError, TangoError } from '../../../nodes/Tango/core/foundation/errors.ts';
import { workInPool } from '../../../nodes/Tango/n8n/run/pool.ts';
import type { Planned, RawItem } from '../../../nodes/Tango/n8n/run/operation.ts';
import type { Spending } from '../../../nodes/Tango/core/money/spending.ts';
import { create } from '../../../nodes/Tango/Orders/order/create.operation.ts';
import type { Order } from '../../sandbox/orders/book.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { valuesOf } from '../../unit/support/form.ts';
import { nothingSpent } from '../../unit/support/spending.ts';
import type { Agents } from './agents.ts';
import { createFastClock } from './fastClock.ts';
import { openLine, type Line } from './line.ts';
import { FAULTS, SLOW_MS, type Step } from './lives.ts';
import { told, withinRealMs, type Told } from './operations.ts';
import { amountOf, emailOf, rawOf, type Row } from './sheets.ts';
import { isOfAgent } from './wishes.ts';

/** Waits are short, yet an attempt is held for longer than a busy machine needs. */
const SPEED = 25;
const CALL: CallOptions = {
	responseTimeoutMs: 15_000,
	maxAttempts: 3,
	totalTimeoutMs: 120_000,
	forwardedFor: undefined,
};
const HANGS_AFTER_MS = 15_000;

/** One execution of the workflow: its turns share what was spent and one Maximum Total. */
interface Execution {
	readonly maximumTotal: number;
	readonly spending: Spending;
	cents: number;
}

/** The sandbox, the process of the moment and the execution that is under way; agents have executions of their own. */
export class People {
	readonly agents: Agents;
	readonly #sandbox: Sandbox;
	#clock = createFastClock(SPEED);
	readonly #words: Set<string>;
	#line: Line;
	#rows: readonly Row[] = [];
	#execution = execution(30);

	/** @param words takes a word for everything that is told */
	constructor(sandbox: Sandbox, words: Set<string>, agents: Agents) {
		this.#sandbox = sandbox;
		this.#words = words;
		this.agents = agents;
		this.#line = this.#open();
	}

	async live(one: Step): Promise<void> {
		switch (one.does) {
			case 'turn':
				return void (await this.run(one.rows, one.stops));
			case 'again':
				return void (await this.run(this.#rows));
			case 'mended':
				return void (await this.run(this.#rows.map((row) => ({ ...row, slip: undefined }))));
			case 'newExecution':
				this.#execution = execution(one.maximumTotal);
				return;
			case 'restart':
				return await this.restart();
			case 'ask':
			case 'retry':
				return await this.agents.live(one);
			case 'faults':
				return this.#sandbox.faults.random({ ...one, kinds: FAULTS, match: { path: /\/orders/ } });
		}
	}

	/** Nothing goes wrong any more, and an execution begins that may spend enough for everything. */
	async calmDown(): Promise<void> {
		this.#sandbox.faults.clear();
		// Nothing is waited for any more, and on a fast clock a busy machine connects too late.
		this.#clock = createFastClock(1);
		await this.restart();
		this.#execution = execution(1_000);
	}

	async restart(): Promise<void> {
		await this.#line.close();
		this.#line = this.#open();
		this.agents.restart();
	}

	/** What was ordered with sheets. */
	orders(): readonly Order[] {
		return this.#sandbox.state.orders.filter((order) => !isOfAgent(order));
	}

	async close(): Promise<void> {
		await this.#line.close();
	}

	/** Runs a sheet through Create, as the node does it where it goes on after an error or stops, and looks at the books. */
	async run(rows: readonly Row[], stops = false): Promise<readonly Told[]> {
		this.#rows = rows;
		const before = this.orders().length;
		const items = rows.map((row, itemIndex) => this.#item(row, itemIndex, stops));
		const { planned, concurrency } = await create.plan(items, breathing()).catch((error: unknown) => {
			const problem = asTangoError(error);
			return { planned: items.map((): Planned => ({ problem })), concurrency: 1 };
		});
		const seen = new Map<number, Told>();
		const isRefused = stops && planned.some((one) => 'problem' in one);
		await workInPool(isRefused ? [] : planned.entries(), concurrency, async ([index, item]) => {
			const one = await withinRealMs(
				HANGS_AFTER_MS,
				told(async () => await outcomeOf(item)),
			);
			seen.set(index, one);
			return stops && one.kind !== 'success' ? 'stop' : 'goOn';
		});
		if (!stops) expect(seen.size, 'every row ends as placed, not placed or unknown').toBe(rows.length);
		const all = rows.map((_, index): Told => seen.get(index) ?? NOT_TRIED);
		for (const one of all) this.#words.add(wordOf(one));
		// What is unknown may still be in process.
		if (all.some(({ kind }) => kind === 'unknown')) await pause(2 * SLOW_MS);
		this.#expectTold(rows, all, this.orders().slice(before));
		return all;
	}

	/** What the run told, held against the books and against what it added to them. */
	#expectTold(rows: readonly Row[], all: readonly Told[], added: readonly Order[]): void {
		const orders = this.orders();
		const amounts = orders.map(({ criteria }) => criteria.amount);
		expect(new Set(amounts).size, 'every reward is paid at most once').toBe(amounts.length);
		for (const [index, row] of rows.entries()) {
			const seen = all[index];
			const order = orders.find(({ criteria }) => criteria.amount === amountOf(row));
			if (seen?.kind === 'success')
				expect(mailboxOf(order), 'told as placed: an order for that person').toBe(emailOf(row));
			else if (seen?.error.code === 'REFERENCE_TAKEN')
				expect(mailboxOf(order), 'told as taken: an order for somebody else').not.toBe(emailOf(row));
		}
		for (const order of added) {
			const isTold = rows.some(
				(row, index) =>
					amountOf(row) === order.criteria.amount &&
					emailOf(row) === mailboxOf(order) &&
					all[index]?.kind !== 'failure',
			);
			expect(isTold, `an order of ${order.criteria.amount} that nobody was told of`).toBe(true);
			this.#execution.cents += Math.round(order.amountCharged.total * 100);
		}
		const { cents, maximumTotal } = this.#execution;
		expect(cents, 'cents of one execution').toBeLessThanOrEqual(maximumTotal * 100);
		expect(this.#sandbox.violations).toEqual([]);
	}

	#item(row: Row, itemIndex: number, stopsRun: boolean): RawItem {
		const { tango } = this.#line;
		const { maximumTotal, spending } = this.#execution;
		return {
			valueOf: valuesOf(rawOf(row, maximumTotal)),
			context: () => ({
				tango,
				itemIndex,
				stopsRun,
				call: CALL,
				spending,
				foreseen: nothingSpent(),
				automaticReferenceParts: () => [],
				checkRows: async () => await Promise.resolve([]),
			}),
		};
	}

	#open(): Line {
		return openLine(this.#sandbox, { clock: this.#clock, requestsPerSecond: 1_000_000, keepAttempts: false });
	}
}

/** A run that stops leaves rows alone. */
const NOT_TRIED: Told = { kind: 'failure', error: new TangoError('CANCELLED') };

function execution(maximumTotal: number): Execution {
	return { maximumTotal, spending: nothingSpent(), cents: 0 };
}

async function outcomeOf(item: Planned): Promise<unknown> {
	if ('problem' in item) throw item.problem;
	return await item.execute();
}

function wordOf(one: Told): string {
	return one.kind === 'success' ? one.kind : (one.error.facts.field ?? one.error.code);
}

function mailboxOf(order: Order | undefined): string | undefined {
	return order?.criteria.recipient?.email?.toLowerCase();
}
