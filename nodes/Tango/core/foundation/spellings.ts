/** All spellings of one sign, as patterns of which none is the beginning of another. */
type Spell = (sign: string) => readonly string[];

const SIGN = /[^A-Za-z0-9]/gu;

/** A token may have 16,384, which is too large for a pattern: of longer secrets the beginning tells enough. */
const MAX_CHARACTERS = 512;
/** What tokens consist of, and escapes. */
const REST = '[\\w.~+/=%&#;\\\\-]*';

const HTML_NAMES: Readonly<Record<string, string>> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};

/**
 * Patterns for a secret in JSON, HTML, percent-encoding and percent-encoding twice. Which signs are escaped, and how,
 * differs from writer to writer, so each sign may have any of its spellings; letters and digits stand as they are.
 *
 * The sign that begins the escapes is never itself without an escape. So at each place one spelling fits at most,
 * and a search never goes back to try another: it stays linear. Case is for the search to ignore.
 */
export function escapedPatterns(secret: string): string[] {
	const characters = [...secret];
	const beginning = characters.slice(0, MAX_CHARACTERS).join('');
	const rest = characters.length > MAX_CHARACTERS ? REST : '';
	return [percentEncoded('%25'), percentEncoded('%'), inHtml, inJson].map(
		(spell) => beginning.replace(SIGN, (sign) => `(?:${spell(sign).join('|')})`) + rest,
	);
}

const inJson: Spell = (sign) => {
	const json = JSON.stringify(sign).slice(1, -1);
	const spellings = [json, sign === '/' ? '\\/' : '', escapedInJson(sign)];
	return [...new Set(spellings)].filter(Boolean).map(escapeForRegExp);
};

/** By UTF-16 unit: an emoji is two escapes. */
function escapedInJson(sign: string): string {
	return sign.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Numbers are padded with zeros to no more than seven digits by any writer we know of. */
const inHtml: Spell = (sign) => {
	const code = sign.codePointAt(0) ?? 0;
	const name = HTML_NAMES[sign];
	return [
		...(sign === '&' ? [] : [escapeForRegExp(sign)]),
		...(name ? [`&${name};`] : []),
		`&#0{0,7}${code};`,
		`&#x0{0,7}${code.toString(16)};`,
	];
};

/** `percent` is how the percent sign itself is written. A form writes a blank as plus, which the second time is %2B. */
function percentEncoded(percent: string): Spell {
	return (sign) => {
		const bytes = [...Buffer.from(sign, 'utf8')].map((byte) => percent + byte.toString(16).padStart(2, '0'));
		const itself = sign === '%' ? [] : [escapeForRegExp(sign)];
		return [...itself, ...(sign === ' ' ? ['\\+', '%2b'] : []), bytes.join('')];
	};
}

export function escapeForRegExp(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
