import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareHostAndPackage } from '../n8n/install/hostAndPackage.ts';
import { installPackage } from '../n8n/install/packageInstall.ts';
import { trusting } from '../n8n/run/n8nEnvironment.ts';
import { importCredentials } from '../n8n/run/n8nImport.ts';
import { type N8nServer, startN8n } from '../n8n/run/n8nProcess.ts';
import { N8nRest } from '../n8n/run/n8nRest.ts';
import { sampleCredentials, type SandboxAccess } from '../n8n/run/sampleCredentials.ts';
import type { Cleanups } from '../n8n/shared/cleanups.ts';
import { LOCAL } from '../n8n/shared/paths.ts';
import { step } from '../n8n/shared/progress.ts';

/** No pace of ours: Tango's one request a second would make every peer equally slow. */
const REQUESTS_PER_SECOND = 100_000;

/** Where every bench lies: a real n8n with the package, as a user has it. */
export interface Bed {
	n8n: N8nServer;
	rest: N8nRest;
}

export async function makeBed(access: SandboxAccess, cleanups: Cleanups): Promise<Bed> {
	return await (
		await bedMaker(access, cleanups)
	)();
}

/** For several of them: each call starts an n8n of its own. */
export async function bedMaker(access: SandboxAccess, cleanups: Cleanups): Promise<() => Promise<Bed>> {
	const prepared = await prepareHostAndPackage(cleanups);
	return async () => await startBed(prepared, access, cleanups);
}

async function startBed(prepared: string, access: SandboxAccess, cleanups: Cleanups): Promise<Bed> {
	await mkdir(LOCAL, { recursive: true });
	const userFolder = await mkdtemp(join(LOCAL, 'bench-'));
	cleanups.add(async () => await rm(userFolder, { recursive: true, force: true }));
	await installPackage(prepared, userFolder);
	const connection = { requestsPerSecond: REQUESTS_PER_SECOND };
	await step('Importing the credentials', async () => {
		await importCredentials(sampleCredentials(access, connection), userFolder);
	});
	// n8n's own node trusts what the process trusts; ours brings the CA in the credential.
	const extra = { N8N_PAYLOAD_SIZE_MAX: '64', ...(await trusting(access.caCertificate, userFolder)) };
	const n8n = await step('Starting n8n', async () => await startN8n({ userFolder, extra }));
	cleanups.add(async () => await n8n.stop());
	return { n8n, rest: await N8nRest.logIn(n8n.url) };
}
