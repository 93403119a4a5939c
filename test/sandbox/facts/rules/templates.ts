import { type FieldRule, HTML, type Limit, PLAIN, rule } from './fieldRule.ts';
import { HEADER_PICTURE } from './samples.ts';

const MISSING = { bad: [undefined], good: [] };
const CREATE = 'yaml CreateEmailTemplateCriteria';
const TEXTS = ['fromName', 'subject', 'headerImageAltText', 'messageBody', 'closing'];
const PLAIN_TEXT = { bad: HTML.bad, good: ['Tom & Jerry’s "best" – 100 %'] };

const SIX_DIGITS: Limit = { matches: /^#[0-9A-Fa-f]{6}$/, means: '# and six hex digits' };
const HEX: Limit = {
	matches: /^#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})$/,
	means: '# and six or three hex digits',
};
const COLOURS = { bad: ['004488', '#00448', 'blue', '#00448g'], good: ['#004488', '#FfFfFf'] };

const BASE64: Limit = { matches: /^[A-Za-z0-9+/]+={0,2}$/, means: 'Base64' };

function owner(list: 'accessControl' | 'defaults'): FieldRule[] {
	return [
		rule(
			`${list}[].type`,
			{ oneOf: ['PLATFORM', 'CUSTOMER', 'ACCOUNT'] },
			'400.501',
			'§2.7',
			{ bad: ['TEAM', 'platform'], good: ['PLATFORM'] },
			{ at: `${list}.0.type` },
		),
		rule(
			`${list}[].identifier`,
			{ matches: /^(?:[-a-zA-Z0-9]{5,100})?$/, means: '5 to 100 letters, digits or hyphens, or blank' },
			'422.501',
			'§2.7; Tango, create a new email template',
			{ bad: ['acme', 'acme rewards'], good: ['', 'acme-rewards'] },
		),
	];
}

const values: readonly FieldRule[] = [
	...['name', ...TEXTS].map((field) => rule(field, PLAIN, '422.111', '§1.4', PLAIN_TEXT)),
	rule(
		'messageBody',
		{ length: [0, 1024] },
		'422.006',
		'Tango, update details for a specific email template',
		{ bad: ['x'.repeat(1025)], good: ['x'.repeat(1024), '{{message}} from {{recipient_name}}'] },
		{ why: 'The page on making one names no length.' },
	),
	rule(
		'headerImage',
		BASE64,
		'400.001',
		'§2.7',
		{ bad: ['https://example.com/header.png', 'no picture'], good: [HEADER_PICTURE] },
		{ why: 'A guess: no text names the key.' },
	),
	rule('smsMessageBody', { length: [0, 90] }, '422.006', '§2.7', {
		bad: ['x'.repeat(91)],
		good: ['x'.repeat(90)],
	}),
	rule('smsMessageBody', PLAIN, '422.111', '§1.4', PLAIN_TEXT),
	rule('customerServiceMessage', PLAIN, '422.111', '§1.4', PLAIN_TEXT),
	rule(
		'name',
		{ books: 'not taken' },
		'409.005',
		'§4.3, §10.1 row 11',
		{ bad: ['Sandbox E000000'], good: [] },
		{ status: 409, at: '' },
	),
	...owner('accessControl'),
	...owner('defaults'),
];

/** POST /digitalTemplates. */
export const templateRules: readonly FieldRule[] = [
	...['name', ...TEXTS, 'headerImage', 'accentColor'].map((field) =>
		rule(field, { given: true }, '422.128', CREATE, MISSING),
	),
	rule('accentColor', SIX_DIGITS, '422.122', '§2.7', { ...COLOURS, bad: [...COLOURS.bad, '#048'] }),
	...values,
];

/** PATCH /digitalTemplates/{etid}. */
export const templateUpdateRules: readonly FieldRule[] = [
	rule('accentColor', HEX, '422.122', 'yaml UpdateEmailTemplateCriteria', {
		...COLOURS,
		good: [...COLOURS.good, '#048'],
	}),
	...values,
];
