import { fork } from 'node:child_process';
import { endWithUs } from '../../n8n/shared/childProcesses.ts';
import type { Cleanups } from '../../n8n/shared/cleanups.ts';
import { NODE } from '../../n8n/shared/paths.ts';
import { step } from '../../n8n/shared/progress.ts';
import { table } from '../figures.ts';
import type { AliveOptions } from '../options.ts';
import { ask } from '../speed/ask.ts';
import { startSandboxProcess } from '../speed/sandboxProcess.ts';
import type { Job, Kind, Use } from './child.ts';

const KINDS: Readonly<Record<Kind, string>> = {
	stop: 'the last row is wrong: the run stops',
	goOn: 'every row is wrong: each gives an error item',
};

const HEADER = [
	'items',
	'what',
	'wall s',
	'CPU s',
	'CPU ms an item',
	'longest event-loop delay ms',
	'longest collection of garbage ms',
	'longest stretch, CPU ms',
	'the same without collection, CPU ms',
	'peak MB',
	'heap after the last full collection MB',
	'end',
];

/**
 * Whether n8n stays alive while Create looks at its items: the real engine with n8n's default expression engine,
 * four expressions an item, nothing sent. Each line is a process of its own.
 */
export async function runAlive({ checkout, counts }: AliveOptions, cleanups: Cleanups): Promise<string> {
	const sandbox = startSandboxProcess();
	cleanups.add(async () => sandbox.stop());
	const access = await sandbox.reset();
	const rows: Array<ReadonlyArray<string | number>> = [];
	for (const items of counts) {
		for (const kind of ['stop', 'goOn'] as const) {
			const job = { sandbox: access, checkout, kind, items };
			const use = await step(`${items} items, ${KINDS[kind]}`, async () => await inChild(job));
			rows.push([items, KINDS[kind], ...figures(items, use)]);
		}
	}
	return `${EXPLANATION}\n\n${table(HEADER, rows)}`;
}

async function inChild(job: Job): Promise<Use> {
	const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
	const child = fork(new URL('child.ts', import.meta.url), { execPath: NODE, stdio: [...stdio] });
	endWithUs(child, 'SIGKILL');
	const use = await ask<Use>(child, job);
	child.disconnect();
	return use;
}

function figures(items: number, use: Use) {
	const seconds = [use.wallMs, use.cpuMs].map((ms) => (ms / 1000).toFixed(1));
	const times = [use.longestDelayMs, use.longestPauseMs, use.longestStretchMs, use.longestOwnStretchMs];
	const milliseconds = times.map((ms) => ms.toFixed(0));
	return [
		...seconds,
		(use.cpuMs / items).toFixed(1),
		...milliseconds,
		use.peakMemoryMb,
		use.keptMb || '',
		use.end,
	];
}

const EXPLANATION = `Create's own part of a run that sends nothing, four expressions an item.
longest event-loop delay: nothing else of that n8n got a turn for so long; it grows with what else the machine does.
longest collection of garbage: V8's, a part of that delay, and grows alike.
longest stretch: the delay in CPU time, which does not grow.
peak: of the whole process; what is left after a full collection is held, the rest is garbage that V8 had no need to collect.`;
