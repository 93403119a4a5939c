import { EMAILS, type FieldRule, free, HTML, PLAIN, rule } from './fieldRule.ts';

const MISSING = { bad: [undefined], good: [] };
const FIELDS = 'yaml LowBalanceAlertDTO';

const values: readonly FieldRule[] = [
	rule('balanceAlertDisplayName', PLAIN, '422.111', '§1.4', { ...HTML, good: ['Below 500 & falling'] }),
	rule(
		'balanceAlertDisplayName',
		{ matches: /\S/, means: 'more than blanks' },
		'422.135',
		'§2.2',
		{ bad: ['', ' '], good: ['A'] },
		{ why: 'As for the names of accounts.' },
	),
	rule('balanceAlertThreshold', { type: 'number' }, '400.501', '§2.2', { bad: ['many'], good: [0.5] }),
	rule(
		'balanceAlertThreshold',
		{ above: 0 },
		'422.020',
		'§4.3',
		{ bad: [0, -1], good: [0.01, 2_000_000] },
		{ why: 'No balance falls below nothing.' },
	),
	rule('balanceAlertThreshold', { decimals: 2 }, '422.140', '§4.3', { bad: [1.005], good: [1.25] }),
	rule('balanceAlertNotification[].emailAddress', { email: true }, '422.134', '§7.1', EMAILS),
];

/** POST …/lowbalance. */
export const alertRules: readonly FieldRule[] = [
	rule('balanceAlertDisplayName', { given: true }, '422.128', '§2.2', MISSING),
	rule('balanceAlertThreshold', { given: true }, '422.128', '§2.2', MISSING),
	rule(
		'balanceAlertDisplayName',
		{ books: 'not taken' },
		'409.001',
		`${FIELDS}, a 409 in the document`,
		{ bad: ['Time to add funds'], good: [] },
		{ status: 409, at: '', why: 'A guess: the document says 409 and not for what.' },
	),
	...values,
];

/** PATCH …/lowbalance/{balanceAlertID}. */
export const alertUpdateRules: readonly FieldRule[] = values;

/** GET …/lowbalance. */
export const alertFilterRules: readonly FieldRule[] = [
	...free('§2.2', ['balanceAlertDisplayName']),
	rule('balanceAlertThreshold', { type: 'number' }, '400.501', '§2.2', { bad: ['many'], good: ['500'] }),
	rule(
		'balanceAlertNotification',
		{ books: 'nothing: how its objects are written in a query is not known' },
		'400.501',
		'yaml',
		{ bad: ['finance@example.com'], good: [] },
		{ at: 'balanceAlertNotification.0' },
	),
	rule('elementsPerBlock', { type: 'whole number' }, '400.501', '§2.0', { bad: ['many'], good: ['10'] }),
	rule('elementsPerBlock', { atLeast: 1 }, '422.042', '§2.0', { bad: ['0'], good: ['1'] }),
	rule('elementsPerBlock', { atMost: 100 }, '422.042', '§2.0', { bad: ['101'], good: ['100'] }),
	rule('page', { type: 'whole number' }, '400.501', '§2.0', { bad: ['first'], good: ['0'] }),
	rule('page', { atLeast: 0 }, '422.017', '§4.3', { bad: ['-1'], good: ['0'] }),
];
