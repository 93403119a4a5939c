import type { Cleanups } from '../../n8n/shared/cleanups.ts';
import { table } from '../figures.ts';
import { growthPerHour } from './held.ts';
import { type Life, type Sample, soak } from './life.ts';
import { mistakesIn } from './ledger.ts';

const REQUESTS_PER_SECOND = 20;
const ROUND_SECONDS = 30;
const FIVE_MINUTES = 300;
/** Of the whole: until then code is compiled and caches fill. */
const WARM_UP = 1 / 6;

export async function runSoak({ minutes }: { minutes: number }, cleanups: Cleanups): Promise<string> {
	const life = await soak(
		{
			lasts: { minutes },
			requestsPerSecond: REQUESTS_PER_SECOND,
			roundSeconds: ROUND_SECONDS,
			tokenLifetimeSeconds: FIVE_MINUTES,
			say: (line) => console.log(line),
		},
		cleanups,
	);
	return `${byMinute(life.samples)}\n\n${summary(life)}`;
}

function byMinute(samples: readonly Sample[]): string {
	const shown = samples.filter(
		({ minutes }, index) => Math.floor(minutes) > Math.floor(samples[index - 1]?.minutes ?? -1),
	);
	const rows = shown.map(({ minutes, orders, heapMb, rssMb, sockets }) => [
		minutes.toFixed(1),
		orders,
		heapMb.toFixed(1),
		rssMb.toFixed(0),
		sockets,
	]);
	return table(['minute', 'orders', 'heap MB', 'RSS MB', 'open sockets'], rows);
}

/** Once the process is warm. */
export function heapGrowthPerHour({ samples }: Pick<Life, 'samples'>): number {
	const end = samples.at(-1)?.minutes ?? 0;
	const warm = samples.filter(({ minutes }) => minutes >= end * WARM_UP);
	return growthPerHour(warm.map(({ minutes, heapMb }) => ({ minutes, value: heapMb })));
}

function summary(life: Life): string {
	const { rows, samples, requests, tooSoon, tokens, sentAgain, complaints, sandbox } = life;
	const last = samples.at(-1);
	const mistakes = mistakesIn(life);
	const figures = {
		rewards: rows.length,
		'orders on the books': sandbox.state.orders.length,
		requests,
		'reached/s, of 20 allowed': (requests / ((last?.minutes ?? 0) * 60)).toFixed(1),
		'answered 429 by the limit': tooSoon,
		tokens,
		'sent again, as told': sentAgain,
		'heap growth, MB per hour': heapGrowthPerHour(life).toFixed(2),
		'most sockets at once': last?.mostSockets ?? 0,
		'unhandled rejections and warnings': complaints.length,
		'mistakes in the ledger': mistakes.length,
	};
	return [table(Object.keys(figures), [Object.values(figures)]), ...mistakes, ...complaints].join('\n');
}
