import { fork, type ChildProcess } from 'node:child_process';
import { endWithUs } from '../../n8n/shared/childProcesses.ts';
import type { Cleanups } from '../../n8n/shared/cleanups.ts';
import { NODE } from '../../n8n/shared/paths.ts';
import { step } from '../../n8n/shared/progress.ts';
import { table } from '../figures.ts';
import type { PaceOptions } from '../options.ts';
import { ask } from '../speed/ask.ts';
import type { Job } from './child.ts';
import { SCENES, type PacedSandbox, type Scene } from './scenes.ts';

const HEADER = [
	'allowed/s',
	'an answer takes',
	'orders',
	'reached/s',
	'share of what is allowed',
	'least gap ms',
	'answered 429',
	'connections',
	'end',
];

/** How much of what Tango allows a run of Create uses, when answers take their time: Concurrency left as it is. */
export async function runPace({ checkout }: PaceOptions, cleanups: Cleanups): Promise<string> {
	const sandbox = child('sandboxChild.ts');
	cleanups.add(async () => sandbox.disconnect());
	const rows: Array<ReadonlyArray<string | number>> = [];
	for (const scene of SCENES) {
		const { requestsPerSecond, answerMs, orders } = scene;
		const title = `${orders} orders at ${requestsPerSecond}/s, answers of ${answerMs} ms`;
		rows.push(await step(title, async () => await rowOf(scene, sandbox, checkout)));
	}
	return table(HEADER, rows);
}

async function rowOf(scene: Scene, sandbox: ChildProcess, checkout: string) {
	const { access } = await ask<PacedSandbox>(sandbox, scene);
	const n8n = child('child.ts');
	const job: Job = { access, checkout, scene };
	const end = await ask<string>(n8n, job);
	n8n.disconnect();
	const seen = await ask<PacedSandbox>(sandbox, 'tell');
	const perSecond = (seen.orders - 1) / (seen.spanMs / 1_000);
	return [
		scene.requestsPerSecond,
		`${scene.answerMs / 1_000} s`,
		`${seen.orders} (${seen.duplicates} twice)`,
		perSecond.toFixed(2),
		`${((perSecond / scene.requestsPerSecond) * 100).toFixed(1)} %`,
		seen.leastGapMs.toFixed(1),
		seen.refused,
		seen.connections,
		end,
	];
}

function child(file: string): ChildProcess {
	const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
	const process = fork(new URL(file, import.meta.url), { execPath: NODE, stdio: [...stdio] });
	endWithUs(process, 'SIGKILL');
	return process;
}
