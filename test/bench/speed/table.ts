import { median, type Spread, spread, table } from '../figures.ts';
import { HTTP_REQUEST } from './peers.ts';
import type { Measurement } from './measure.ts';

const HEADER = [
	'peer',
	'orders/s, median (min to max)',
	'times HTTP Request',
	'wall s, median (min to max)',
	'times HTTP Request',
	'new connections',
	'CPU s',
	'peak MB',
	'placed',
	'duplicates',
];

/** One row per peer, medians of the rounds; the spread stands beside the figures that matter. */
export function formatTable(orders: number, results: ReadonlyMap<string, readonly Measurement[]>): string {
	const base = results.get(HTTP_REQUEST) ?? [];
	const baseRate = rate(orders, base).median;
	const baseWall = wall(base).median;
	const rows = [...results].map(([name, measured]) => {
		const speed = rate(orders, measured);
		const seconds = wall(measured);
		return [
			name,
			show(speed, 0),
			(speed.median / baseRate).toFixed(1),
			show(seconds, 2),
			// Half the time is twice as fast: both columns say "better" above 1.
			(baseWall / seconds.median).toFixed(1),
			Math.max(...measured.map(({ stats }) => stats.connections)),
			(median(measured.map(({ cpuMs }) => cpuMs)) / 1000).toFixed(2),
			Math.max(...measured.map(({ peakMemoryMb }) => peakMemoryMb)),
			median(measured.map(({ stats }) => stats.orders)),
			Math.max(...measured.map(({ stats }) => stats.duplicates)),
		];
	});
	return `${explanation(orders, base.length)}\n\n${table(HEADER, rows)}`;
}

function explanation(orders: number, rounds: number): string {
	return `${orders} orders each, ${rounds} rounds in turn.
orders/s: while ordering, from the first request to the last answer, seen at the sandbox.
wall: the whole workflow, from the call of its webhook to its answer; n8n resolving each item's expressions included.
The HTTP Request node resolves them between its requests, Tango Orders before the first: wall is the fairer figure.
times HTTP Request: how many times as fast as the HTTP Request node, for the column to its left.
CPU and memory are those of the process that orders: n8n, or the bare loop.`;
}

function rate(orders: number, measured: readonly Measurement[]): Spread {
	return spread(measured.map(({ stats }) => (orders / stats.spanMs) * 1000));
}

function wall(measured: readonly Measurement[]): Spread {
	return spread(measured.map(({ wallMs }) => wallMs / 1000));
}

function show({ median: middle, min, max }: Spread, digits: number): string {
	return `${middle.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
}
