import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Sandbox } from '../../sandbox/server.ts';
import { exampleWorkflows } from '../run/exampleWorkflows.ts';
import { OWNER } from '../run/n8nEnvironment.ts';
import { importWorkflows } from '../run/n8nImport.ts';
import { startN8n } from '../run/n8nProcess.ts';
import { N8nRest } from '../run/n8nRest.ts';
import type { Cleanups } from '../shared/cleanups.ts';
import { LOCAL } from '../shared/paths.ts';
import { Problem } from '../shared/problem.ts';
import { step } from '../shared/progress.ts';
import { layGroundwork } from './groundwork.ts';
import { SAMPLE, showPlacedOrder } from './sampleOrder.ts';

const EDITOR_PORT = 5678;

/** `npm start`: n8n with its editor, and what was built in it stays for the next time. */
export async function startUntilCtrlC(cleanups: Cleanups, onServing: () => void): Promise<void> {
	const userFolder = join(LOCAL, 'n8n');
	await mkdir(userFolder, { recursive: true });
	await holdAlone(userFolder, cleanups);

	const sandbox = await layGroundwork(userFolder, cleanups);
	await importExamples(userFolder);

	const n8n = await step('Starting n8n', async () => {
		const server = await startN8n({ userFolder, port: EDITOR_PORT });
		cleanups.add(async () => await server.stop());
		return server;
	});
	const sample = await step('Running an example', async () => await runSample(n8n.url, sandbox));

	console.log(`
n8n is running with n8n-nodes-tango installed.

  Editor     ${n8n.url}
  Login      ${OWNER.email}
  Password   ${OWNER.password}
  Sandbox    ${sandbox.baseUrl} (a local look-alike of Tango: no real money)

${sample}

Press Ctrl-C to stop.`);
	onServing();
	await n8n.ended;
	throw new Problem('n8n ended by itself.', `Its log is in ${n8n.logFile}. Run npm start again.`);
}

/** Runs the example and tells what came of it. The user may have changed it: that must not keep n8n from starting. */
async function runSample(url: string, sandbox: Sandbox): Promise<string> {
	const rest = await N8nRest.logIn(url);
	try {
		const order = showPlacedOrder(await rest.run(SAMPLE.workflowId, SAMPLE.trigger), sandbox);
		return `The example "${SAMPLE.workflowName}" was run once and placed this order:\n\n${order}`;
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return `The example "${SAMPLE.workflowName}" was run, but not as it was delivered: ${reason}`;
	}
}

/** Two n8n processes on one database would spoil it. */
async function holdAlone(userFolder: string, cleanups: Cleanups): Promise<void> {
	const file = join(userFolder, 'running.pid');
	const holder = Number(await readFile(file, 'utf8').catch(() => ''));
	if (holder > 0 && isRunning(holder)) {
		throw new Problem(
			`npm start is already running here (process ${holder}).`,
			`Stop it with Ctrl-C in its window. If there is none, delete the file ${file}.`,
		);
	}
	await writeFile(file, String(process.pid));
	cleanups.add(async () => await rm(file, { force: true }));
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

/** Imports the examples once for each version of them, so that a user's changes to them are kept. */
async function importExamples(userFolder: string): Promise<void> {
	const examples = await exampleWorkflows();
	const file = join(userFolder, 'examples.sha256');
	const version = createHash('sha256').update(JSON.stringify(examples)).digest('hex');
	if ((await readFile(file, 'utf8').catch(() => '')) === version) return;
	await step('Importing the example workflows', async () => await importWorkflows(examples, userFolder));
	await writeFile(file, version);
}
