import type { Measurement } from './bench.ts';

/** Markdown: one row per peer, medians of the rounds; the spread stands beside the figure that matters. */
export function formatTable(orders: number, results: ReadonlyMap<string, readonly Measurement[]>): string {
	const base = rate(orders, results.get('HTTP Request node') ?? []).median;
	const header =
		'| peer | orders/s, median (min to max) | times HTTP Request | connections | CPU s | peak MB | wall s | placed | duplicates |';
	const rows = [...results].map(([name, measured]) => {
		const speed = rate(orders, measured);
		const cells = [
			name,
			`${Math.round(speed.median)} (${Math.round(speed.min)} to ${Math.round(speed.max)})`,
			(speed.median / base).toFixed(1),
			Math.max(...measured.map(({ stats }) => stats.connections)),
			(median(measured.map(({ cpuMs }) => cpuMs)) / 1000).toFixed(2),
			Math.max(...measured.map(({ peakMemoryMb }) => peakMemoryMb)),
			(median(measured.map(({ wallMs }) => wallMs)) / 1000).toFixed(2),
			median(measured.map(({ stats }) => stats.orders)),
			Math.max(...measured.map(({ stats }) => stats.duplicates)),
		];
		return `| ${cells.join(' | ')} |`;
	});
	return [
		`${orders} orders each, ${[...results.values()][0]?.length ?? 0} rounds in turn. orders/s: from the first request to the last answer, seen at the sandbox.`,
		'',
		header,
		header.replace(/[^|]+/g, '---'),
		...rows,
	].join('\n');
}

function rate(orders: number, measured: readonly Measurement[]) {
	const rates = measured.map(({ stats }) => (orders / stats.spanMs) * 1000);
	return { median: median(rates), min: Math.min(...rates), max: Math.max(...rates) };
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
