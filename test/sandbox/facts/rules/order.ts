import { type FieldRule, IDENTIFIER, NOT_IDENTIFIERS, rule } from './fieldRule.ts';

const REFERENCE = { matches: /^[-a-zA-Z0-9]*$/, means: 'letters, digits and hyphens' };
const MISSING = { bad: [undefined], good: [] };

/** POST /orders: who pays, what for, and how much. */
export const orderRules: readonly FieldRule[] = [
	rule('customerIdentifier', { given: true }, '422.128', '§2.4', MISSING),
	rule('customerIdentifier', IDENTIFIER, '422.501', '§2.4', { bad: NOT_IDENTIFIERS, good: ['acme-rewards'] }),
	rule(
		'customerIdentifier',
		{ books: 'a customer of the platform' },
		'404.002',
		'§4.3',
		{ bad: ['nobody'], good: [] },
		{ status: 404, at: '' },
	),
	rule('accountIdentifier', { given: true }, '422.128', '§2.4', MISSING),
	rule('accountIdentifier', IDENTIFIER, '422.501', '§2.4', { bad: NOT_IDENTIFIERS, good: ['acme-eur'] }),
	rule(
		'accountIdentifier',
		{ books: 'an account of the platform' },
		'404.003',
		'§4.3',
		{ bad: ['nowhere'], good: [] },
		{ status: 404, at: '' },
	),
	rule(
		'accountIdentifier',
		{ books: 'an account of this customer' },
		'404.020',
		'§4.3',
		{ bad: ['globex-usd'], good: [] },
		{ status: 404, at: '' },
	),
	rule('utid', { given: true }, '422.128', '§2.4', MISSING),
	rule('utid', { matches: /^[uU]\d{1,9}$/, means: 'U followed by 1 to 9 digits' }, '422.147', '§2.4, §4.3', {
		bad: ['amazon', 'U', '666425', 'U1234567890', ' U666425', ''],
		good: ['U666425', 'u666425'],
	}),
	rule('utid', { books: 'a reward of the catalog' }, '422.024', '§4.3, §7.1', {
		bad: ['U1', 'U999999999'],
		good: [],
	}),
	rule(
		'utid',
		{ books: 'an active reward' },
		'422.030',
		'§4.3',
		{ bad: ['U900101'], good: [] },
		{ sample: { amount: 20 } },
	),
	rule('amount', { given: true }, '422.128', '§2.4', MISSING),
	rule('amount', { type: 'number' }, '400.501', '§3.5', { bad: ['25', '', true], good: [25] }),
	rule('amount', { atLeast: 0 }, '422.020', '§2.4, §4.3', { bad: [-1, -0.01], good: [0.01] }),
	rule('amount', { atMost: 999_999.99 }, '422.105', '§2.4', { bad: [1_000_000, 1e21], good: [] }),
	rule('amount', { decimals: 2 }, '422.140', '§2.4', { bad: [1.005, 25.001, 1e-7], good: [0.1, 10.25] }),
	rule('amount', { books: 'within the range of the reward' }, '422.025', '§3.5', {
		bad: [2000.01, 0],
		good: [2000],
	}),
	rule(
		'amount',
		{ books: 'whole, where the reward wants it' },
		'422.026',
		'§3.5',
		{ bad: [5.5], good: [6] },
		{ sample: { utid: 'U761382' } },
	),
	rule(
		'amount',
		{ books: 'the face value of a fixed reward' },
		'422.027',
		'§3.5',
		{ bad: [11, 10.01], good: [10] },
		{ sample: { utid: 'U154092' } },
	),
	rule('externalRefID', { length: [0, 100] }, '422.110', '§2.4, §3.1', {
		bad: ['x'.repeat(101)],
		good: ['', 'x'.repeat(100)],
	}),
	rule(
		'externalRefID',
		REFERENCE,
		'422.122',
		'§3.1, §9.2',
		{ bad: ['survey_1', 'survey 1', 'a<b', 'réf-1', 'survey-1\u200b'], good: ['t1abc', 'order-2026-0001'] },
		{ why: 'Official text says alphanumeric; of all else only the hyphen is known to work.' },
	),
];
