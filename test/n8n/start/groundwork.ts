import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { prepareHostAndPackage } from '../install/hostAndPackage.ts';
import { installPackage } from '../install/packageInstall.ts';
import { importCredentials } from '../run/n8nImport.ts';
import { sampleCredentials } from '../run/sampleCredentials.ts';
import type { Cleanups } from '../shared/cleanups.ts';
import { step } from '../shared/progress.ts';

/** Everything that both ways of `npm start` need before n8n is first run. */
export async function layGroundwork(userFolder: string, cleanups: Cleanups): Promise<Sandbox> {
	await installPackage(await prepareHostAndPackage(cleanups), userFolder);
	const sandbox = await step('Starting the Tango sandbox', async () => await startSandbox());
	cleanups.add(async () => await sandbox.close());
	// The sandbox has a new address and a new CA each time.
	await step('Importing the sample credentials', async () => {
		await importCredentials(sampleCredentials(sandbox), userFolder);
	});
	return sandbox;
}
