import { rm } from 'node:fs/promises';
import { step } from '../../n8n/shared/progress.ts';
import { table } from '../figures.ts';
import { upperBound } from './check.ts';
import { TROUBLES } from './troubles.ts';
import { play, type Play, type Played } from './play.ts';

/** References of one play; each has processes and books of its own. */
const MOST_AT_ONCE = 10_000;

interface Kind extends Omit<Play, 'references' | 'seed'> {
	readonly says: string;
	/** Of all references. */
	readonly share: number;
}

const KINDS: readonly Kind[] = [
	{
		says: "n8n's engine, one strict pace over Redis",
		share: 0.02,
		by: 'engine',
		shared: true,
		requestsPerSecond: 50,
		batch: 100,
		executions: 2,
		attemptsPerTrouble: 100,
	},
	{
		says: "n8n's engine, as fast as it can",
		share: 0.28,
		by: 'engine',
		shared: false,
		requestsPerSecond: 1_000,
		batch: 150,
		executions: 3,
		attemptsPerTrouble: 700,
	},
	{
		says: 'the core alone, as fast as it can',
		share: 0.7,
		by: 'core',
		shared: false,
		requestsPerSecond: 1_000,
		batch: 300,
		executions: 3,
		attemptsPerTrouble: 700,
	},
];

/** Troubles all the time; most references without n8n, which takes most of the time. */
export async function runHistory({ references }: { references: number }): Promise<string> {
	const played: Played[] = [];
	for (const { says, share, ...kind } of KINDS) {
		for (let left = Math.round(references * share); left > 0; left -= MOST_AT_ONCE) {
			const wish = { ...kind, references: Math.min(left, MOST_AT_ONCE), seed: played.length + 1 };
			const one = await step(`${wish.references} references, ${says}`, async () => await play(wish));
			console.log(`${one.invocations} attempts, ${one.orders} orders, ${one.violations.length} violations`);
			played.push(one);
		}
	}
	return await reportOf(played);
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
		...TROUBLES.map(({ name }): [string, number] => [name, sum(({ troubles }) => troubles[name] ?? 0)]),
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
