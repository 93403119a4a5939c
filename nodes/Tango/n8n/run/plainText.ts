/* Tango's texts for people are HTML, which nobody reads in a table. */

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	bull: '•',
	ndash: '–',
	mdash: '—',
	rsquo: '’',
	lsquo: '‘',
	ldquo: '“',
	rdquo: '”',
	reg: '®',
	trade: '™',
	copy: '©',
};

/** Longer than any text of Tango's; the rest is not looked at. */
const MAX_LENGTH = 50_000;

/** The words of an HTML text on one line, without tags; undefined where there are none. Not a way to make HTML safe. */
export function plainText(html: unknown): string | undefined {
	if (typeof html !== 'string') return undefined;
	const words = html
		.slice(0, MAX_LENGTH)
		.replace(/<[^<>]*>/g, ' ')
		.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, decoded)
		.replace(/\s+/g, ' ')
		.trim();
	return words === '' ? undefined : words;
}

function decoded(entity: string, name: string): string {
	if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? entity;
	const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
	return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
