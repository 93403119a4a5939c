import { type FieldRule, rule } from './fieldRule.ts';
import { BY_POST, POSTED_DIGITAL, PROMO } from './samples.ts';

/** POST /orders: how the reward travels, in what dress, and until when it is good. */
export const orderOptionRules: readonly FieldRule[] = [
	rule(
		'deliveryMethod',
		{ oneOf: ['NONE', 'EMAIL', 'PHONE', 'ADDRESS', 'EMBEDDED', 'EMBEDDED_COMPONENT', 'WHATSAPP'] },
		'400.501',
		'yaml CreateOrderCriteria',
		{ bad: ['PIGEON', 'email', ''], good: ['NONE', 'EMAIL', undefined] },
		{ why: 'Required in S26 and defaulted there too; requests with sendEmail instead still work.' },
	),
	rule(
		'deliveryMethod',
		{ books: 'not by post, unless the reward is physical' },
		'422.168',
		'§3.3, S26 AddressCriteria',
		{ bad: ['ADDRESS'], good: ['EMAIL'] },
		{ sample: POSTED_DIGITAL, at: 'recipient.address' },
	),
	rule(
		'deliveryMethod',
		{ books: 'by post, if the reward is physical' },
		'422.169',
		'§4.3',
		{ bad: ['NONE', 'EMBEDDED'], good: ['ADDRESS'] },
		{ sample: BY_POST, at: 'recipient.address' },
	),
	rule(
		'deliveryMethod',
		{ books: 'a text message only if the reward has the attribute PHONE' },
		'400.001',
		'§3.3, §10.1 row 8',
		{ bad: ['PHONE'], good: ['EMAIL'] },
		{ sample: { utid: 'U781792' }, why: 'The key is a guess: no text names one.' },
	),
	rule(
		'deliveryMethod',
		{ books: 'embedded only if the reward has the attribute EMBEDDED' },
		'400.001',
		'§2.3 itemAttribute, §10.1 row 8',
		{ bad: ['EMBEDDED'], good: ['NONE'] },
		{ why: 'As for PHONE.' },
	),
	rule('sendEmail', { type: 'boolean' }, '400.501', 'yaml CreateOrderCriteria', {
		bad: ['yes'],
		good: [true, false],
	}),
	rule('etid', { matches: /^[eE]\d{6}$/, means: 'E followed by 6 digits' }, '422.124', '§2.4, §4.3', {
		bad: ['template', 'E12345', 'E1234567', '000000', ''],
		good: ['E000000', 'e100001'],
	}),
	rule(
		'etid',
		{ books: 'a template of the platform' },
		'403.008',
		'§4.3',
		{ bad: ['E999999'], good: [] },
		{ status: 403, at: '' },
	),
	rule(
		'ptid',
		{ matches: /^[pP]\d+$/, means: 'P followed by digits' },
		'422.122',
		'yaml CreateOrderCriteria',
		{ bad: ['print', 'P', ''], good: ['P000001'] },
	),
	rule(
		'expirationDate',
		{ date: 'day' },
		'422.044',
		'S26 "the exact calendar date"',
		{
			bad: ['31.12.2999', 'in 30 days', '2999-02-30', '2999-1-5', '2999-12-31T00:00:00Z', ''],
			good: ['2999-12-31'],
		},
		{ sample: PROMO },
	),
	rule(
		'expirationDate',
		{ lies: 'in the future' },
		'400.001',
		'§2.4',
		{ bad: ['2020-01-31'], good: ['2999-12-31'] },
		{ sample: PROMO, why: 'A reward that has ended is worth nothing; the key is a guess.' },
	),
	rule('expirationDate', { books: 'given for Promo Links only' }, '422.162', '§2.4', {
		bad: ['2999-12-31'],
		good: [undefined],
	}),
	rule('customFields', { type: 'object' }, '400.501', 'yaml CreateOrderCriteria', {
		bad: ['cost centre'],
		good: [{ costCentre: '12' }],
	}),
];
