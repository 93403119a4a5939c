/** More stretches than this help nobody; their number does. */
const MAX_STRETCHES = 15;

/** Where an item stands, as people count: "row 3 of 50". Nothing where there is only one. */
export function rowOf(itemIndex: number | undefined, itemCount: number): string {
	return itemIndex === undefined || itemCount < 2 ? '' : `row ${itemIndex + 1} of ${itemCount}`;
}

/** Items by their index, in rising order, as "rows 4 to 19 and 23"; of bounded length. */
export function rowRanges(indexes: readonly number[]): string {
	const stretches = stretchesOf(indexes);
	const shown = stretches.slice(0, MAX_STRETCHES);
	const left = stretches.slice(MAX_STRETCHES).reduce((sum, { from, to }) => sum + to - from + 1, 0);
	const words = shown.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`));
	if (left > 0) words.push(`${left} more`);
	return `${indexes.length === 1 ? 'row' : 'rows'} ${inWords(words)}`;
}

/** "1, 2 and 3". */
function inWords(words: readonly string[]): string {
	return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' and ');
}

interface Stretch {
	readonly from: number;
	to: number;
}

/** Rows that follow one another, counted from 1. */
function stretchesOf(indexes: readonly number[]): Stretch[] {
	const stretches: Stretch[] = [];
	for (const index of indexes) {
		const row = index + 1;
		const last = stretches.at(-1);
		if (last?.to === row - 1) last.to = row;
		else stretches.push({ from: row, to: row });
	}
	return stretches;
}
