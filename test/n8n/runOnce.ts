import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Cleanups } from './cleanups.ts';
import { sampleCredentials } from './credentials.ts';
import { executeOnce } from './execution.ts';
import { importCredentials, importWorkflows } from './importing.ts';
import { LOCAL } from './paths.ts';
import { step } from './progress.ts';
import { SAMPLE, showPlacedOrder } from './sampleRun.ts';
import { setUp } from './setUp.ts';
import { exampleWorkflows } from './workflows.ts';

/** `npm start -- --once`: a fresh n8n without a server runs one example, and nothing is left behind. */
export async function runOnce(cleanups: Cleanups): Promise<void> {
	await mkdir(LOCAL, { recursive: true });
	const userFolder = await mkdtemp(join(LOCAL, 'once-'));
	cleanups.add(async () => await rm(userFolder, { recursive: true, force: true }));

	const sandbox = await setUp(userFolder, cleanups);
	await step('Importing the sample credentials', async () => {
		await importCredentials(sampleCredentials(sandbox), userFolder);
	});
	await step('Importing the example workflows', async () => {
		await importWorkflows(await exampleWorkflows(), userFolder);
	});
	const execution = await step('Running the example in n8n', async () => {
		return await executeOnce(SAMPLE.workflowId, { userFolder });
	});
	console.log(`\nOne order was placed:\n\n${showPlacedOrder(execution, sandbox)}\n`);
}
