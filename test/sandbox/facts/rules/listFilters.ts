import { EMAILS, type FieldRule, free, rule } from './fieldRule.ts';

const TIMES = {
	bad: ['soon', '', '2020-01-01', '2020-01-01T00:00:00'],
	good: ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00-07:00'],
};
const times = (...fields: string[]) =>
	fields.map((field) => rule(field, { date: 'time' }, '422.044', 'yaml, §4.3', TIMES));

/** Lists that are paged by cursors. */
export const cursorRules: readonly FieldRule[] = [
	rule('paginate', { type: 'boolean' }, '400.501', '§2.0', { bad: ['yes'], good: ['true', 'false'] }),
	rule('maxResults', { type: 'whole number' }, '400.501', '§2.0', { bad: ['all', '1.5'], good: ['10'] }),
	rule(
		'maxResults',
		{ atLeast: 1 },
		'400.001',
		'§2.0',
		{ bad: ['0', '-1'], good: ['1'] },
		{ why: 'The key is a guess.' },
	),
	rule(
		'maxResults',
		{ atMost: 200 },
		'400.001',
		'§2.0',
		{ bad: ['201'], good: ['200'] },
		{ why: 'The key is a guess.' },
	),
	...['prevCursor', 'nextCursor'].map((field) =>
		rule(
			field,
			{ books: 'a cursor that Tango gave' },
			'400.001',
			'§2.0',
			{ bad: ['zzz'], good: [''] },
			{ sample: { paginate: 'true' }, at: '' },
		),
	),
];

/** GET /accounts and GET /customers/{customerIdentifier}/accounts. */
export const accountFilterRules: readonly FieldRule[] = [
	...free('§2.2', ['accountNumber', 'displayName', 'fundingNotificationEmail']),
	rule('status', { oneOf: ['ACTIVE', 'INACTIVE', 'DISABLED', 'FROZEN', 'DELETED'] }, '400.501', '§2.2', {
		bad: ['active', ''],
		good: ['ACTIVE', 'FROZEN'],
	}),
	rule('contactEmail', { email: true }, '422.134', 'yaml', { ...EMAILS, good: ['finance@example.com'] }),
	rule(
		'currencyCode',
		{ oneOf: ['AUD', 'CAD', 'EUR', 'GBP', 'USD', 'MXN', 'SGD', 'PLN'] },
		'400.501',
		'yaml',
		{ bad: ['JPY', 'usd'], good: ['EUR', ['EUR', 'USD']] },
	),
	...['minBalance', 'maxBalance'].map((field) =>
		rule(field, { type: 'number' }, '400.501', 'yaml', { bad: ['much'], good: ['0', '10.5'] }),
	),
	...times('minDateCreatedAt', 'maxDateCreatedAt'),
	...cursorRules,
];

/** GET /customers. */
export const customerFilterRules: readonly FieldRule[] = [
	...free('§2.1', [
		'displayName',
		'status',
		'accountStatus',
		'accountIdentifier',
		'accountNumber',
		'accountDisplayName',
	]),
	...times(
		'customerMinDateCreatedAt',
		'customerMaxDateCreatedAt',
		'accountMinDateCreatedAt',
		'accountMaxDateCreatedAt',
	),
	...cursorRules,
];

/** GET /creditCards. */
export const cardFilterRules: readonly FieldRule[] = [
	...free('§2.6', [
		'showInactive',
		'accountNumber',
		'accountIdentifier',
		'customerIdentifier',
		'token',
		'expirationDate',
		'emailAddress',
		'fullName',
		'label',
		'lastFourDigits',
	]),
	rule('status', { oneOf: ['ACTIVE', 'DELETED'] }, '400.501', '§2.6', {
		bad: ['active', ''],
		good: ['DELETED'],
	}),
	...cursorRules,
];

/** GET /exchangerates. */
export const rateFilterRules: readonly FieldRule[] = [
	...free('§2.3', ['baseCurrency', 'rewardCurrency'], 'USD'),
	...cursorRules,
];
