import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../../sandbox/server.ts';
import { closedPort } from '../../support/badServer/server.ts';
import { startProgram, temporaryFolder } from '../../support/program.ts';
import { INSTALLER } from './installer.ts';

export interface InspectingProxy {
	readonly url: string;
	/** PEM of the root with which it signs the certificates it shows instead of the real ones. */
	readonly caCertificate: string;
	close(): Promise<void>;
}

const ADDON = join(import.meta.dirname, 'blockPage.py');

/** What it does to requests, as arguments of mitmdump. */
export const ADD_ADDRESS_WITH_PORT = ['--modify-headers', '|~q|X-Forwarded-For|203.0.113.7:51234'];
export const blockPage = (status: number) => ['--scripts', ADDON, '--set', `block_status=${status}`];

/** mitmproxy as a company's proxy that opens TLS connections and looks into them. */
export async function startMitmproxy(
	sandbox: Sandbox,
	behaviour: readonly string[] = [],
): Promise<InspectingProxy> {
	const [folder, port] = [await temporaryFolder(), await closedPort()];
	const tangoCa = join(folder.path, 'tango-ca.crt');
	await writeFile(tangoCa, sandbox.caCertificate);
	const settings = {
		confdir: folder.path,
		ssl_verify_upstream_trusted_ca: tangoCa,
		connection_strategy: 'lazy',
	};
	const program = await startProgram({
		name: 'mitmdump',
		args: [
			'--quiet',
			...['--listen-host', '127.0.0.1', '--listen-port', String(port)],
			...Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
			...behaviour,
		],
		port,
		installer: INSTALLER,
	}).catch(async (error: unknown) => {
		await folder.remove();
		throw error;
	});
	return {
		url: `http://127.0.0.1:${port}`,
		caCertificate: await readFile(join(folder.path, 'mitmproxy-ca-cert.pem'), 'utf8'),
		close: async () => {
			await program.stop();
			await folder.remove();
		},
	};
}
