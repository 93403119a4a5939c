import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startSandbox } from '../../server.ts';
import type { Sandbox } from '../../types.ts';
import { openClient, type Client } from './client.ts';

/** There once the tests of the file run. */
export let sandbox: Sandbox;
export let client: Client;

/** Said at the top of a test file: it has a sandbox of its own, as it was at first before each test. */
export function inOwnSandbox(): void {
	beforeAll(async () => {
		sandbox = await startSandbox();
		client = openClient(sandbox);
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => {
		client.close();
		await sandbox.close();
	});
}
