import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Sandbox } from '../../sandbox/server.ts';
import { exampleWorkflow, exampleWorkflows } from '../run/exampleWorkflows.ts';
import { importWorkflows } from '../run/n8nImport.ts';
import { type N8nServer, startN8n } from '../run/n8nProcess.ts';
import { N8nRest } from '../run/n8nRest.ts';
import type { Cleanups } from '../shared/cleanups.ts';
import { parseJson } from '../shared/json.ts';
import { step } from '../shared/progress.ts';
import { layGroundwork } from './groundwork.ts';
import { SAMPLE, showPlacedOrder } from './sampleOrder.ts';

const EDITOR_PORT = 5678;

/** What `npm start` brings up. */
export interface Served {
	readonly n8n: N8nServer;
	readonly sandbox: Sandbox;
	/** The certificate authority of the sandbox, for a credential of one's own. */
	readonly caFile: string;
	/** The order that was placed, or why none was, in lines to print. */
	readonly firstOrder: string;
}

/** A real n8n with the package and the examples in it, a sandbox behind it, and one order placed. */
export async function serve(userFolder: string, cleanups: Cleanups): Promise<Served> {
	const sandbox = await layGroundwork(userFolder, cleanups);
	const caFile = join(userFolder, 'tango-sandbox-ca.pem');
	await writeFile(caFile, sandbox.caCertificate);
	await importExamples(userFolder);

	const n8n = await step('Starting n8n', async () => {
		const server = await startN8n({ userFolder, port: EDITOR_PORT });
		cleanups.add(async () => await server.stop());
		return server;
	});
	const firstOrder = await step('Placing a first order', async () => await placeOne(n8n.url, sandbox));
	return { n8n, sandbox, caFile, firstOrder };
}

/**
 * Runs a copy of the example for a submission of its own: whoever then presses the example's button sees a reward
 * placed, not that it was paid before. What goes wrong here must not keep n8n from starting.
 */
async function placeOne(url: string, sandbox: Sandbox): Promise<string> {
	try {
		const rest = await N8nRest.logIn(url);
		const example = { ...(await exampleWorkflow(SAMPLE.file)), id: undefined };
		const text = JSON.stringify(example).replaceAll(SAMPLE.submission, SAMPLE.firstSubmission);
		const { id } = await rest.createWorkflow(parseJson<typeof example>(text));
		const order = showPlacedOrder(await rest.run(id, SAMPLE.trigger), sandbox);
		await rest.deleteWorkflow(id);
		return `One order was placed for you:\n\n${order}`;
	} catch (error) {
		return `No order was placed: ${error instanceof Error ? error.message : String(error)}`;
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
