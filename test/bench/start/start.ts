import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareHostAndPackage } from '../../n8n/install/hostAndPackage.ts';
import { installPackage } from '../../n8n/install/packageInstall.ts';
import { startN8n } from '../../n8n/run/n8nProcess.ts';
import { endWithUs } from '../../n8n/shared/childProcesses.ts';
import type { Cleanups } from '../../n8n/shared/cleanups.ts';
import { NODE } from '../../n8n/shared/paths.ts';
import { step } from '../../n8n/shared/progress.ts';
import { spread, table } from '../figures.ts';
import type { StartOptions } from '../options.ts';
import { ask } from '../speed/ask.ts';
import { cpuMs, memoryMb } from '../speed/processStats.ts';
import type { Load } from './child.ts';

type Figures = Readonly<Record<string, number>>;

/** What the package costs n8n's start: its loader alone, and the whole start with the package and without it. */
export async function runStart({ rounds }: StartOptions, cleanups: Cleanups): Promise<string> {
	const prepared = await prepareHostAndPackage(cleanups);
	// Out of reach of the repository's own copy of n8n, as at a user.
	const userFolder = await mkdtemp(join(tmpdir(), 'tango-start-'));
	cleanups.add(async () => await rm(userFolder, { recursive: true, force: true }));

	const installed = await installPackage(prepared, userFolder);
	const loads = await step(`${rounds} times n8n’s loader`, async () => {
		return await times(rounds, async () => await loadsOf(installed));
	});
	await step('n8n’s first start, which makes its database', async () => await startOf(userFolder));
	const without: Figures[] = [];
	const withIt: Figures[] = [];
	await step(`${rounds} starts of n8n without the package and with it, in turn`, async () => {
		await times(rounds, async () => {
			await rm(join(userFolder, '.n8n/nodes'), { recursive: true, force: true });
			without.push(await startOf(userFolder));
			await installPackage(prepared, userFolder);
			withIt.push(await startOf(userFolder));
		});
	});
	const ofLoader = [
		row(
			'at n8n’s start: the forms',
			loads.map(([start]) => ({ ...start })),
		),
		row(
			'with the first use: the rest',
			loads.map(([, use]) => ({ ...use })),
		),
	];
	const ofStart = [row('without the package', without), row('with the package', withIt)];
	return [
		`Each in a process of its own, ${rounds} rounds, median (min to max).`,
		table(['n8n’s loader', 'ms', 'CPU ms', 'heap MB', 'resident MB', 'modules'], ofLoader),
		table(['n8n’s whole start, until it takes requests', 'ms', 'CPU ms', 'resident MB'], ofStart),
	].join('\n\n');
}

async function loadsOf(folder: string): Promise<Load[]> {
	const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
	const child = fork(new URL('child.ts', import.meta.url), {
		execPath: NODE,
		execArgv: ['--expose-gc'],
		stdio: [...stdio],
	});
	endWithUs(child, 'SIGKILL');
	const loads = await ask<Load[]>(child, folder);
	child.disconnect();
	return loads;
}

async function startOf(userFolder: string): Promise<Figures> {
	const startedAt = performance.now();
	const n8n = await startN8n({ userFolder });
	const wallMs = performance.now() - startedAt;
	const { pid = 0 } = n8n.process;
	const figures = { wallMs, cpuMs: cpuMs(pid), residentMb: memoryMb(pid) };
	await n8n.stop();
	return figures;
}

async function times<T>(count: number, work: () => Promise<T>): Promise<T[]> {
	const results: T[] = [];
	for (let round = 0; round < count; round++) results.push(await work());
	return results;
}

/** One cell for each figure. */
function row(what: string, measured: readonly Figures[]): string[] {
	const cells = Object.keys(measured[0] ?? {}).map((name) => {
		const { median, min, max } = spread(measured.map((figures) => figures[name] ?? NaN));
		const shown = (value: number) => value.toFixed(name === 'heapMb' || name === 'residentMb' ? 1 : 0);
		return `${shown(median)} (${shown(min)} to ${shown(max)})`;
	});
	return [what, ...cells];
}
