import type { IDataObject } from 'n8n-workflow';
import type { Reachable } from '../../engine/support/tango.ts';
import { REPOSITORY } from '../../n8n/shared/paths.ts';
import { engineOf } from '../alive/engine.ts';
import { outcomesOf, type Outcome } from '../outcomes.ts';
import { machineMs, write } from './records.ts';

export interface Attempt {
	readonly reference: string;
	readonly recipient: string;
	readonly amount: number;
	/** Of this one: an IP address, which travels along as X-Forwarded-For. */
	readonly mark: string;
}

/** One execution of a workflow with Order: Create. */
export interface Execution {
	readonly id: number;
	/** The history of this process. */
	readonly file: string;
	readonly attempts: readonly Attempt[];
	readonly reachable: Reachable;
	readonly authentication: 'basicAuth' | 'oAuth2';
	readonly credential: IDataObject;
	/** The expression of its Reference. */
	readonly reference: string;
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

process.on('message', (message: Execution | ClockJump) => {
	if ('wallMs' in message) jump(message);
	else void execute(message).then((ended) => process.send?.(ended));
});
process.on('disconnect', () => process.exit(0));

// n8n prints what a run ended on; that is no news here.
console.error = () => {};

async function execute(execution: Execution): Promise<Ended> {
	const { file, attempts, authentication, credential } = execution;
	const { runTango, order } = await engineOf(REPOSITORY);
	const now = () => ({ at: machineMs(), wall: Date.now() });
	write(
		file,
		attempts.map((attempt) => ({ is: 'invoke', ...attempt, process: process.pid, ...now() })),
	);
	const ended = await runTango(execution.reachable, {
		items: attempts.map((attempt) => ({ ...attempt })),
		parameters: order({
			reference: execution.reference,
			amount: '={{ $json.amount }}',
			recipientEmail: '={{ $json.recipient }}',
			spendingLimits: 'off',
			options: { timeout: 3, totalTimeout: 30, forwardedFor: '={{ $json.mark }}' },
		}),
		authentication,
		credential,
		onError: 'continueErrorOutput',
		executionId: String(execution.id),
	});
	const outcomes = outcomesOf(ended, attempts.length).map((outcome) => outcome ?? 'unknown');
	write(
		file,
		attempts.map(({ mark }, index) => ({ is: outcomes[index] ?? 'unknown', mark, ...now() })),
	);
	return { id: execution.id, outcomes };
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
