import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { runNpm } from '../n8n/install/npm.ts';
import { REPOSITORY } from '../n8n/shared/paths.ts';
import { Problem } from '../n8n/shared/problem.ts';
import { lastWords } from '../n8n/shared/runCommand.ts';

/** Packs what lies in `dist` into `folder`, and says where the file is. */
export async function packTarball(folder: string): Promise<string> {
	await mkdir(folder, { recursive: true });
	const packed = await runNpm(['pack', '--ignore-scripts', '--pack-destination', folder], REPOSITORY);
	// The last thing npm says is the file's name.
	const name = packed.stdout.trim().split('\n').at(-1) ?? '';
	if (packed.code !== 0 || !existsSync(join(folder, name))) {
		throw new Problem(
			`npm pack failed:\n${lastWords(packed)}`,
			'Mend what npm names, then run the command again.',
		);
	}
	return join(folder, name);
}

/**
 * The file that the suites install. CI packs it once and names it in PACKAGE_TARBALL (`given`), so that what is
 * published is the very file that was tested. Without that it is packed now, into `folder`, from the working tree.
 */
export async function tarballUnderTest(folder: string, given: string | undefined): Promise<string> {
	if (given === undefined) return await packTarball(folder);
	const tarball = resolve(REPOSITORY, given);
	if (!existsSync(tarball)) {
		throw new Problem(
			`PACKAGE_TARBALL names ${tarball}, and there is no such file.`,
			'Pack it with npm run pack, or unset PACKAGE_TARBALL to test the working tree.',
		);
	}
	return tarball;
}
