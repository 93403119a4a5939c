import { setTimeout as sleep } from 'node:timers/promises';
import { SCENARIOS } from '../chaos/scenarios.ts';
import type { Stage } from './stage.ts';
import type { WorkerProcess } from './workerProcess.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MOST_FAULTY = 0.3;

export interface Trouble {
	readonly name: string;
	/** Nobody would notice who has a pace of his own. */
	readonly ofRedis?: true;
	make(stage: Stage, random: () => number): Promise<void> | void;
}

const someWorker = ({ workers }: Stage, random: () => number): WorkerProcess => {
	const worker = workers[Math.floor(random() * workers.length)];
	if (!worker) throw new Error('There is no worker.');
	return worker;
};

/** Each may happen at any moment, also while another one lasts. */
export const TROUBLES: readonly Trouble[] = [
	{
		name: 'kill -9 of a worker',
		make: async (stage, random) => await someWorker(stage, random).kill(),
	},
	{
		name: 'Redis away, then back and empty',
		ofRedis: true,
		make: async ({ redis }, random) => {
			await redis.kill();
			await sleep(2_000 * random());
			await redis.start();
		},
	},
	{
		name: 'Tango killed and started again',
		make: async (stage, random) => await stage.restartSandbox(1_000 * random()),
	},
	{
		name: 'the wall clock of a worker jumps by days',
		make: (stage, random) =>
			someWorker(stage, random).jump({ wallMs: (2 * random() - 1) * 3 * DAY_MS, leapMs: 0 }),
	},
	{
		name: 'a worker slept: both clocks leap by minutes',
		make: (stage, random) => {
			const ms = random() * 10 * MINUTE_MS;
			someWorker(stage, random).jump({ wallMs: ms, leapMs: ms });
		},
	},
	{
		name: 'a worker stands still',
		make: async (stage, random) => await someWorker(stage, random).pause(3_000 * random()),
	},
	{
		name: 'another share of the requests goes wrong',
		make: (stage, random) =>
			stage.setFaults({
				seed: Math.floor(random() * 1_000_000),
				rate: random() * MOST_FAULTY,
				kinds: SCENARIOS[0]?.kinds ?? [],
			}),
	},
];
