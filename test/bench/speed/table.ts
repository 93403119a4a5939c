import { median, type Spread, spread, table } from '../figures.ts';
import type { Measurement } from './measure.ts';
import { BARE, HTTP_REQUEST, SET, TANGO } from './peers.ts';

const HEADER = [
	'peer',
	'wall s',
	'CPU s',
	'orders/s while ordering',
	'CPU s while ordering',
	'longest wait for n8n ms',
	'MB per 1,000 items',
	'new connections',
	'placed',
	'duplicates',
];

/** Of one peer: its rounds, and how long others waited in one more. */
export interface Result {
	readonly measured: Measurement[];
	waits?: Spread | undefined;
}

type Results = ReadonlyMap<string, Result>;

/** One row per peer: the median of the rounds, with the least and the most of them. */
export function formatTable(orders: number, results: Results): string {
	const rows = [...results].map(([name, { measured, waits }]) => [
		name,
		show(wallOf(measured), 2),
		show(cpuOf(measured), 2),
		show(rateOf(orders, measured), 0),
		show(orderingCpuOf(measured), 2),
		waits?.max.toFixed(0) ?? '-',
		memoryPerThousand(orders, measured).toFixed(0),
		Math.max(...measured.map(({ stats }) => stats.connections)),
		median(measured.map(({ stats }) => stats.orders)),
		Math.max(...measured.map(({ stats }) => stats.duplicates)),
	]);
	return [explanation(orders, results), table(HEADER, rows), comparison(orders, results)].join('\n\n');
}

function explanation(orders: number, results: Results): string {
	return `${orders} orders each, ${results.get(TANGO)?.measured.length} rounds in turn: median (least to most).
wall: the whole workflow, from the call of its webhook to its answer; n8n resolving each item's expressions included.
while ordering: from the first request to the last answer, seen at the sandbox. The HTTP Request node resolves its
expressions between its requests, Tango Orders before the first: wall and CPU of the whole are the fairer figures.
longest wait: for a sign of life of n8n (/healthz) meanwhile, asked again and again in a round of its own.
MB: what the resident memory of its process grew by in all rounds. CPU: of the process that orders, n8n or the bare loop.`;
}

function comparison(orders: number, results: Results): string {
	const of = (name: string) => results.get(name)?.measured ?? [];
	const ratio = (one: Spread | undefined, other: Spread | undefined) =>
		one && other ? (one.median / other.median).toFixed(2) : '-';
	const times: ReadonlyArray<readonly [string, string]> = [
		["CPU of Tango Orders by the Set node's", ratio(cpuOf(of(TANGO)), cpuOf(of(SET)))],
		[
			"orders/s of Tango Orders by the bare loop's",
			ratio(rateOf(orders, of(TANGO)), rateOf(orders, of(BARE))),
		],
		[
			"CPU while ordering of the HTTP Request node by Tango Orders'",
			ratio(orderingCpuOf(of(HTTP_REQUEST)), orderingCpuOf(of(TANGO))),
		],
		["CPU of the HTTP Request node by Tango Orders'", ratio(cpuOf(of(HTTP_REQUEST)), cpuOf(of(TANGO)))],
		["wall of the HTTP Request node by Tango Orders'", ratio(wallOf(of(HTTP_REQUEST)), wallOf(of(TANGO)))],
	];
	return table(['medians', 'times'], times);
}

function wallOf(measured: readonly Measurement[]): Spread | undefined {
	return spreadOf(measured.map(({ wallMs }) => wallMs / 1000));
}

function cpuOf(measured: readonly Measurement[]): Spread | undefined {
	return spreadOf(measured.map(({ cpuMs }) => cpuMs / 1000));
}

function rateOf(orders: number, measured: readonly Measurement[]): Spread | undefined {
	return spreadOf(measured.map(({ ordering }) => ordering && (orders / ordering.wallMs) * 1000));
}

function orderingCpuOf(measured: readonly Measurement[]): Spread | undefined {
	return spreadOf(measured.map(({ ordering }) => ordering && ordering.cpuMs / 1000));
}

/** Later rounds go on in the memory that the first one took. */
function memoryPerThousand(orders: number, measured: readonly Measurement[]): number {
	const peak = Math.max(...measured.map(({ memoryMb }) => memoryMb.peak));
	return (peak - (measured[0]?.memoryMb.before ?? 0)) / (orders / 1000);
}

function spreadOf(values: ReadonlyArray<number | undefined>): Spread | undefined {
	const known = values.filter((value) => value !== undefined);
	return known.length > 0 ? spread(known) : undefined;
}

function show(figures: Spread | undefined, digits: number): string {
	if (!figures) return '-';
	const { median: middle, min, max } = figures;
	return `${middle.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
}
