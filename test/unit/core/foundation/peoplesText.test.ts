import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cleanReference, cleanText } from '../../../../nodes/Tango/core/foundation/peoplesText.ts';

const UNSEEN = [
	...['\u00ad', '\u034f', '\u061c', '\u180e', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202a'],
	...[
		'\u202e',
		'\u2060',
		'\u2063',
		'\u2066',
		'\u2069',
		'\ufeff',
		'\ufe0f',
		'\ufff9',
		'\u{e0041}',
		'\u{e0101}',
	],
	...['\u0000', '\u0007', '\u007f', '\u009f'],
];
const BLANKS = [
	'\u00a0',
	'\u1680',
	'\u2003',
	'\u2007',
	'\u202f',
	'\u3000',
	'\u2800',
	'\u3164',
	'\uffa0',
	'\t',
];

describe('a reference, cleaned', () => {
	it.each([
		['a hyphen that does not break', 'survey\u20111'],
		['a hyphen of its own', 'survey\u20101'],
		['the dash that a word processor makes of it', 'survey–1'],
		['a minus', 'survey−1'],
		['full-width signs', 'ｓｕｒｖｅｙ－１'],
		['unseen signs', '\u202bsurvey-\u200b1\u202c'],
	])('is the same with %s', (_what, reference) => {
		expect(cleanReference(reference)).toBe('survey-1');
	});

	it.each([
		['7008.0', '7008'],
		['7008.00', '7008'],
		['ﬁ-1', 'fi-1'],
		['Anna’s', "Anna's"],
		['7008.05', '7008.05'],
		["'007", '007'],
		['’007', '007'],
		['="007"', '007'],
		['="7008.0"', '7008'],
		['=007', '=007'],
		['v1.0', 'v1.0'],
		['1.0.0', '1.0.0'],
		['P4', 'P4'],
		['p4', 'p4'],
		['007', '007'],
	])('is of %s %s', (reference, clean) => {
		expect(cleanReference(reference)).toBe(clean);
	});
});

describe('text of people, cleaned', () => {
	it.each(UNSEEN)('loses the sign %j that nobody sees, wherever it stands', (sign) => {
		expect(cleanText(`${sign}survey${sign}-1${sign}`)).toBe('survey-1');
		expect(cleanText(sign.repeat(3))).toBe('');
	});

	it.each([...BLANKS, '  ', ' \u200b '])('has one blank for %j, and none at its ends', (blank) => {
		expect(cleanText(`${blank}Jane${blank}Doe${blank}`)).toBe('Jane Doe');
	});

	it.each(['\n', '\r\n', '\r', '\u2028', '\u2029', '\v', '\f', '\u0085'])(
		'has the line break %j as a blank on one line, and as a line break on many',
		(end) => {
			expect(cleanText(`a ${end} b${end}`)).toBe('a b');
			expect(cleanText(` a \u200b${end}\u00a0${end} b${end}`, 'many')).toBe('a\n\nb');
		},
	);

	it('is composed, also where an unseen sign stood between a letter and its accent', () => {
		expect(cleanText('Jose\u0301')).toBe('José');
		expect(cleanText('Jose\u200b\u0301')).toBe('José');
	});

	it.each([
		['a Persian word', 'می\u200cخواهم'],
		['a Sinhala name', 'ශ්\u200dරී'],
		['a Malayalam word that ends with a joiner', 'അവന്\u200d'],
		['an emoji of several people', '👩\u200d🚀 👨🏽\u200d👩🏽\u200d👧'],
		['an emoji with a variation selector', '❤\ufe0f\u200d🔥 ☀\ufe0f 1\ufe0f\u20e3'],
		['a flag', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
		['an ideograph of a Japanese name', '辻\u{e0100}'],
		['a visible sign of the category Cf', '\u0600١'],
		['a letter with an accent that has no composed form', 'x\u0301'],
	])('keeps what is seen: %s', (_, text) => {
		expect(cleanText(text)).toBe(text.normalize('NFC'));
	});

	it('keeps no unseen sign at all in a reference', () => {
		expect(cleanText('می\u200cخواهم', 'one', false)).toBe('میخواهم');
	});
});

describe('properties', () => {
	const signs = fc.constantFrom(...UNSEEN, ...BLANKS, '\n', '\r\n', ' ', 'a', 'é', 'e\u0301', '👩', 'ی', '-');
	const texts = fc.array(fc.oneof(signs, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));

	it('cleans what is clean to itself', () => {
		fc.assert(
			fc.property(
				texts,
				fc.constantFrom<'one' | 'many'>('one', 'many'),
				fc.boolean(),
				(text, lines, joiners) => {
					const clean = cleanText(text, lines, joiners);
					expect(cleanText(clean, lines, joiners)).toBe(clean);
				},
			),
			{ numRuns: 2_000 },
		);
	});

	it('makes one reference of a text and the same text with unseen signs in it', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.constantFrom('a', '1', '-', 'ü', '👩'), fc.constantFrom('', ...UNSEEN))),
				(parts) => {
					const seen = parts.map(([letter]) => letter).join('');
					expect(cleanText(parts.flat().join(''), 'one', false)).toBe(seen);
				},
			),
		);
	});

	it('leaves one line with no blank or unseen sign but single blanks', () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(cleanText(text, 'one', false)).not.toMatch(
					/[\p{Cc}\p{Default_Ignorable_Code_Point}]|^\s|\s$|\s\s/u,
				);
			}),
		);
	});
});
