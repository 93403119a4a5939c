import type { Cleanups } from '../shared/cleanups.ts';
import { step } from '../shared/progress.ts';
import { ensureHost } from './hostInstall.ts';
import { buildPackage, discardPackage, preparePackage } from './packageInstall.ts';

/**
 * Everything to install: the real n8n, and the package as it stands in this checkout, in a folder for
 * `installPackage` that `cleanups` remove.
 */
export async function prepareHostAndPackage(cleanups: Cleanups): Promise<string> {
	await ensureHost();
	await step('Building the package', buildPackage);
	return await step('Preparing the package as n8n does', async () => {
		const prepared = await preparePackage();
		cleanups.add(async () => await discardPackage(prepared));
		return prepared;
	});
}
