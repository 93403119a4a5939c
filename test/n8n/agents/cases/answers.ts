import { byId } from '../../run/testWorkflows.ts';
import { fromModel } from '../workflows/sketches.ts';
import { type Case, JANE, type OtherEnding } from './case.ts';

const PLACING = { method: 'POST', path: '/orders' };

const UNHEARD = {
	orders: 0,
	told: ['nothing'],
	because: 'n8n: gives a model nothing of a tool whose errors have an output of their own',
} satisfies OtherEnding;

/** What a model hears, and what it must not. */
export const ANSWERS: Case[] = [
	{
		title: 'a preview',
		turns: [[JANE]],
		parameters: { operation: 'preview' },
		orders: 0,
		told: ['not_paid'],
		says: /"cost":25/,
	},
	{
		title: 'the code stays out of sight',
		turns: [[JANE], [JANE]],
		parameters: { deliveryMethod: 'NONE', options: { includeRewardCredentials: true } },
		orders: 1,
		told: ['paid', 'paid'],
		says: /\[hidden\]/,
	},
	{
		title: 'the model chooses that nobody delivers',
		turns: [[{ ...JANE, Delivery: 'NONE' }]],
		parameters: { deliveryMethod: fromModel('Delivery', 'The way of delivery') },
		orders: 0,
		told: ['not_paid'],
	},
	{
		title: 'three mistakes, told at once',
		turns: [[{ ...JANE, Reward: '', Amount: -5, Recipient_Email: 'jane' }]],
		orders: 0,
		told: ['not_paid'],
		says: /Reward.*; Amount.*; Recipient Email/,
	},
	{
		title: 'On Error: Continue (using error output)',
		turns: [[JANE]],
		settings: { onError: 'continueErrorOutput' },
		orders: 0,
		told: ['not_paid'],
		says: /On Error/,
		otherwise: { 'Agent 3.1': UNHEARD, 'sub-agent': UNHEARD, 'human review': UNHEARD },
	},
	{
		title: 'a mistake, with On Error: Continue',
		turns: [[{ ...JANE, Recipient_Email: 'jane' }]],
		settings: { onError: 'continueRegularOutput' },
		orders: 0,
		told: ['not_paid'],
		says: /Recipient Email/,
	},
	{
		title: 'too little money in the account',
		turns: [[JANE]],
		parameters: { customerIdentifier: byId('globex-hr'), accountIdentifier: byId('globex-usd') },
		orders: 0,
		told: ['not_paid'],
		says: /does not hold enough money/,
	},
	{
		title: 'the load balancer refuses',
		turns: [[JANE]],
		faults: ({ faults }) => faults.next({ kind: 'alb-403', match: PLACING }),
		orders: 0,
		told: ['not_paid'],
		says: /only a person can put it right/,
	},
	{
		title: 'Tango asks to slow down, and the model calls again',
		turns: [[JANE], [JANE]],
		parameters: { options: { maxAttempts: 1 } },
		faults: ({ faults }) => faults.next({ kind: 'rate-limited', match: PLACING }),
		orders: 1,
		told: ['not_paid', 'paid'],
	},
	{
		title: 'money is to be moved, which nobody allowed',
		turns: [[{ Amount: 5 }]],
		settings: {
			type: 'n8n-nodes-tango.tangoCustomersTool',
			parameters: {
				authentication: 'basicAuth',
				resource: 'fund',
				operation: 'transfer',
				transferFrom: byId('acme-usd'),
				transferTo: byId('globex-usd'),
				amount: fromModel('Amount', 'How much', 'number'),
				reference: 'invoice-1',
				options: { maximumAmount: 10, maximumTotal: 10 },
			},
		},
		orders: 0,
		told: ['failed'],
		says: /Allow Money Movement is off/,
	},
	{
		title: 'a person declines',
		turns: [[JANE]],
		verdict: 'decline',
		orders: 0,
		told: ['declined'],
		otherwise: {
			'Agent 3.1': 'nobody is asked',
			'Agent 2.2': 'nobody is asked',
			'sub-agent': 'n8n refuses reviews inside a sub-agent',
			MCP: 'nobody is asked',
		},
	},
];
