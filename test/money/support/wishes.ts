import type { IDataObject } from 'n8n-workflow';
import fc from 'fast-check';
import type { Order } from '../../sandbox/orders/book.ts';
import type { Way } from '../../engine/support/agent.ts';
import { emailSpellings, keySpellings, PEOPLE, pick, spelling } from './sheets.ts';

/* What the model of an AI agent asks for: a few rewards again and again, never twice in the same words. */

/** As the workflow's author means them, and in several spellings of whatever began the workflow. */
const EVENTS = ['Ticket 71', '4711'] as const;
/** Over MCP nothing begins a workflow: its author writes what the rewards are for. */
export const OVER_MCP: Begun = { event: EVENTS.length, maximumTotal: 30, eventSpelling: 0, way: 'mcp' };
/** No sheet has these. */
const AMOUNTS = [6, 7.25] as const;
/** What makes an order one of an agent's, in a field that is no part of any reference. */
const MARK = 'agent';

/** The same reward for the same person is one wish, whatever it is called. */
export interface Wish {
	readonly person: number;
	readonly amount: number;
}

/** One call of the tool. */
export interface Asked extends Wish {
	readonly emailSpelling: number;
	/** Of the amount, the reward, the name and the order of the arguments. */
	readonly words: number;
	readonly slip: 'Email' | 'Amount' | undefined;
}

export interface Begun {
	readonly event: number;
	readonly eventSpelling: number;
	readonly maximumTotal: number;
	readonly way: Way;
}

export type AgentStep =
	| {
			readonly does: 'ask';
			/** Where the workflow begins anew, for an event that may have been there before. */
			readonly begun: Begun | undefined;
			/** One after the other; what is in one turn is called side by side. */
			readonly turns: ReadonlyArray<readonly Asked[]>;
			/** How often the model does as it is told and asks again for what is unknown. */
			readonly obeys: number;
	  }
	/** "Retry execution": n8n goes on with what it kept. */
	| { readonly does: 'retry' };

/** What the tool's author takes from the event. */
export function eventOf({ event, eventSpelling, maximumTotal }: Begun) {
	const ticket = pick(keySpellings(EVENTS[event] ?? 'autumn'), eventSpelling) ?? '';
	return { ticket, limit: maximumTotal, mark: `${MARK} ${event}` };
}

export function argumentsOf({ person, amount, emailSpelling, words, slip }: Asked): IDataObject {
	const email = pick(emailSpellings(PEOPLE[person] ?? ''), emailSpelling) ?? '';
	const all = Object.entries({
		Reward: pick(['U666425', 'u666425', ' U666425\n'], words),
		Amount: slip === 'Amount' ? 'ten' : pick([amount, String(amount), amount.toFixed(2)], words >> 1),
		Email: slip === 'Email' ? 'jane@example' : email,
		Name: pick(['Jane', 'jane', 'Jane M', 'Dear Jane'], words >> 2),
	});
	const first = words % all.length;
	return Object.fromEntries([...all.slice(first), ...all.slice(0, first)]);
}

/** Tells a wish within its event. */
export function nameOf({ event }: Pick<Begun, 'event'>, { person, amount }: Wish): string {
	return `${MARK} ${event}: ${amount} for ${PEOPLE[person]}`;
}

/** The same of an order on the books. */
export function nameOfOrder({ criteria }: Order): string {
	return `${criteria.notes}: ${criteria.amount} for ${criteria.recipient?.email?.toLowerCase()}`;
}

export function isOfAgent({ criteria }: Order): boolean {
	return criteria.notes?.startsWith(MARK) ?? false;
}

const asked: fc.Arbitrary<Asked> = fc.record({
	person: fc.nat(1),
	amount: fc.constantFrom(...AMOUNTS),
	emailSpelling: spelling,
	words: spelling,
	slip: fc.constantFrom<Asked['slip'][]>(undefined, undefined, undefined, undefined, 'Email', 'Amount'),
});

const begun: fc.Arbitrary<Begun> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			event: fc.nat(EVENTS.length - 1),
			eventSpelling: spelling,
			maximumTotal: fc.constantFrom(13.5, 30),
			way: fc.constantFrom<Way[]>('engine', 'called'),
		}),
	},
	{ weight: 1, arbitrary: fc.constant(OVER_MCP) },
);

const turn = fc.array(asked, { minLength: 1, maxLength: 3, size: 'max' });

export const agentStep: fc.Arbitrary<AgentStep> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			does: fc.constant('ask' as const),
			begun: fc.option(begun, { nil: undefined, freq: 2 }),
			turns: fc.array(turn, { minLength: 1, maxLength: 2 }),
			obeys: fc.nat(2),
		}),
	},
	{ weight: 1, arbitrary: fc.constant<AgentStep>({ does: 'retry' }) },
);
