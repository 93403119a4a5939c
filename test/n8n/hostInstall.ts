import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { readJson } from './json.ts';
import { HOST } from './paths.ts';
import { Problem } from './problem.ts';
import { step } from './progress.ts';
import { lastWords, runNpm } from './runCommand.ts';

/** Installs the real n8n once. A later run with the same lock file finds it and returns at once. */
export async function ensureHost(): Promise<void> {
	if (!(await hasWantedN8n())) {
		await step('Installing n8n, the first time only: 2.8 GB, about four minutes', async () => {
			// Install scripts stay off: only sqlite3 needs one, and it runs by itself below.
			await npmOrProblem(
				['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
				'n8n could not be installed',
				'Check the network connection and that the disk has 4 GB left, then run the command again.',
			);
		});
	}
	if (!hasDatabaseDriver()) {
		await step('Building the database driver n8n needs, the first time only: up to two minutes', async () => {
			await npmOrProblem(
				['rebuild', 'sqlite3'],
				'The database driver (sqlite3) could not be built',
				'It needs Python 3 and a C++ compiler (Debian, Ubuntu: apt install build-essential python3; ' +
					'macOS: xcode-select --install). Install them and run the command again.',
			);
		});
	}
}

/** Loads a module out of n8n's own dependencies, so that ours need not repeat it. */
export const requireFromHost = createRequire(join(HOST, 'node_modules', 'n8n', 'package.json'));

async function npmOrProblem(args: string[], problem: string, mend: string): Promise<void> {
	const result = await runNpm(args, HOST);
	if (result.code !== 0) throw new Problem(`${problem}. npm's last words:\n${lastWords(result)}`, mend);
}

async function hasWantedN8n(): Promise<boolean> {
	const installed = join(HOST, 'node_modules', 'n8n', 'package.json');
	// npm writes its own lock last: without it an install was broken off.
	if (!existsSync(installed) || !existsSync(join(HOST, 'node_modules', '.package-lock.json'))) return false;
	const { version } = await readJson<{ version: string }>(installed);
	const { dependencies } = await readJson<{ dependencies: { n8n: string } }>(join(HOST, 'package.json'));
	return version === dependencies.n8n;
}

function hasDatabaseDriver(): boolean {
	return existsSync(join(HOST, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node'));
}
