import { parseArgs } from 'node:util';
import { Problem } from '../n8n/shared/problem.ts';

export const USAGE = `  npm run bench               speed: the same orders through Tango Orders and n8n's HTTP Request node
  npm run bench -- chaos      100 rewards while 30 % of the requests go wrong: who pays what how often
    --orders N                orders of a run (speed: 2000, chaos: 100)
    --rounds N                speed only: rounds of each peer (3)`;

export interface SpeedOptions {
	orders: number;
	rounds: number;
}

export interface ChaosOptions {
	orders: number;
}

export type Options =
	| ({ kind: 'speed' } & SpeedOptions)
	| ({ kind: 'chaos' } & ChaosOptions)
	| { kind: 'help' };

export function readOptions(args: string[]): Options {
	const { values, positionals } = parse(args);
	if (values.help) return { kind: 'help' };
	const [kind = 'speed', ...more] = positionals;
	if (more.length > 0 || (kind !== 'speed' && kind !== 'chaos')) {
		throw complaint(`There is no bench "${positionals.join(' ')}".`);
	}
	if (kind === 'speed') {
		return { kind, orders: count('orders', values.orders, 2_000), rounds: count('rounds', values.rounds, 3) };
	}
	if (values.rounds !== undefined) throw complaint('--rounds goes with the speed bench only.');
	return { kind, orders: count('orders', values.orders, 100) };
}

function parse(args: string[]) {
	try {
		return parseArgs({
			args,
			allowPositionals: true,
			options: { orders: { type: 'string' }, rounds: { type: 'string' }, help: { type: 'boolean' } },
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
