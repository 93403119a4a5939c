/** Scripts whose letters join or stack: names in Persian, Hindi or Sinhala are spelt with joiners. */
const JOINING = lastIsOf(
	'Arab Syrc Mong Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr'
		.split(' ')
		.map((script) => `\\p{Script_Extensions=${script}}`)
		.join(''),
);
const MARK = lastIsOf('\\p{M}');
const IDEOGRAPH = lastIsOf('\\p{Script_Extensions=Han}');
const MONGOLIAN = lastIsOf('\\p{Script_Extensions=Mong}');
const PICTURE = lastIsOf('\\p{Extended_Pictographic}\\p{Emoji_Modifier}');
const LETTER_FIRST = /^[\p{L}\p{M}]/u;
const PICTURE_FIRST = /^\p{Extended_Pictographic}/u;

/**
 * Whether signs that are drawn as nothing change how their neighbours are drawn: joiners inside a word of a joining
 * script (or at its end behind a mark, as in Malayalam), joiners between pictures (a family is one emoji),
 * variation selectors behind a picture or an ideograph (Japanese names need them), the tags of a flag.
 *
 * @param at where they begin in `whole`
 */
export function neededThere(unseen: string, whole: string, at: number): boolean {
	const before = whole.slice(Math.max(0, at - 2), at);
	const after = whole.slice(at + unseen.length, at + unseen.length + 2);
	if (/^[\u200c\u200d]$/.test(unseen) && JOINING.test(before)) {
		return LETTER_FIRST.test(after) || MARK.test(before);
	}
	if (/^\ufe0f?\u200d$/.test(unseen)) return PICTURE.test(before) && PICTURE_FIRST.test(after);
	if (/^[\ufe0e\ufe0f]$/.test(unseen)) return PICTURE.test(before) || after.startsWith('\u20e3');
	if (/^[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u.test(unseen)) return IDEOGRAPH.test(before);
	if (/^[\u180b-\u180d\u180f]$/.test(unseen)) return MONGOLIAN.test(before);
	return /^[\u{e0030}-\u{e007a}]{1,6}\u{e007f}$/u.test(unseen) && before === '\u{1f3f4}';
}

function lastIsOf(signs: string): RegExp {
	return new RegExp(`[${signs}]$`, 'u');
}
