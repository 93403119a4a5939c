import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { tarballUnderTest } from '../../release/tarball.ts';
import { readJson } from '../shared/json.ts';
import { LOCAL, REPOSITORY } from '../shared/paths.ts';
import { Problem } from '../shared/problem.ts';
import { lastWords, runCommand } from '../shared/runCommand.ts';
import { runNpm } from './npm.ts';

/** What n8n deletes from a community package before it installs the rest. */
const NOT_INSTALLED = ['devDependencies', 'peerDependencies', 'optionalDependencies'] as const;

const INSTALL = [
	'install',
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

export async function buildPackage(): Promise<void> {
	const result = await runNpm(['run', 'build'], REPOSITORY);
	if (result.code !== 0) {
		throw new Problem(
			`The package could not be built. The build's last words:\n${lastWords(result)}`,
			'Mend what the build names, then run the command again.',
		);
	}
}

/**
 * Prepares the package as n8n's own installer does (pack, untar, strip, install the runtime dependencies
 * without scripts), so that a dependency missing from `dependencies` shows here and not at a user.
 * Returns the folder; it holds nothing that depends on where it lies.
 */
export async function preparePackage(): Promise<string> {
	await mkdir(LOCAL, { recursive: true });
	const work = await mkdtemp(join(LOCAL, 'package-'));
	const folder = join(work, 'package');

	const tarball = await tarballUnderTest(work, process.env.PACKAGE_TARBALL);
	const unpacked = await runCommand('tar', ['-xzf', tarball], { cwd: work });
	if (unpacked.code !== 0) {
		throw new Problem(
			`The packed package could not be unpacked:\n${lastWords(unpacked)}`,
			'Check that the disk is not full.',
		);
	}

	const manifestFile = join(folder, 'package.json');
	const manifest = await readJson<Record<string, unknown>>(manifestFile);
	for (const field of NOT_INSTALLED) delete manifest[field];
	await writeFile(manifestFile, JSON.stringify(manifest, null, 2));

	const installed = await runNpm(INSTALL, folder);
	if (installed.code !== 0) {
		throw new Problem(
			`The package's own dependencies could not be installed. npm's last words:\n${lastWords(installed)}`,
			'Check the network connection, then run the command again.',
		);
	}
	return folder;
}

/** Puts a prepared package where n8n looks for community nodes at start; returns that folder. */
export async function installPackage(prepared: string, userFolder: string): Promise<string> {
	const { name } = await readJson<{ name: string }>(join(prepared, 'package.json'));
	const target = join(userFolder, '.n8n', 'nodes', 'node_modules', name);
	await rm(target, { recursive: true, force: true });
	await cp(prepared, target, { recursive: true });
	return target;
}

/** Removes what `preparePackage` left; its folder lies one level below the working folder. */
export async function discardPackage(prepared: string): Promise<void> {
	await rm(join(prepared, '..'), { recursive: true, force: true });
}
