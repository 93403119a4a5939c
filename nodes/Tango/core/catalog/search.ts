/* Searching as people do: some words, in any order. */

/** More than anybody types; a longer one is a paste by mistake. */
const MAX_LENGTH = 300;

const SIGNS: ReadonlyArray<readonly [RegExp, string]> = [
	[/\$/g, ' usd '],
	[/€/g, ' eur '],
	[/£/g, ' gbp '],
];

export interface Searchable {
	/** All that the words may be found in. */
	readonly text: string;
	/** Whether it can be had for this amount. */
	readonly isWorth?: (amount: number) => boolean;
}

/**
 * Whether something fits what was typed: every word is part of its text, whatever the order, the case and the accents,
 * or is an amount that it can be had for. A currency's sign counts as its code.
 */
export function searchFor(wanted: string | undefined): (one: Searchable) => boolean {
	const words = wordsOf(wanted ?? '');
	if (words.length === 0) return () => true;
	return ({ text, isWorth }) => {
		const hay = folded(text);
		return words.every((word) => hay.includes(word) || isWorth?.(amountOf(word)) === true);
	};
}

/** Lower case, without accents and the signs that nobody types. */
export function folded(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}+|['’`®™©]/gu, '')
		.toLowerCase();
}

function wordsOf(wanted: string): string[] {
	const plain = SIGNS.reduce(
		(text, [sign, code]) => text.replace(sign, code),
		folded(wanted.slice(0, MAX_LENGTH)),
	);
	return plain.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function amountOf(word: string): number {
	return /^\d[\d,]*(\.\d+)?$/.test(word) ? Number(word.replaceAll(',', '')) : NaN;
}
