import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { ensureHost } from '../install/hostInstall.ts';
import { buildPackage, discardPackage, installPackage, preparePackage } from '../install/packageInstall.ts';
import type { Cleanups } from '../shared/cleanups.ts';
import { step } from '../shared/progress.ts';

/** Everything that both ways of `npm start` need before n8n is first run. */
export async function layGroundwork(userFolder: string, cleanups: Cleanups): Promise<Sandbox> {
	await ensureHost();
	await step('Building the package', buildPackage);
	await step('Installing the package as n8n does', async () => {
		const prepared = await preparePackage();
		cleanups.add(async () => await discardPackage(prepared));
		await installPackage(prepared, userFolder);
	});
	return await step('Starting the Tango sandbox', async () => {
		const sandbox = await startSandbox();
		cleanups.add(async () => await sandbox.close());
		return sandbox;
	});
}
