import { type FieldRule, HTML, PLAIN, rule, type RuleDetails } from './fieldRule.ts';
import { BY_POST, BY_POST_ABROAD } from './samples.ts';

const S26 = 'S26 AddressCriteria';
const STREET = {
	matches: /^[0-9A-Za-z .,\-/&%#@']*$/,
	means: "letters A to Z, digits, space and . , - / & % # @ '",
};
const CITY = { matches: /^[0-9A-Za-z .\-&']*$/, means: "letters A to Z, digits, space and . - & '" };
const STREETS = {
	bad: ['Straße 1', 'Main St. (rear)', 'A; B', '<b>'],
	good: ["12 O'Hara Ave., #4/5 - A & B @ 50%"],
};

const post: RuleDetails = { sample: BY_POST };
const byPost: RuleDetails = { sample: BY_POST, when: { field: 'deliveryMethod', is: ['ADDRESS'] } };
const inCountry = (sample: RuleDetails['sample'], ...is: string[]): RuleDetails => ({
	sample,
	when: { field: 'recipient.address.country', is },
});
const US = inCountry(BY_POST, 'US');
const NORTH_AMERICA = inCountry(BY_POST, 'US', 'CA');

/** POST /orders: where the reward goes. Limits hold for any address, also one that a digital reward asks for. */
export const addressRules: readonly FieldRule[] = [
	rule('recipient.address', { given: true }, '422.167', '§4.3', { bad: [undefined], good: [] }, byPost),
	...['streetLine1', 'city', 'stateOrProvince', 'postalCode', 'country'].map((part) =>
		rule(
			`recipient.address.${part}`,
			{ filled: true },
			'422.169',
			'§10.1 row 3',
			{ bad: [undefined], good: [] },
			byPost,
		),
	),
	rule('recipient.address.companyName', PLAIN, '422.111', '§1.4', HTML, post),
	...['recipient.address.streetLine1', 'recipient.address.streetLine2'].flatMap((street) => [
		rule(
			street,
			{ length: [1, 35] },
			'422.006',
			`${S26}, §9.2`,
			{ bad: ['x'.repeat(36), ''], good: ['x'.repeat(35)] },
			{ ...post, why: 'The schema says 200 and 100, its text and §9.2 say 35; "not blank".' },
		),
		rule(street, STREET, '422.028', `${S26}, §10.1 row 3`, STREETS, post),
	]),
	rule(
		'recipient.address.city',
		{ length: [1, 30] },
		'422.006',
		`${S26}, §9.2`,
		{ bad: ['x'.repeat(31), ''], good: ['x'.repeat(30)] },
		{ ...post, why: 'The schema says 60, its text 30.' },
	),
	rule(
		'recipient.address.city',
		CITY,
		'422.028',
		`${S26}, §10.1 row 3`,
		{ bad: ['München', 'Seattle, WA', 'A/B'], good: ["Coeur d'Alene", 'St. Mary-on-Sea & Co'] },
		post,
	),
	rule(
		'recipient.address.stateOrProvince',
		{ matches: /^[A-Z]{2}$/, means: 'two capital letters' },
		'422.028',
		`${S26}, §10.1 row 3`,
		{ bad: ['Washington', 'wa', 'W', 'WA '], good: ['WA', 'AE'] },
		NORTH_AMERICA,
	),
	rule(
		'recipient.address.stateOrProvince',
		{ length: [1, 35] },
		'422.006',
		`${S26}, §10.1 row 3`,
		{ bad: ['x'.repeat(36), ''], good: ['Bayern', 'x'.repeat(35)] },
		{ sample: BY_POST_ABROAD, why: '"less than 36 characters"; the schema says 60.' },
	),
	rule(
		'recipient.address.postalCode',
		{ matches: /^\d{5}$/, means: 'five digits' },
		'422.028',
		S26,
		{ bad: ['98116-1234', '9811', '981167', 'SW1A1AA'], good: ['98116'] },
		US,
	),
	rule(
		'recipient.address.postalCode',
		{ matches: /^[0-9A-Za-z]{1,12}$/, means: '1 to 12 letters A to Z and digits' },
		'422.028',
		`${S26}, yaml`,
		{ bad: ['K1A 0B1', '80-331', '1'.repeat(13), ''], good: ['80331', 'SW1A1AA'] },
		{
			sample: BY_POST_ABROAD,
			why: '§10.1 row 3 quotes "5 characters"; that cannot hold outside the US, as the same text knows Canadian provinces. The signs are its own.',
		},
	),
	rule(
		'recipient.address.country',
		{ matches: /^[A-Z]{2}$/, means: 'a code of two capital letters' },
		'422.028',
		'yaml; S26 "ISO 3166-1 alpha-2"',
		{ bad: ['USA', 'us', 'U', 'Germany', ''], good: ['DE', 'FR'] },
		{ sample: BY_POST_ABROAD },
	),
];
