import { startSandbox } from '../sandbox/server.ts';
import type { Cleanups } from './cleanups.ts';
import { ensureHost } from './hostInstall.ts';
import { buildPackage, discardPackage, installPackage, preparePackage } from './packageInstall.ts';
import { step } from './progress.ts';

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** Everything that both ways of `npm start` need before n8n is first run. */
export async function setUp(userFolder: string, cleanups: Cleanups): Promise<Sandbox> {
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
