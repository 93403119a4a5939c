import { EMAILS, type FieldRule, HTML, IDENTIFIER, NOT_IDENTIFIERS, PLAIN, rule } from './fieldRule.ts';

const MISSING = { bad: [undefined], good: [] };
const NAME = { matches: /^[\p{L}\p{N}\p{P}\p{Z}]*$/u, means: 'letters, numbers, punctuation and spaces' };
const CASE = 'Older texts ask for lower case; S26 and 422.501 name both.';

/** POST /customers. */
export const customerRules: readonly FieldRule[] = [
	rule('customerIdentifier', { given: true }, '422.128', '§2.1', MISSING),
	rule(
		'customerIdentifier',
		IDENTIFIER,
		'422.501',
		'§2.1',
		{ bad: NOT_IDENTIFIERS, good: ['x'.repeat(100), 'Initech-1'] },
		{ why: CASE },
	),
	rule(
		'customerIdentifier',
		{ books: 'not taken' },
		'409.010',
		'§4.3',
		{ bad: ['globex-hr'], good: [] },
		{ status: 409, at: '' },
	),
	rule('displayName', { given: true }, '422.128', '§2.1', MISSING),
	rule('displayName', { length: [5, 100] }, '422.126', '§2.1, §4.3', {
		bad: ['Acme', '', 'x'.repeat(101)],
		good: ['Acme!', 'x'.repeat(100)],
	}),
	rule('displayName', NAME, '422.122', '§2.1', {
		bad: ['Acme + Sons', 'Acme <b>', 'Acme $ 100', 'Acme\u0007 Bell', 'Acme 🎁 Gifts'],
		good: ['Łódź & Co. – "№ 1"'.replace('№', 'No'), 'アクメ株式会社'],
	}),
];

/** POST /customers/{customerIdentifier}/accounts. */
export const accountRules: readonly FieldRule[] = [
	rule('accountIdentifier', { given: true }, '422.128', '§2.2', MISSING),
	rule(
		'accountIdentifier',
		IDENTIFIER,
		'422.501',
		'§2.2',
		{ bad: NOT_IDENTIFIERS, good: ['Acme-GBP-2'] },
		{ why: CASE },
	),
	rule(
		'accountIdentifier',
		{ books: 'not taken' },
		'409.003',
		'§4.3',
		{ bad: ['acme-usd'], good: [] },
		{ status: 409, at: '' },
	),
	rule('displayName', { given: true }, '422.128', '§2.2', MISSING),
	rule(
		'displayName',
		{ filled: true },
		'422.135',
		'§2.2, §4.3',
		{ bad: ['', ' '], good: ['A'] },
		{ why: 'Tango gives it no length, other than for customers.' },
	),
	rule('displayName', PLAIN, '422.111', '§1.4', { ...HTML, good: ['Tom & Jerry + 1'] }),
	rule('contactEmail', { given: true }, '422.128', '§2.2', MISSING),
	rule('contactEmail', { filled: true }, '422.135', '§2.2, §4.3', { bad: [''], good: [] }),
	rule('contactEmail', { email: true }, '422.134', '§7.1', { ...EMAILS, good: ['jane@example.com'] }),
	rule(
		'currencyCode',
		{ oneOf: ['AUD', 'CAD', 'EUR', 'GBP', 'MXN', 'SGD', 'USD'] },
		'400.501',
		'§2.2, §10.1 row 13',
		{ bad: ['PLN', 'JPY', 'usd', ''], good: ['AUD', 'SGD', undefined] },
		{ why: 'S26 lists PLN too, the newest page has it as "coming soon".' },
	),
	rule('fundingNotification[].emailAddress', { email: true }, '422.134', '§7.1', EMAILS),
];

/** PATCH /customers/{customerIdentifier}/accounts/{accountIdentifier}: what is given keeps the same rules. */
export const accountUpdateRules: readonly FieldRule[] = [
	...['displayName', 'contactEmail'].map((field) =>
		rule(field, { matches: /\S/, means: 'more than blanks' }, '422.135', '§2.1, §4.3', {
			bad: ['', ' '],
			good: ['a@example.com'],
		}),
	),
	...accountRules.filter(
		({ field, limit }) =>
			['displayName', 'contactEmail', 'fundingNotification[].emailAddress'].includes(field) &&
			!('given' in limit) &&
			!('filled' in limit),
	),
];
