import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { z } from 'zod/v4';
import { openAgent, orderTool, type Agent, type AgentWorkflow } from '../../engine/support/agent.ts';
import type { Order } from '../../sandbox/orders/book.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { SLOW_MS } from './lives.ts';
import { withinRealMs } from './operations.ts';
import {
	argumentsOf,
	eventOf,
	isOfAgent,
	nameOf,
	nameOfOrder,
	OVER_MCP,
	type AgentStep,
	type Asked,
	type Begun,
} from './wishes.ts';

const HANGS_AFTER_MS = 15_000;

/** What a model is told. */
const ANSWER = z.object({
	status: z.enum(['paid', 'not_paid', 'unknown']),
	referenceOrderID: z.string().nullish(),
});

interface Told extends z.infer<typeof ANSWER> {
	readonly asked: Asked;
	readonly name: string;
}

/** One execution of the workflow, its retries included. */
interface Execution extends Begun {
	readonly agent: Agent;
	/** What the model was left in doubt about, by the name of the wish. */
	readonly doubts: Map<string, Asked>;
	cents: number;
}

const FIRST: Begun = { event: 0, eventSpelling: 0, maximumTotal: 30, way: 'engine' };

/** The same tool in a workflow with a beginning, and over MCP. */
export interface Tools {
	readonly ofWorkflow: AgentWorkflow;
	readonly ofMcp: AgentWorkflow;
	close(): Promise<void>;
}

export async function openTools(sandbox: Sandbox): Promise<Tools> {
	const { ticket, limit, mark } = eventOf(OVER_MCP);
	const from = (name: string) => `={{ $('Event').first().json.${name} }}`;
	const ofWorkflow = await openTool(from('ticket'), from('limit'), from('mark'));
	const ofMcp = await openTool(ticket, limit, mark);
	return {
		ofWorkflow,
		ofMcp,
		close: async () => {
			await ofWorkflow.close();
			await ofMcp.close();
		},
	};

	async function openTool(toolScope: string | number, maximumTotal: string | number, notes: string) {
		// The waits between attempts are real ones here.
		const options = { maxAttempts: 1 };
		const parameters = orderTool({ toolScope, maximumTotal, additionalFields: { notes }, options });
		return await openAgent(sandbox, { parameters });
	}
}

/** Processes are told by the name of their platform: to n8n's own process each of them is a stranger. */
let processes = 0;

/** An AI agent that has Create as its tool, in the execution that is under way. */
export class Agents {
	readonly #sandbox: Sandbox;
	readonly #tools: Tools;
	readonly #words: Set<string>;
	/** All that was ever wished for. */
	readonly #wishes = new Map<string, { readonly event: number; readonly asked: Asked }>();
	#execution: Execution | undefined;
	#process = 0;

	/** @param words takes a word for everything that is told */
	constructor(sandbox: Sandbox, tools: Tools, words: Set<string>) {
		this.#sandbox = sandbox;
		this.#tools = tools;
		this.#words = words;
		this.restart();
	}

	async live(step: AgentStep): Promise<void> {
		switch (step.does) {
			case 'ask':
				if (step.begun) this.#begin(step.begun);
				for (const turn of step.turns) await this.#turn(turn);
				for (let times = 0; times < step.obeys; times += 1) await this.#askAgain();
				return;
			case 'retry':
				return this.#retry();
		}
	}

	/** A new process, which knows nothing of the one before. */
	restart(): void {
		processes += 1;
		this.#process = processes;
	}

	/** All is quiet: doubts are settled, and every wish is asked for once more. */
	async expectGoodEnd(): Promise<void> {
		await this.#askAgain();
		const wishes = [...this.#wishes.values()];
		for (const event of new Set(wishes.map((wish) => wish.event))) {
			const begun = event === OVER_MCP.event ? OVER_MCP : { ...FIRST, event, eventSpelling: wishes.length };
			this.#begin({ ...begun, maximumTotal: 1_000 });
			await this.#turn(wishes.flatMap((wish) => (wish.event === event ? [wish.asked] : [])));
		}
		const paid = this.#orders().map(nameOfOrder);
		expect(paid.sort(), 'in the end every wish is paid').toEqual([...this.#wishes.keys()].sort());
	}

	async #askAgain(): Promise<void> {
		await this.#turn([...(this.#execution?.doubts.values() ?? [])]);
	}

	#begin(begun: Begun): Execution {
		this.#execution = { ...begun, agent: this.#start(begun), doubts: new Map(), cents: 0 };
		return this.#execution;
	}

	#retry(): void {
		if (!this.#execution) return;
		// n8n writes it down and reads it again.
		const kept = structuredClone(this.#execution.agent.data);
		this.#execution = { ...this.#execution, agent: this.#start(this.#execution, kept) };
	}

	#start(begun: Begun, data?: Agent['data']): Agent {
		const { ofMcp, ofWorkflow } = this.#tools;
		const { way } = begun;
		const credential = { platform: `process ${this.#process}` };
		return (way === 'mcp' ? ofMcp : ofWorkflow).start({ way, event: eventOf(begun), credential }, data);
	}

	/** What a model asks for in one turn, side by side, and what the books say to the answers. */
	async #turn(turn: readonly Asked[]): Promise<void> {
		if (turn.length === 0) return;
		const execution = this.#execution ?? this.#begin(FIRST);
		const before = this.#orders();
		const all = await Promise.all(
			turn.map(async (asked): Promise<Told> => {
				const work = execution.agent.call(argumentsOf(asked));
				const [{ status, referenceOrderID }] = z
					.tuple([ANSWER])
					.parse(await withinRealMs(HANGS_AFTER_MS, work));
				return { asked, name: nameOf(execution, asked), status, referenceOrderID };
			}),
		);
		// What is unknown may still be in process.
		if (all.some(({ status }) => status === 'unknown')) await pause(2 * SLOW_MS);
		for (const one of all) this.#expectTold(execution, one, before);
		this.#expectBooks(execution, all, this.#orders().slice(before.length));
		for (const one of all) this.#note(execution, one);
	}

	#expectTold({ doubts, way }: Execution, told: Told, before: readonly Order[]): void {
		const { asked, name, status, referenceOrderID } = told;
		const isIt = (order: Order) => nameOfOrder(order) === name;
		if (asked.slip) expect(status, `told of a slip in ${asked.slip}`).toBe('not_paid');
		if (status === 'paid') {
			const order = this.#orders().find(isIt);
			expect(order, `told as paid: ${name}`).toBeDefined();
			expect(referenceOrderID ?? order?.referenceOrderID).toBe(order?.referenceOrderID);
		} else if (status === 'not_paid' && doubts.has(name) && !asked.slip && way !== 'mcp') {
			expect(before.some(isIt), `told as not paid after a doubt: ${name}`).toBe(false);
		}
	}

	#expectBooks(execution: Execution, all: readonly Told[], added: readonly Order[]): void {
		const names = this.#orders().map(nameOfOrder);
		expect(new Set(names).size, 'every wish is paid at most once').toBe(names.length);
		for (const order of added) {
			const name = nameOfOrder(order);
			const isTold = all.some((one) => one.name === name && one.status !== 'not_paid');
			expect(isTold, `${name} is paid, and the model was not told`).toBe(true);
			execution.cents += Math.round(order.amountCharged.total * 100);
		}
		// Over MCP each call is an execution of its own.
		if (execution.way === 'mcp') return;
		expect(execution.cents, 'cents of one execution').toBeLessThanOrEqual(execution.maximumTotal * 100);
	}

	#note(execution: Execution, { asked, name, status }: Told): void {
		this.#words.add(status);
		if (asked.slip) return;
		this.#wishes.set(name, { event: execution.event, asked });
		if (status === 'unknown') execution.doubts.set(name, asked);
		else if (execution.doubts.delete(name)) this.#words.add(`${status} after a doubt`);
	}

	#orders(): readonly Order[] {
		return this.#sandbox.state.orders.filter(isOfAgent);
	}
}
