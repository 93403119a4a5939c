import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../../sandbox/server.ts';
import { closedPort } from '../../support/badServer/server.ts';
import { createTestCa } from '../../support/tls/testCa.ts';
import { isRoot, startProgram, temporaryFolder } from '../../support/program.ts';
import { INSTALLER } from './installer.ts';

/** Locations of the gateway by name: the directives that each has beside `proxy_pass`. */
export type Locations = Readonly<Record<string, string>>;

export interface Gateway {
	/** The credential's Base URL for a location. */
	baseUrl(location: string): string;
	/** What a client has to trust. */
	readonly caCertificate: string;
	close(): Promise<void>;
}

/** nginx as a company's gateway: TLS to the client, TLS with verification to Tango. */
export async function startNginx(sandbox: Sandbox, locations: Locations): Promise<Gateway> {
	const [ca, folder, port] = [await createTestCa(), await temporaryFolder(), await closedPort()];
	const identity = await ca.issue({ dnsNames: ['localhost'] });
	const file = (name: string) => join(folder.path, name);
	await Promise.all([
		writeFile(file('gateway.crt'), identity.cert),
		writeFile(file('gateway.key'), identity.key, { mode: 0o600 }),
		writeFile(file('tango-ca.crt'), sandbox.caCertificate),
		writeFile(file('nginx.conf'), configuration({ folder: folder.path, port, sandbox, locations })),
	]);
	const program = await startProgram({
		name: 'nginx',
		args: ['-e', 'stderr', '-p', folder.path, '-c', file('nginx.conf')],
		port,
		installer: INSTALLER,
	}).catch(async (error: unknown) => {
		await folder.remove();
		throw error;
	});
	return {
		baseUrl: (location) => `https://localhost:${port}/${location}/raas/v2`,
		caCertificate: ca.pem,
		close: async () => {
			await program.stop();
			await folder.remove();
		},
	};
}

interface Facts {
	readonly folder: string;
	readonly port: number;
	readonly sandbox: Sandbox;
	readonly locations: Locations;
}

function configuration({ folder, port, sandbox, locations }: Facts): string {
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
		(name) => `${name}_temp_path ${folder}/${name};`,
	);
	return `
		daemon off;
		worker_processes 1;
		${isRoot() ? 'user root;' : ''}
		pid ${folder}/nginx.pid;
		events {}
		http {
			access_log off;
			${temporary.join('\n')}
			server {
				listen 127.0.0.1:${port} ssl;
				ssl_certificate gateway.crt;
				ssl_certificate_key gateway.key;
				proxy_http_version 1.1;
				proxy_ssl_server_name on;
				proxy_ssl_name localhost;
				proxy_ssl_verify on;
				proxy_ssl_verify_depth 3;
				proxy_ssl_trusted_certificate tango-ca.crt;
				${Object.entries(locations)
					.map(([name, directives]) => location(name, directives, new URL(sandbox.origin).port))
					.join('\n')}
			}
		}
	`;
}

function location(name: string, directives: string, port: string): string {
	return `location /${name}/ {
		proxy_pass https://127.0.0.1:${port}/;
		${directives}
	}`;
}
