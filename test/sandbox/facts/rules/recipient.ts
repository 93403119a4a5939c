import { EMAILS, type FieldRule, rule, type RuleDetails } from './fieldRule.ts';
import { BY_PHONE, BY_POST } from './samples.ts';

const S26 = 'S26 RecipientInfoCriteria';
const DIGITAL = { matches: /^[^<>/]*$/, means: 'no <, > or /' };
const PRINTED = { matches: /^[0-9A-Za-z .,&-]*$/, means: 'letters A to Z, digits, space and . , & -' };
const MOBILE = {
	matches: /^(?:\+(?:1[2-9]\d{9}|[2-9]\d{6,14}))?$/,
	means: '+, country code and number, at most 15 digits',
};

const on = (...methods: string[]): RuleDetails => ({ when: { field: 'deliveryMethod', is: methods } });
const byPost: RuleDetails = { ...on('ADDRESS'), sample: BY_POST };
const byPhone: RuleDetails = { ...on('PHONE', 'WHATSAPP'), sample: BY_PHONE };

/** POST /orders: who gets the reward. The address has rules of its own. */
export const recipientRules: readonly FieldRule[] = [
	rule(
		'recipient.firstName',
		{ filled: true },
		'422.028',
		S26,
		{ bad: [undefined, '', ' '], good: ['Jane'] },
		on('EMAIL', 'PHONE', 'ADDRESS'),
	),
	rule(
		'recipient.lastName',
		{ filled: true },
		'422.028',
		S26,
		{ bad: [undefined, ''], good: ['Doe'] },
		byPost,
	),
	...['recipient.firstName', 'recipient.lastName'].flatMap((field) => [
		rule(field, { length: [0, 100] }, '422.006', S26, { bad: ['x'.repeat(101)], good: ['x'.repeat(100)] }),
		rule(field, DIGITAL, '422.111', S26, {
			bad: ['<b>', 'Jane/Joe', 'a > b'],
			good: ['Zoë', 'O’Hara-Nuñez, Jr.'],
		}),
		rule(
			field,
			{ length: [0, 25] },
			'422.006',
			S26,
			{ bad: ['x'.repeat(26)], good: ['x'.repeat(25)] },
			byPost,
		),
		rule(
			field,
			PRINTED,
			'422.028',
			'§10.1 row 3, S26 "alpha (a-z, A-Z)"',
			{ bad: ['Zoë', "O'Hara", 'Jane (1)'], good: ['Smith & Sons, Inc. - 2'] },
			byPost,
		),
	]),
	rule(
		'recipient.email',
		{ filled: true },
		'422.029',
		S26,
		{ bad: [undefined, ''], good: ['jane@example.com'] },
		on('EMAIL'),
	),
	rule('recipient.email', { email: true }, '422.134', '§7.1', EMAILS, { sample: { deliveryMethod: 'NONE' } }),
	rule(
		'recipient.mobileNumber',
		{ filled: true },
		'422.028',
		S26,
		{ bad: [undefined, ''], good: ['+12065550100'] },
		{ ...byPhone, why: 'For WHATSAPP a guess: a message to a telephone needs its number.' },
	),
	rule(
		'recipient.mobileNumber',
		MOBILE,
		'422.028',
		S26,
		{
			bad: [
				'+1',
				'12065550100',
				'+0123456789',
				'+1206555010',
				'+1206555010000',
				'+1 206 555 0100',
				'+1234567890123456',
			],
			good: ['', '+12065550100', '+447700900123'],
		},
		{
			sample: { deliveryMethod: 'NONE' },
			why: 'HELP: messages reach +1 only; GET /mobileCountries lists more, and no text says the rest is refused.',
		},
	),
];
