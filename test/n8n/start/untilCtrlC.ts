import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Cleanups } from '../shared/cleanups.ts';
import { LOCAL } from '../shared/paths.ts';
import { Problem } from '../shared/problem.ts';
import { serve } from './serve.ts';
import { welcome } from './welcome.ts';

/** `npm start`: n8n with its editor, and what was built in it stays for the next time. */
export async function startUntilCtrlC(cleanups: Cleanups, onServing: () => void): Promise<void> {
	const userFolder = join(LOCAL, 'n8n');
	await mkdir(userFolder, { recursive: true });
	await holdAlone(userFolder, cleanups);

	const served = await serve(userFolder, cleanups);
	console.log(welcome(served));
	onServing();
	await served.n8n.ended;
	throw new Problem('n8n ended by itself.', `Its log is in ${served.n8n.logFile}. Run npm start again.`);
}

/** Two n8n processes on one database would spoil it. */
async function holdAlone(userFolder: string, cleanups: Cleanups): Promise<void> {
	const file = join(userFolder, 'running.pid');
	const holder = Number(await readFile(file, 'utf8').catch(() => ''));
	if (holder > 0 && isRunning(holder)) {
		throw new Problem(
			`npm start is already running here (process ${holder}).`,
			`Stop it with Ctrl-C in its window. If there is none, delete the file ${file}.`,
		);
	}
	await writeFile(file, String(process.pid));
	cleanups.add(async () => await rm(file, { force: true }));
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
