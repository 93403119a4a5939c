import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { REPOSITORY } from '../n8n/shared/paths.ts';
import { Problem } from '../n8n/shared/problem.ts';

export const USAGE = `  npm run bench               speed: the same orders through Tango Orders and n8n's HTTP Request node
  npm run bench -- chaos      100 rewards while 30 % of the requests go wrong: who pays what how often
  npm run bench -- alive      whether the rest of n8n goes on while Create looks at its items (after npm run build)
  npm run bench -- answers    whether a real n8n answers others and hears Stop meanwhile
  npm run bench -- bulk       50,000 rewards through Bulk Order at one request a second (after npm run build)
  npm run bench -- start      what the package costs n8n's start, until it is used and with its first use
  npm run bench -- pace       how much of what Tango allows is used when its answers are slow (after npm run build)
  npm run bench -- soak       half an hour of orders, faults and changes: memory, sockets, ledger (after npm run build)
  npm run bench -- history    whether each of 100,000 references is paid once, while workers are killed (after npm run build)
    --references N            history only (100000)
    --minutes N               soak only (30)
    --orders N                orders of a run (speed: 2000, chaos: 100; alive: 100, 1000, 10000, 50000;
                              answers: 10000; bulk: 50000)
    --rounds N                speed and start only: rounds of each peer (3), of each start (5)
    --checkout FOLDER         alive and pace only: another built checkout, to compare with`;

export interface SpeedOptions {
	orders: number;
	rounds: number;
}

export interface ChaosOptions {
	orders: number;
}

export interface AnswersOptions {
	orders: number;
}

export interface BulkOptions {
	orders: number;
}

export interface AliveOptions {
	counts: number[];
	checkout: string;
}

export interface PaceOptions {
	checkout: string;
}

export interface StartOptions {
	rounds: number;
}

export type Options =
	| ({ kind: 'speed' } & SpeedOptions)
	| ({ kind: 'alive' } & AliveOptions)
	| ({ kind: 'chaos' } & ChaosOptions)
	| ({ kind: 'start' } & StartOptions)
	| ({ kind: 'answers' } & AnswersOptions)
	| ({ kind: 'bulk' } & BulkOptions)
	| ({ kind: 'pace' } & PaceOptions)
	| { kind: 'soak'; minutes: number }
	| { kind: 'history'; references: number }
	| { kind: 'help' };

export function readOptions(args: string[]): Options {
	const { values, positionals } = parse(args);
	if (values.help) return { kind: 'help' };
	const [kind = 'speed', ...more] = positionals;
	if (more.length > 0 || !isKind(kind)) {
		throw complaint(`There is no bench "${positionals.join(' ')}".`);
	}
	if (kind !== 'alive' && kind !== 'pace' && values.checkout !== undefined)
		throw complaint('--checkout goes with the benches alive and pace only.');
	if (kind === 'speed') {
		return { kind, orders: count('orders', values.orders, 2_000), rounds: count('rounds', values.rounds, 3) };
	}
	if (kind === 'start') return { kind, rounds: count('rounds', values.rounds, 5) };
	if (values.rounds !== undefined) throw complaint('--rounds goes with the benches speed and start only.');
	if (kind === 'history') return { kind, references: count('references', values.references, 100_000) };
	if (kind === 'soak') return { kind, minutes: count('minutes', values.minutes, 30) };
	const checkout = resolve(values.checkout ?? REPOSITORY);
	if (kind === 'pace') return { kind, checkout };
	if (kind === 'chaos') return { kind, orders: count('orders', values.orders, 100) };
	if (kind === 'answers') return { kind, orders: count('orders', values.orders, 10_000) };
	if (kind === 'bulk') return { kind, orders: count('orders', values.orders, 50_000) };
	const counts =
		values.orders === undefined ? [100, 1_000, 10_000, 50_000] : [count('orders', values.orders, 0)];
	return { kind, counts, checkout };
}

const KINDS = ['speed', 'chaos', 'bulk', 'alive', 'answers', 'pace', 'start', 'soak', 'history'] as const;

function isKind(kind: string): kind is (typeof KINDS)[number] {
	return KINDS.some((known) => known === kind);
}

function parse(args: string[]) {
	try {
		return parseArgs({
			args,
			allowPositionals: true,
			options: {
				orders: { type: 'string' },
				rounds: { type: 'string' },
				references: { type: 'string' },
				minutes: { type: 'string' },
				checkout: { type: 'string' },
				help: { type: 'boolean' },
			},
		});
	} catch (error) {
		throw complaint(error instanceof Error ? error.message : String(error));
	}
}

function count(name: string, text: string | undefined, usual: number): number {
	const value = text === undefined ? usual : Number(text);
	if (Number.isInteger(value) && value > 0) return value;
	throw complaint(`--${name} must be a whole number above 0, not "${text}".`);
}

function complaint(message: string): Problem {
	return new Problem(message, `What there is:\n${USAGE}`);
}
