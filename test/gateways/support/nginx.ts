import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closedPort } from '../../support/badServer/server.ts';
import { createTestCa } from '../../support/tls/testCa.ts';
import { isRoot, startProgram, temporaryFolder } from '../../support/program.ts';
import { INSTALLER } from './installer.ts';

export interface NginxStart {
	/** The `location` blocks of its one server, and what else belongs into that. */
	readonly server: string;
	/** By name, what lies beside the configuration. */
	readonly files?: Readonly<Record<string, string>>;
}

export interface Nginx {
	/** Where clients reach it, without a slash at the end. */
	readonly origin: string;
	/** What a client has to trust. */
	readonly caCertificate: string;
	close(): Promise<void>;
}

/** A real nginx that speaks TLS to its clients, as localhost. */
export async function startNginx({ server, files = {} }: NginxStart): Promise<Nginx> {
	const [ca, folder, port] = [await createTestCa(), await temporaryFolder(), await closedPort()];
	const identity = await ca.issue({ dnsNames: ['localhost'] });
	const file = (name: string) => join(folder.path, name);
	await Promise.all([
		writeFile(file('nginx.crt'), identity.cert),
		writeFile(file('nginx.key'), identity.key, { mode: 0o600 }),
		writeFile(file('nginx.conf'), configuration(folder.path, port, server)),
		...Object.entries(files).map(async ([name, content]) => await writeFile(file(name), content)),
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
		origin: `https://localhost:${port}`,
		caCertificate: ca.pem,
		close: async () => {
			await program.stop();
			await folder.remove();
		},
	};
}

function configuration(folder: string, port: number, server: string): string {
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
				ssl_certificate nginx.crt;
				ssl_certificate_key nginx.key;
				proxy_http_version 1.1;
				${server}
			}
		}
	`;
}
