import { table } from '../figures.ts';
import { HUNG_AFTER_MS } from './execution.ts';
import type { Line } from './run.ts';
import { RATE, type Scenario } from './scenarios.ts';
import type { Verdict } from './verdict.ts';

/** What the peers made of one scenario with one seed. */
export interface Block {
	scenario: Scenario;
	seed: number;
	lines: readonly Line[];
}

const COLUMNS: ReadonlyArray<[title: string, read: (verdict: Verdict) => number]> = [
	['rewards', ({ rewards }) => rewards],
	['orders placed', ({ orders }) => orders],
	['duplicates', ({ duplicates }) => duplicates],
	['paid but reported failed', ({ paidReportedFailed }) => paidReportedFailed],
	['reported paid but not placed', ({ reportedPaidNotPlaced }) => reportedPaidNotPlaced],
	['hung', ({ hung }) => hung],
	['unknown', ({ unknown }) => unknown],
	['requests', ({ requests }) => requests],
	['time s', ({ seconds }) => Math.round(seconds)],
];

const HEADER = ['peer', ...COLUMNS.map(([title]) => title)];

/** Per scenario one table for each seed, and one for all of them. */
export function formatReport(blocks: readonly Block[]): string {
	const scenarios = [...new Set(blocks.map(({ scenario }) => scenario))];
	const parts = scenarios.flatMap((scenario) => {
		const own = blocks.filter((block) => block.scenario === scenario);
		const seeds = own.map(({ seed, lines }) => `Fault seed ${seed}:\n\n${seedTable(lines)}`);
		return [`## ${scenario.title}`, ...seeds, `All seeds, least to most:\n\n${summary(own)}`];
	});
	return [explanation(), ...parts].join('\n\n');
}

function explanation(): string {
	return `${RATE * 100} % of the requests go wrong; the n-th request of every peer meets the same fate. One real n8n, no rate limit,
and 2 s for an answer. HTTP Request: Retry On Fail with 5 tries and 1 s between them. On Error is "Continue (using error
output)" where no other is named. duplicates: orders beyond one per reward. hung: rewards without a result, because the
run did not return within ${HUNG_AFTER_MS / 1_000} s and was stopped. unknown: reported as not known, and to be run again.`;
}

function seedTable(lines: readonly Line[]): string {
	const rows = lines.map(({ peer, verdict }) => [peer, ...COLUMNS.map(([, read]) => read(verdict))]);
	return table(HEADER, rows);
}

function summary(blocks: readonly Block[]): string {
	const lines = blocks.flatMap((block) => block.lines);
	const rows = [...new Set(lines.map(({ peer }) => peer))].map((name) => {
		const verdicts = lines.filter(({ peer }) => peer === name).map(({ verdict }) => verdict);
		return [name, ...COLUMNS.map(([, read]) => range(verdicts.map(read)))];
	});
	return table(HEADER, rows);
}

function range(values: readonly number[]): string {
	const [least, most] = [Math.min(...values), Math.max(...values)];
	return least === most ? String(least) : `${least} to ${most}`;
}
