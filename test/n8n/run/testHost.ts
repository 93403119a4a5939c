import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';

import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { installPackage } from '../install/packageInstall.ts';
import { Cleanups } from '../shared/cleanups.ts';
import { LOCAL } from '../shared/paths.ts';
import { exampleWorkflows } from './exampleWorkflows.ts';
import { trusting } from './n8nEnvironment.ts';
import { importCredentials, importWorkflows } from './n8nImport.ts';
import { type N8nServer, startN8n } from './n8nProcess.ts';
import { N8nRest } from './n8nRest.ts';
import { sampleCredentials } from './sampleCredentials.ts';

/** Faster than Tango allows, so that the suite does not wait for the pace. */
const REQUESTS_PER_SECOND = 50;

interface TestHostOptions {
	/** Makes the whole n8n process trust the sandbox's CA, as n8n's own nodes need. */
	trustSandbox?: boolean;
	/** Settings of n8n that win over ours. */
	environment?: NodeJS.ProcessEnv;
}

/** The host of a file's tests: started before the first of them, stopped after the last. */
export function hostOfThisFile(options: TestHostOptions = {}): TestHost {
	const host = new TestHost();
	beforeAll(async () => await host.start(options));
	afterAll(async () => await host.stop());
	return host;
}

/**
 * A real n8n with the package, both sample credentials and the examples in it, and a sandbox behind it. Its n8n has
 * its data and its ports to itself.
 */
export class TestHost {
	n8n!: N8nServer;
	rest!: N8nRest;
	sandbox!: Sandbox;
	/** Where n8n keeps everything. */
	userFolder!: string;
	#environment: NodeJS.ProcessEnv = {};
	readonly #cleanups = new Cleanups();

	async start({ trustSandbox = false, environment = {} }: TestHostOptions): Promise<void> {
		await mkdir(LOCAL, { recursive: true });
		this.userFolder = await mkdtemp(join(LOCAL, 'e2e-'));
		this.#cleanups.add(async () => await rm(this.userFolder, { recursive: true, force: true }));
		this.sandbox = await startSandbox({ requestsPerSecond: REQUESTS_PER_SECOND });
		this.#cleanups.add(async () => await this.sandbox.close());

		await installPackage(inject('preparedPackage'), this.userFolder);
		const credentials = sampleCredentials(this.sandbox, { requestsPerSecond: REQUESTS_PER_SECOND });
		await importCredentials(credentials, this.userFolder);
		await importWorkflows(await exampleWorkflows(), this.userFolder);
		this.#environment = {
			...(trustSandbox ? await trusting(this.sandbox.caCertificate, this.userFolder) : {}),
			...environment,
		};
		await this.boot();
	}

	/** Starts n8n: at first, and again on the same data after it was ended. */
	async boot(): Promise<void> {
		const n8n = await startN8n({ userFolder: this.userFolder, extra: this.#environment });
		this.#cleanups.add(async () => await n8n.stop());
		this.n8n = n8n;
		this.rest = await N8nRest.logIn(n8n.url);
	}

	async stop(): Promise<void> {
		await this.#cleanups.run();
	}
}
