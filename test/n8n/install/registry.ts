import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { endWithUs } from '../shared/childProcesses.ts';
import type { Cleanups } from '../shared/cleanups.ts';
import { LOCAL, NODE, REPOSITORY } from '../shared/paths.ts';
import { Problem } from '../shared/problem.ts';
import { step } from '../shared/progress.ts';
import { lastWords } from '../shared/runCommand.ts';
import { runNpm } from './npm.ts';

const FOLDER = join(import.meta.dirname, 'registry');
const INSTALLED = join(FOLDER, 'node_modules', '.package-lock.json');
const VERDACCIO = join(FOLDER, 'node_modules', 'verdaccio', 'bin', 'verdaccio');
const READY_TIMEOUT_MS = 60_000;

/** An npm registry of our own; what it has not, it takes from the one that this machine uses. */
export interface Registry {
	readonly url: string;
	/** Makes a packed package known, as `npm publish` does. */
	publish(tarball: string): Promise<void>;
}

export async function startRegistry(port: number, cleanups: Cleanups): Promise<Registry> {
	if (!existsSync(INSTALLED)) {
		await step('Installing a local npm registry, the first time only: half a minute', async () => {
			await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], FOLDER);
		});
	}
	await mkdir(LOCAL, { recursive: true });
	const folder = await mkdtemp(join(LOCAL, 'registry-'));
	cleanups.add(async () => await rm(folder, { recursive: true, force: true }));
	const config = join(folder, 'config.json');
	const upstream = (await npm(['config', 'get', 'registry'], REPOSITORY)).trim();
	await writeFile(config, JSON.stringify(configured(folder, upstream)));

	const url = `http://127.0.0.1:${port}`;
	const child = spawn(NODE, [VERDACCIO, '--config', config, '--listen', url], {
		cwd: folder,
		stdio: 'ignore',
	});
	endWithUs(child, 'SIGTERM');
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	cleanups.add(async () => {
		child.kill('SIGTERM');
		await ended;
	});
	await untilReady(url);
	// npm publishes with a token only; this registry asks for none.
	const token = `--//127.0.0.1:${port}/:_authToken=anybody`;
	return {
		url,
		publish: async (tarball) => {
			await npm(['publish', tarball, '--ignore-scripts', `--registry=${url}`, token], folder);
		},
	};
}

/** Anybody on this machine may publish and install; whatever is not published here comes from `upstream`. */
function configured(folder: string, upstream: string) {
	const ours = { access: '$all', publish: '$all' };
	return {
		storage: join(folder, 'storage'),
		uplinks: { upstream: { url: upstream } },
		packages: { 'n8n-nodes-tango': ours, '**': { access: '$all', proxy: 'upstream' } },
		max_body_size: '20mb',
		web: { enable: false },
		log: { type: 'file', path: join(folder, 'registry.log'), level: 'warn' },
	};
}

async function untilReady(url: string): Promise<void> {
	const giveUpAt = performance.now() + READY_TIMEOUT_MS;
	while (performance.now() < giveUpAt) {
		const answer = await fetch(`${url}/-/ping`).catch(() => undefined);
		await answer?.body?.cancel();
		if (answer?.ok) return;
		await sleep(100);
	}
	throw new Problem(
		'The local npm registry did not start.',
		'Delete test/n8n/install/registry/node_modules.',
	);
}

async function npm(args: string[], cwd: string): Promise<string> {
	const result = await runNpm(args, cwd);
	if (result.code === 0) return result.stdout;
	throw new Problem(`npm ${args[0]} failed:\n${lastWords(result)}`, 'Check the network connection.');
}
