import { EMAILS, type FieldRule, HTML, PLAIN, rule } from './fieldRule.ts';

/** POST /orders: what people read, and who sends it. */
export const orderTextRules: readonly FieldRule[] = [
	rule('emailSubject', PLAIN, '422.111', '§1.4', HTML),
	rule('message', { length: [0, 1024] }, '422.006', '§2.4', {
		bad: ['x'.repeat(1025)],
		good: ['x'.repeat(1024)],
	}),
	rule('message', PLAIN, '422.111', '§1.4', HTML),
	rule(
		'campaign',
		{ matches: /^[a-zA-Z0-9 ]{0,100}$/, means: 'at most 100 letters, digits and spaces' },
		'422.502',
		'§2.4, §9.2',
		{ bad: ['x'.repeat(101), 'spring-2026', '<b>', 'Frühling'], good: ['', 'Spring 2026', 'x'.repeat(100)] },
		{ why: 'S26 admits 1024 of any; 422.502 and the update body say this, which is stricter.' },
	),
	rule('purchaseOrderNumber', PLAIN, '422.111', '§1.4', HTML),
	rule(
		'notes',
		{ length: [0, 150] },
		'422.006',
		'§2.4, §9.2',
		{ bad: ['x'.repeat(151)], good: ['x'.repeat(150)] },
		{ why: 'S26 admits 1024; older text, the update bodies and createasyncorder say 150.' },
	),
	rule('notes', PLAIN, '422.111', '§1.4', HTML),
	rule('sender.firstName', { length: [0, 100] }, '422.006', 'S26 SenderInfoCriteria', {
		bad: ['x'.repeat(101)],
		good: ['', 'x'.repeat(100)],
	}),
	rule('sender.firstName', PLAIN, '422.111', '§1.4', HTML),
	rule('sender.lastName', { length: [0, 100] }, '422.006', 'S26 SenderInfoCriteria', {
		bad: ['x'.repeat(101)],
		good: ['', 'x'.repeat(100)],
	}),
	rule('sender.lastName', PLAIN, '422.111', '§1.4', HTML),
	rule('sender.email', { email: true }, '422.134', '§7.1', EMAILS),
];
