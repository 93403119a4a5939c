/** Markdown. */
export function table(
	header: readonly string[],
	rows: ReadonlyArray<ReadonlyArray<string | number>>,
): string {
	return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export interface Spread {
	median: number;
	min: number;
	max: number;
}

export function spread(values: readonly number[]): Spread {
	return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
