/** A number, or why the text is none, as the second half of a sentence without the text itself. */
export type PlainNumber = { readonly value: number } | { readonly advice: string };

/**
 * Reads a number as people in all countries write it: digits, and behind a point the fraction. Anything else may mean
 * two things ("25.000", "1,000"), or means one that JavaScript alone knows ("0x19", "1e1"), and a wrong guess is
 * money. What it seems to mean is told instead.
 *
 * @param text clean, and of limited length
 * @param money whether three digits behind the point may be thousands
 */
export function readPlainNumber(text: string, money: boolean): PlainNumber {
	if (/^-?\d+(?:\.\d+)?$/.test(text)) {
		if (money && TWO_WAYS.test(text)) return { advice: twoWays(text) };
		const value = Number(text);
		return Number.isFinite(value) ? { value } : { advice: SUCH_AS };
	}
	return { advice: adviceFor(text) };
}

const SUCH_AS = 'write a number such as 25.00';

/** One separator, with three digits behind it. */
const TWO_WAYS = /^[1-9]\d{0,2}[.,]\d{3}$/;

function adviceFor(text: string): string {
	if (/^\d[\d.]*e[+-]?\d+$/i.test(text) || /^0[xbo][\da-f]+$/i.test(text)) {
		return 'write the number out, such as 25.00';
	}
	const bare = text.normalize('NFKC').replace(SIGN_BEFORE, '').replace(SIGN_BEHIND, '');
	const sign = bare === text.normalize('NFKC') ? '' : ', without the sign';
	if (TWO_WAYS.test(bare)) return `${twoWays(bare)}${sign}`;
	const meant = plainly(bare);
	return meant === undefined ? SUCH_AS : `write ${meant}${sign}`;
}

/** A currency's sign or its letters, a plus. Not those of cents, thousands and millions: without them it is another amount. */
const SIGN_BEFORE = /^(?:(?!¢)\p{Sc}|\p{L}{1,2}\p{Sc}|\p{L}{2,3}|\+) ?(?=[\d.])/u;
const SIGN_BEHIND = /(?<=\d) ?(?:(?!¢)\p{Sc}|(?!ct|mio|mln|mrd|bio|tsd|mil|[mb]n|tk)\p{L}{2,3})$/iu;

/** The number of which it is certain what was meant. */
function plainly(text: string): string | undefined {
	if (/^\d+(?:\.\d+)?$/.test(text)) return text;
	if (/^\.\d+$/.test(text)) return `0${text}`;
	if (/^\d+\.$/.test(text)) return text.slice(0, -1);
	// Groups of three, and behind the other separator the fraction.
	if (/^\d{1,3}(?:[ ,'’]\d{3})+(?:\.\d+)?$/.test(text)) return text.replace(/[ ,'’]/g, '');
	if (/^\d{1,3}(?:[ .'’]\d{3})+(?:,\d+)?$/.test(text)) return text.replace(/[ .'’]/g, '').replace(',', '.');
	if (/^\d+,\d+$/.test(text)) return text.replace(',', '.');
	return undefined;
}

function twoWays(text: string): string {
	const [whole = '', fraction = ''] = text.split(/[.,]/);
	const small = /^0+$/.test(fraction) ? whole : 'at most 2 digits behind the point';
	return `write ${whole}${fraction} or ${small}`;
}
