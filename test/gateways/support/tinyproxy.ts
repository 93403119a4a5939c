import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closedPort } from '../../support/badServer/server.ts';
import { type Program, startProgram, temporaryFolder } from '../../support/program.ts';
import { INSTALLER } from './installer.ts';

export interface ForwardProxy {
	/** `http://127.0.0.1:PORT`, without user and password. */
	readonly url: string;
	/** Hosts and ports of the CONNECT requests, as far as the log tells. */
	tunnels(): string[];
	kill(): Promise<void>;
	/** On the same port again. */
	restart(): Promise<void>;
	close(): Promise<void>;
}

export interface ForwardProxyOptions {
	readonly user?: string;
	readonly password?: string;
	/** The only hosts that may be reached, as extended regular expressions. */
	readonly allowedHosts?: readonly string[];
}

/** tinyproxy as a company's proxy for outgoing connections. */
export async function startTinyproxy(options: ForwardProxyOptions = {}): Promise<ForwardProxy> {
	const [folder, port] = [await temporaryFolder(), await closedPort()];
	const file = join(folder.path, 'tinyproxy.conf');
	const filter = join(folder.path, 'filter');
	await writeFile(filter, (options.allowedHosts ?? []).join('\n'));
	await writeFile(file, configuration(port, filter, options));
	const start = async () =>
		await startProgram({ name: 'tinyproxy', args: ['-d', '-c', file], port, installer: INSTALLER });
	let program: Program;
	let log = '';
	try {
		program = await start();
	} catch (error) {
		await folder.remove();
		throw error;
	}
	const end = async (how: 'kill' | 'stop') => {
		await program[how]();
		log += program.output();
	};
	return {
		url: `http://127.0.0.1:${port}`,
		tunnels: () => [...(log + program.output()).matchAll(/CONNECT (\S+) HTTP/g)].map(([, to = '']) => to),
		kill: async () => await end('kill'),
		restart: async () => {
			program = await start();
		},
		close: async () => {
			await end('stop');
			await folder.remove();
		},
	};
}

function configuration(port: number, filter: string, options: ForwardProxyOptions): string {
	return [
		`Port ${port}`,
		'Listen 127.0.0.1',
		'Allow 127.0.0.1',
		'Timeout 60',
		'MaxClients 50',
		'LogLevel Connect',
		...(options.user ? [`BasicAuth ${options.user} ${options.password}`] : []),
		...(options.allowedHosts ? [`Filter "${filter}"`, 'FilterExtended On', 'FilterDefaultDeny Yes'] : []),
		'',
	].join('\n');
}
