import { neededThere } from './unseenSigns';

/** A field of one line, or one that keeps its line breaks. */
export type Lines = 'one' | 'many';

/** Anything but plain signs, each blank alone. Most texts have nothing of it, and only their ends to clean. */
const UNCLEAN = /[^\x20-\x7e]|\x20\x20/;

/** CR LF is one. */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** Blanks of any width, no-break ones, tabs, and the letters that are drawn as a blank. */
const BLANKS = /[\p{Zs}\t\u115f\u1160\u2800\u3164\uffa0]+/gu;

/**
 * What is drawn as nothing: Unicode's own list (zero-width signs, soft hyphens, signs that turn the direction,
 * byte order marks, tags, variation selectors), control characters and annotation marks. The visible signs of the
 * category Cf, such as the Arabic number sign, are not in that list.
 */
const UNSEEN = /(?:(?!\n)[\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb])+/gu;

/**
 * The one cleaning for text that people wrote, before it is judged and before it becomes part of a reference:
 * afterwards what looks the same is the same. Linear; the caller has limited the length.
 *
 * Two blanks become one in references too. Nobody tells "a  b" from "a b" on purpose, and the mistakes weigh
 * differently: two texts that become one are refused as double or compared with the order that is there, but one
 * text that counts as two is paid twice.
 *
 * @param lines with "one", a line break is a blank
 * @param joiners whether the unseen signs stay that some scripts and emoji need; not in a reference
 */
export function cleanText(text: string, lines: Lines = 'one', joiners = true): string {
	if (!UNCLEAN.test(text)) return text.trim();
	return (
		text
			.normalize('NFC')
			.replace(LINE_BREAK, lines === 'one' ? ' ' : '\n')
			.replace(BLANKS, ' ')
			.replace(UNSEEN, (unseen, at: number, whole: string) =>
				joiners && neededThere(unseen, whole, at) ? unseen : '',
			)
			// Without the signs between them two blanks may have met, or a letter and its accent.
			.normalize('NFC')
			.replace(/ {2,}/g, ' ')
			.replace(/ ?\n ?/g, '\n')
			.trim()
	);
}

/** What sheets and word processors make of a hyphen and an apostrophe of their own accord. */
const HYPHENS = /[\u2010-\u2015\u2212]/g;
const APOSTROPHES = /[\u2018\u2019\u02bc\u2032]/g;

/** A whole number as a program writes it that counts in decimals. */
const WHOLE_NUMBER = /^(-?\d+)\.0+$/;

/** How sheets write that digits are a text: '007 and ="007". */
const AS_TEXT = /^'*="'*([^"]*)"$/;

/** The same for what keeps a reward from being paid twice: signs of one look are one sign, and 7008.0 is 7008. */
export function cleanReference(text: string): string {
	return cleanText(text.normalize('NFKC'), 'one', false)
		.replace(HYPHENS, '-')
		.replace(APOSTROPHES, "'")
		.replace(AS_TEXT, '$1')
		.replace(/^(?:' ?)+/, '')
		.trim()
		.replace(WHOLE_NUMBER, '$1');
}
