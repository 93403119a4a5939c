import { fromModel } from '../workflows/sketches.ts';
import { BOB, type Case, JANE, ONE_REVIEW } from './case.ts';

const PLACING = { method: 'POST', path: '/orders' };
const LOOKING = { method: 'GET', path: '/orders' };
const ONE_ATTEMPT = { options: { maxAttempts: 1 } };
const AT_ONCE = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
const NUMBERED = { rewardNumber: fromModel('Number', 'Which of several rewards', 'number') };

const WHERE_THE_AGENT_ITSELF_FAILS: Case['otherwise'] = {
	'Agent 2.2': {
		orders: 1,
		told: ['paid', 'paid'],
		because: 'Agent 2.2: begins the conversation anew and calls the tool again',
	},
	MCP: 'there is no agent that could fail',
};

/** Tango places the order; neither its answer nor a look-up gets through. */
const inDoubt: Case['faults'] = ({ faults }) => {
	faults.next({ kind: 'reset-after', match: PLACING }, { kind: 'status-503-before', match: LOOKING });
};

/** One wish is one order, whatever is repeated, reworded or lost. */
export const ONE_WISH: Case[] = [
	{ title: 'one wish', turns: [[JANE]], orders: 1, told: ['paid'] },
	{
		title: 'equal calls in one turn, again in a later one',
		turns: [[JANE, JANE], [JANE]],
		orders: 1,
		told: ['paid', 'paid', 'paid'],
	},
	{
		title: 'the same in other words',
		turns: [[JANE], [{ ...JANE, Recipient_Email: 'Jane@Example.com', First_Name: 'Janie' }]],
		orders: 1,
		told: ['paid', 'paid'],
	},
	{
		title: 'two people in one turn',
		turns: [[JANE, BOB]],
		orders: 2,
		told: ['paid', 'paid'],
		otherwise: { 'human review': { orders: 1, told: ['paid'], because: ONE_REVIEW } },
	},
	{
		title: 'two people, each again',
		turns: [[JANE], [BOB], [JANE], [BOB]],
		orders: 2,
		told: ['paid', 'paid', 'paid', 'paid'],
	},
	{ title: 'two amounts', turns: [[JANE], [{ ...JANE, Amount: 30 }]], orders: 2, told: ['paid', 'paid'] },
	{ title: 'two events', turns: [[JANE]], events: ['T-1', 'T-2'], orders: 2, told: ['paid', 'paid'] },
	{ title: 'one event, twice', turns: [[JANE]], events: ['T-1', 'T-1'], orders: 1, told: ['paid', 'paid'] },
	{
		title: 'the first answer is lost, and the model calls again',
		turns: [[JANE], [JANE]],
		faults: ({ faults }) => faults.next({ kind: 'reset-after', match: PLACING }),
		orders: 1,
		told: ['paid', 'paid'],
	},
	{
		title: 'in doubt, and the model calls again',
		turns: [[JANE], [JANE]],
		parameters: ONE_ATTEMPT,
		faults: inDoubt,
		orders: 1,
		told: ['unknown', 'paid'],
		says: /Call again with exactly the same arguments: it cannot be paid twice/,
	},
	{
		title: 'in doubt, the tool has Retry On Fail',
		turns: [[JANE]],
		parameters: ONE_ATTEMPT,
		settings: AT_ONCE,
		faults: inDoubt,
		orders: 1,
		told: ['unknown'],
	},
	{
		title: 'the model fails after the order: Retry execution',
		turns: [[JANE]],
		refuse: { atTurn: 1, times: 1 },
		retryExecution: true,
		orders: 1,
		told: ['paid'],
		otherwise: WHERE_THE_AGENT_ITSELF_FAILS,
	},
	{
		title: 'the model fails after the order: the agent has Retry On Fail',
		turns: [[JANE]],
		refuse: { atTurn: 1, times: 1 },
		agentSettings: AT_ONCE,
		orders: 1,
		told: ['paid'],
		otherwise: WHERE_THE_AGENT_ITSELF_FAILS,
	},
	{
		title: 'a second equal reward without the author’s word',
		turns: [[{ ...JANE, Number: 1 }], [{ ...JANE, Number: 2 }]],
		parameters: NUMBERED,
		orders: 1,
		told: ['paid', 'paid'],
	},
	{
		title: 'a second equal reward with Repeat Reward',
		turns: [[{ ...JANE, Number: 1 }], [{ ...JANE, Number: 2 }], [{ ...JANE, Number: 2 }]],
		parameters: { ...NUMBERED, repeatReward: true },
		orders: 2,
		told: ['paid', 'paid', 'paid'],
		otherwise: {
			MCP: {
				orders: 1,
				told: ['paid', 'not_paid', 'not_paid'],
				because: 'MCP: n8n remembers nothing between two calls, so there is only number 1',
			},
		},
	},
];
