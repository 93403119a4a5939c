import { fromModel } from '../workflows/sketches.ts';
import { BOB, type Case, JANE, KIM, ONE_REVIEW, PER_CALL } from './case.ts';

const PEOPLE = Array.from({ length: 100 }, (_, index) => ({
	...JANE,
	Recipient_Email: `person-${index}@example.com`,
}));

/** What the author decides, and no model. */
export const LIMITS: Case[] = [
	{
		title: 'more than Maximum Amount, which nobody set',
		turns: [[{ ...JANE, Amount: 150 }]],
		orders: 0,
		told: ['not_paid'],
		says: /Maximum Amount/,
	},
	{
		title: 'Maximum Total 60, three people in one turn',
		turns: [[JANE, BOB, KIM]],
		parameters: { maximumTotal: 60 },
		orders: 2,
		told: ['paid', 'paid', 'not_paid'],
		otherwise: {
			'human review': { orders: 1, told: ['paid'], because: ONE_REVIEW },
			MCP: { orders: 3, told: ['paid', 'paid', 'paid'], because: PER_CALL },
		},
	},
	{
		title: 'Maximum Total 60, a call after it is used up, and one for what is paid',
		turns: [[JANE], [BOB], [KIM], [JANE]],
		parameters: { maximumTotal: 60 },
		orders: 2,
		told: ['paid', 'paid', 'not_paid', 'paid'],
		says: /Maximum Total/,
		otherwise: {
			MCP: { orders: 3, told: ['paid', 'paid', 'paid', 'paid'], because: PER_CALL },
		},
	},
	{
		title: '100 people at once, Maximum Total 100',
		turns: [PEOPLE],
		parameters: { maximumTotal: 100 },
		orders: 4,
		told: PEOPLE.map((_, index) => (index < 4 ? 'paid' : 'not_paid')),
		otherwise: {
			'human review': { orders: 1, told: ['paid'], because: ONE_REVIEW },
			MCP: { orders: 100, told: PEOPLE.map(() => 'paid'), because: PER_CALL },
		},
	},
	{
		title: 'the model sets its own limit',
		turns: [[{ ...JANE, Limit: 5_000, Amount: 1_500 }]],
		parameters: { maximumAmount: fromModel('Limit', 'The limit', 'number') },
		orders: 0,
		told: ['not_paid'],
		says: /for the workflow’s author alone/,
	},
	{
		title: 'limits switched off',
		turns: [[JANE]],
		parameters: { spendingLimits: 'off' },
		orders: 0,
		told: ['not_paid'],
	},
	{
		title: 'the model names the event',
		turns: [[{ ...JANE, Event: 'T-2' }]],
		parameters: { toolScope: fromModel('Event', 'The event') },
		orders: 0,
		told: ['not_paid'],
		says: /for the workflow’s author alone/,
	},
	{ title: 'an event that is empty', turns: [[JANE]], events: [''], orders: 0, told: ['not_paid'] },
	{
		title: 'the model chooses the account',
		turns: [[{ ...JANE, Account: 'globex-usd' }]],
		parameters: { accountIdentifier: fromModel('Account', 'The account') },
		orders: 0,
		told: ['not_paid'],
		says: /for the workflow’s author alone/,
	},
	{
		title: 'a recipient who is not allowed',
		turns: [[JANE], [{ ...JANE, Recipient_Email: 'jane@example.org' }]],
		parameters: { allowedRecipients: 'example.org' },
		orders: 1,
		told: ['not_paid', 'paid'],
	},
];
