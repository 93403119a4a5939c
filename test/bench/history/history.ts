import { rm } from 'node:fs/promises';
import { step } from '../../n8n/shared/progress.ts';
import { table } from '../figures.ts';
import { upperBound } from './check.ts';
import { play, type Play, type Played } from './play.ts';

/** Of all references, at a pace that Tango is strict about and that the workers share over Redis. */
const STRICT_SHARE = 0.02;
/** References of one play; each has processes and books of its own. */
const MOST_AT_ONCE = 10_000;

const STRICT: Omit<Play, 'references' | 'seed'> = {
	batch: 100,
	executions: 2,
	requestsPerSecond: 50,
	shared: true,
	attemptsPerTrouble: 100,
};
const FAST: Omit<Play, 'references' | 'seed'> = {
	batch: 150,
	executions: 3,
	requestsPerSecond: 1_000,
	shared: false,
	attemptsPerTrouble: 700,
};

/** Some references at a strict pace, and most as fast as the machine can, with troubles all the time. */
export async function runHistory({ references }: { references: number }): Promise<string> {
	const played: Played[] = [];
	for (const wish of playsOf(references)) {
		const title = `${wish.references} references, ${wish.shared ? 'one strict pace' : 'any pace'}`;
		const one = await step(title, async () => await play(wish));
		console.log(`${one.invocations} attempts, ${one.orders} orders, ${one.violations.length} violations`);
		played.push(one);
	}
	return await reportOf(played);
}

function playsOf(references: number): Play[] {
	const strict = Math.ceil(references * STRICT_SHARE);
	const plays: Play[] = [{ ...STRICT, references: strict, seed: 1 }];
	for (let left = references - strict; left > 0; left -= MOST_AT_ONCE)
		plays.push({ ...FAST, references: Math.min(left, MOST_AT_ONCE), seed: plays.length + 1 });
	return plays;
}

async function reportOf(played: readonly Played[]): Promise<string> {
	const sum = (figure: (one: Played) => number) => played.reduce((total, one) => total + figure(one), 0);
	const references = sum((one) => one.references);
	const violations = played.flatMap((one) => one.violations);
	const rows = [
		['references, each a history', references],
		['executions’ attempts at them', sum(({ invocations }) => invocations)],
		...(['ok', 'fail', 'unknown', 'killed'] as const).map((word): [string, number] => [
			`told: ${word}`,
			sum(({ told }) => told[word]),
		]),
		['orders on the books', sum(({ orders }) => orders)],
		...Object.keys(played[0]?.troubles ?? {}).map((name): [string, number] => [
			name,
			sum(({ troubles }) => troubles[name] ?? 0),
		]),
		['workers that ended by themselves', sum(({ crashes }) => crashes)],
		['violations', violations.length],
	];
	const bound =
		violations.length === 0
			? `With 95 % confidence fewer than ${upperBound(references).toExponential(1)} of all histories have an error (rule of three).`
			: violations.slice(0, 20).join('\n');
	for (const { folder } of played) {
		if (violations.length === 0) await rm(folder, { recursive: true });
		else console.log(`The histories lie in ${folder}`);
	}
	return `${table(['what', 'how many'], rows)}\n\n${bound}`;
}
