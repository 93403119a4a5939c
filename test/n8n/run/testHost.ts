import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';

import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { installPackage } from '../install/packageInstall.ts';
import { LOCAL } from '../shared/paths.ts';
import { exampleWorkflows } from './exampleWorkflows.ts';
import { importCredentials, importWorkflows } from './n8nImport.ts';
import { type N8nServer, startN8n } from './n8nProcess.ts';
import { N8nRest } from './n8nRest.ts';
import { sampleCredentials } from './sampleCredentials.ts';

/** Faster than Tango allows, so that the suite does not wait for the pace. */
const REQUESTS_PER_SECOND = 50;

/** A real n8n with the package, both sample credentials and the examples in it, and a sandbox behind it. */
export interface TestHost {
	n8n: N8nServer;
	rest: N8nRest;
	sandbox: Sandbox;
	/** Where n8n keeps everything. */
	userFolder: string;
	/** Starts n8n again, on the same data, after it was ended. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

interface TestHostOptions {
	/** Makes the whole n8n process trust the sandbox's CA, as n8n's own nodes need. */
	trustSandbox?: boolean;
	/** Settings of n8n that win over ours. */
	environment?: NodeJS.ProcessEnv;
}

/** Starts a host; its n8n has its data and its ports to itself. */
export async function startTestHost({
	trustSandbox = false,
	environment = {},
}: TestHostOptions = {}): Promise<TestHost> {
	await mkdir(LOCAL, { recursive: true });
	const userFolder = await mkdtemp(join(LOCAL, 'e2e-'));
	const sandbox = await startSandbox({ requestsPerSecond: REQUESTS_PER_SECOND });
	try {
		await installPackage(inject('preparedPackage'), userFolder);
		const credentials = sampleCredentials(sandbox, { requestsPerSecond: REQUESTS_PER_SECOND });
		await importCredentials(credentials, userFolder);
		await importWorkflows(await exampleWorkflows(), userFolder);
		const extra = {
			...(trustSandbox ? await extraCertificates(userFolder, sandbox.caCertificate) : {}),
			...environment,
		};
		const start = async () => {
			const n8n = await startN8n({ userFolder, extra });
			return { n8n, rest: await N8nRest.logIn(n8n.url) };
		};
		const host: TestHost = {
			...(await start()),
			sandbox,
			userFolder,
			restart: async () => {
				Object.assign(host, await start());
			},
			stop: async () => {
				await host.n8n.stop();
				await sandbox.close();
				await rm(userFolder, { recursive: true, force: true });
			},
		};
		return host;
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}

/** Node takes one file: the machine's own extra certificates, if any, must stay in it. */
async function extraCertificates(folder: string, caCertificate: string) {
	const own = process.env.NODE_EXTRA_CA_CERTS;
	const file = join(folder, 'extra-ca.pem');
	await writeFile(file, [own ? await readFile(own, 'utf8') : '', caCertificate].join('\n'));
	return { NODE_EXTRA_CA_CERTS: file };
}
