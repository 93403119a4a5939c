import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { exampleWorkflows } from '../run/exampleWorkflows.ts';
import type { Execution } from '../run/finishedExecution.ts';
import { importWorkflows } from '../run/n8nImport.ts';
import { FRESH_START, runN8n } from '../run/n8nProcess.ts';
import type { Cleanups } from '../shared/cleanups.ts';
import { parseJson } from '../shared/json.ts';
import { LOCAL } from '../shared/paths.ts';
import { Problem } from '../shared/problem.ts';
import { step } from '../shared/progress.ts';
import { lastWords } from '../shared/runCommand.ts';
import { layGroundwork } from './groundwork.ts';
import { SAMPLE, showPlacedOrder } from './sampleOrder.ts';

/** `npm start -- --once`: a fresh n8n without a server runs one example, and nothing is left behind. */
export async function startOnce(cleanups: Cleanups): Promise<void> {
	await mkdir(LOCAL, { recursive: true });
	const userFolder = await mkdtemp(join(LOCAL, 'once-'));
	cleanups.add(async () => await rm(userFolder, { recursive: true, force: true }));

	const sandbox = await layGroundwork(userFolder, cleanups);
	await step('Importing the example workflows', async () => {
		await importWorkflows(await exampleWorkflows(), userFolder);
	});
	const execution = await step('Running the example in n8n', async () => {
		return await executeOnce(SAMPLE.workflowId, userFolder);
	});
	console.log(`\nOne order was placed:\n\n${showPlacedOrder(execution, sandbox)}\n`);
}

/** Runs a stored workflow in an n8n process of its own, without a server (`n8n execute`). */
async function executeOnce(workflowId: string, userFolder: string): Promise<Execution> {
	const result = await runN8n(['execute', `--id=${workflowId}`, '--rawOutput'], { userFolder });
	// n8n prints log lines around the JSON, and exits with 0 whether the workflow worked or not.
	const json = /^\{\n[\s\S]*?^\}$/m.exec(result.stdout)?.[0];
	if (json === undefined) {
		throw new Problem(`n8n did not run the workflow. Its last words:\n${lastWords(result)}`, FRESH_START);
	}
	return parseJson<Execution>(json);
}
