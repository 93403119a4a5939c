import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { readJson } from '../shared/json.ts';
import { Problem } from '../shared/problem.ts';
import { step } from '../shared/progress.ts';
import { lastWords } from '../shared/runCommand.ts';
import { runNpm } from './npm.ts';

/** Whether the suite runs the oldest n8n that is supported, in place of the newest. */
export const IS_OLDEST = process.env.N8N_UNDER_TEST === 'oldest';

/** Where the real n8n is installed: 2.8 GB, so apart from the project's own devDependencies. */
const HOST = join(import.meta.dirname, IS_OLDEST ? 'oldest' : 'host');
const N8N = join(HOST, 'node_modules', 'n8n');

/** n8n's own command. */
export const N8N_BIN = join(N8N, 'bin', 'n8n');

/** Loads a module out of n8n's own dependencies, so that ours need not repeat it. */
export const requireFromHost = createRequire(join(N8N, 'package.json'));

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

async function npmOrProblem(args: string[], problem: string, mend: string): Promise<void> {
	const result = await runNpm(args, HOST);
	if (result.code !== 0) throw new Problem(`${problem}. npm's last words:\n${lastWords(result)}`, mend);
}

async function hasWantedN8n(): Promise<boolean> {
	const installed = join(N8N, 'package.json');
	// npm writes its own lock last: without it an install was broken off.
	if (!existsSync(installed) || !existsSync(join(HOST, 'node_modules', '.package-lock.json'))) return false;
	const { version } = await readJson<{ version: string }>(installed);
	const { dependencies } = await readJson<{ dependencies: { n8n: string } }>(join(HOST, 'package.json'));
	return version === dependencies.n8n;
}

function hasDatabaseDriver(): boolean {
	return existsSync(join(HOST, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node'));
}
