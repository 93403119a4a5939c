import type { Outcome } from '../outcomes.ts';
import type { Execution } from './execution.ts';
import { machineMs, write } from './records.ts';
import { orderWithCore } from './withCore.ts';
import { orderWithEngine } from './withEngine.ts';

export interface WorkerJob extends Execution {
	/** The history of this process. */
	readonly file: string;
}

/** Somebody sets the clock, or the computer slept: one of them moves, or both. */
export interface ClockJump {
	readonly wallMs: number;
	/** Of the clock that never goes back. */
	readonly leapMs: number;
}

export interface Ended {
	readonly id: number;
	readonly outcomes: readonly Outcome[];
}

/* A worker of n8n that is killed at any moment: reads executions from its parent, writes its history. Ends with its parent. */

process.on('message', (message: WorkerJob | ClockJump) => {
	if ('wallMs' in message) jump(message);
	else void execute(message).then((ended) => process.send?.(ended));
});
process.on('disconnect', () => process.exit(0));

// n8n prints what a run ended on; that is no news here.
console.error = () => {};

async function execute({ file, ...execution }: WorkerJob): Promise<Ended> {
	const { id, attempts, by } = execution;
	const now = () => ({ at: machineMs(), wall: Date.now() });
	write(
		file,
		attempts.map((attempt) => ({ is: 'invoke', ...attempt, process: process.pid, ...now() })),
	);
	const told = await (by === 'engine' ? orderWithEngine(execution) : orderWithCore(execution));
	// Whatever a run lost is not known.
	const outcomes = attempts.map((_, index) => told[index] ?? 'unknown');
	write(
		file,
		attempts.map(({ mark }, index) => ({ is: outcomes[index] ?? 'unknown', mark, ...now() })),
	);
	return { id, outcomes };
}

const wallClock = Date.now;
const steadyClock = performance.now.bind(performance);
let wallShift = 0;
let leaps = 0;

function jump({ wallMs, leapMs }: ClockJump): void {
	wallShift += wallMs;
	leaps += leapMs;
	Date.now = () => wallClock() + wallShift;
	performance.now = () => steadyClock() + leaps;
}
