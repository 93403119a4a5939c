import { type FieldRule, HTML, PLAIN, rule } from './fieldRule.ts';

const MISSING = { bad: [undefined], good: [] };
const NOT_FOUND = { status: 404, at: '' };
const LONG = { bad: ['x'.repeat(101)], good: ['', 'x'.repeat(100)] };
const REFERENCE = { matches: /^[-a-zA-Z0-9]*$/, means: 'letters, digits and hyphens' };
const REFERENCES = { bad: ['may_2026', 'May 2026', 'a<b'], good: ['may-2026'] };
const AS_ORDERS = {
	why: 'Tango gives limits for orders only; the stricter reading is that they hold here too.',
};

/** What deposits and transfers have in common. */
const movement: readonly FieldRule[] = [
	rule('amount', { given: true }, '422.128', '§2.6', MISSING),
	rule('amount', { type: 'number' }, '400.501', '§2.6', { bad: ['25', ''], good: [25] }),
	rule(
		'amount',
		{ above: 0 },
		'422.020',
		'§2.6, §4.3',
		{ bad: [0, -1], good: [0.01] },
		{ why: 'The schema of transfers admits 0; moving nothing is a mistake.' },
	),
	rule('amount', { decimals: 2 }, '422.140', '§4.3', { bad: [1.005, 1e-7], good: [0.1] }),
	rule('externalRefID', { length: [0, 100] }, '422.110', '§4.3', LONG, AS_ORDERS),
	rule('externalRefID', REFERENCE, '422.122', '§3.1', REFERENCES, AS_ORDERS),
];

/** What names a card. */
const card: readonly FieldRule[] = [
	rule('customerIdentifier', { given: true }, '422.128', '§2.6', MISSING),
	rule('customerIdentifier', { filled: true }, '422.135', '§4.3', { bad: [''], good: [] }),
	rule(
		'customerIdentifier',
		{ books: 'a customer of the platform' },
		'404.002',
		'§4.3',
		{ bad: ['nobody'], good: [] },
		NOT_FOUND,
	),
	rule('accountIdentifier', { given: true }, '422.128', '§2.6', MISSING),
	rule('accountIdentifier', { filled: true }, '422.135', '§4.3', { bad: [''], good: [] }),
	rule(
		'accountIdentifier',
		{ books: 'an account of the platform' },
		'404.003',
		'§4.3',
		{ bad: ['nowhere'], good: [] },
		NOT_FOUND,
	),
	rule(
		'accountIdentifier',
		{ books: 'an account of this customer' },
		'404.020',
		'§4.3',
		{ bad: ['globex-usd'], good: [] },
		NOT_FOUND,
	),
	rule('creditCardToken', { given: true }, '422.128', '§2.6', MISSING),
	rule('creditCardToken', { filled: true }, '422.135', '§4.3', { bad: [''], good: [] }),
	rule('creditCardToken', { length: [0, 40] }, '422.006', '§10.1 row 9', { bad: ['0'.repeat(41)], good: [] }),
	rule(
		'creditCardToken',
		{ books: 'a card of this account that is not deleted' },
		'404.022',
		'§4.3',
		{
			bad: ['unknown', '00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000004'],
			good: [],
		},
		NOT_FOUND,
	),
];

/** POST /creditCardUnregisters. */
export const unregisterRules: readonly FieldRule[] = card;

/** POST /creditCardDeposits. */
export const depositRules: readonly FieldRule[] = [...card, ...movement];

/** POST /transferFunds. */
export const transferRules: readonly FieldRule[] = [
	...['transferFrom', 'transferTo'].flatMap((account) => [
		rule(account, { given: true }, '422.128', '§2.6', MISSING),
		rule(account, { filled: true }, '422.135', 'yaml TransferFundsCriteria', { bad: [''], good: [] }),
		rule(
			account,
			{ books: 'an account of the platform' },
			'404.003',
			'§4.3',
			{ bad: ['nowhere'], good: [] },
			NOT_FOUND,
		),
	]),
	rule(
		'transferTo',
		{ books: 'another account of the same currency' },
		'400.001',
		'§2.6',
		{ bad: ['acme-usd', 'acme-eur'], good: ['globex-usd'] },
		{ why: 'A guess.' },
	),
	...movement,
	rule('transferNotes', { length: [0, 150] }, '422.006', '§2.6', {
		bad: ['x'.repeat(151)],
		good: ['x'.repeat(150)],
	}),
	rule('transferNotes', PLAIN, '422.111', '§1.4', HTML),
];
