import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../../n8n/run/n8nEnvironment.ts';
import { lastWords, runCommand } from '../../n8n/shared/runCommand.ts';
import { dyingWithUs, isRoot, type Program, startProgram, temporaryFolder } from '../../support/program.ts';
import { INSTALLER } from './installer.ts';

/** PostgreSQL refuses to run as root; Debian's package brings this user. */
const USER = 'postgres';
/** Debian keeps the programs of each version apart. */
const VERSIONS = '/usr/lib/postgresql';
/** Ends every connection at once; data stay. */
const FAST = 'SIGINT';
const READY_MS = 30_000;

/** A PostgreSQL with an empty database in a temporary folder, open to this machine only. */
export class Postgres {
	readonly port: number;
	readonly #folder: { path: string; remove(): Promise<void> };
	readonly #programs: string;
	#server: Program | undefined;

	private constructor(port: number, folder: { path: string; remove(): Promise<void> }, programs: string) {
		this.port = port;
		this.#folder = folder;
		this.#programs = programs;
	}

	static async start(): Promise<Postgres> {
		const postgres = new Postgres(await freePort(), await temporaryFolder(), await programsOfNewest());
		try {
			await postgres.#init();
			await postgres.start();
		} catch (error) {
			await postgres.remove();
			throw error;
		}
		return postgres;
	}

	/** On the same data and port again. */
	async start(): Promise<void> {
		const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
		this.#server = await startProgram({
			name: 'postgres',
			args: ['-D', this.#data, '-p', String(this.port), ...options.flatMap((option) => ['-c', option])],
			port: this.port,
			installer: INSTALLER,
			folders: [this.#programs],
			user: USER,
			endSignal: FAST,
		});
		await this.#acceptsConnections();
	}

	async stop(): Promise<void> {
		await this.#server?.stop();
	}

	/** As a crash would; what was committed is recovered at the next start. */
	async kill(): Promise<void> {
		await this.#server?.kill();
	}

	async remove(): Promise<void> {
		await this.stop();
		await this.#folder.remove();
	}

	get #data(): string {
		return join(this.#folder.path, 'data');
	}

	async #init(): Promise<void> {
		if (isRoot()) await this.#run(['chown', USER, this.#folder.path]);
		const initdb = [
			join(this.#programs, 'initdb'),
			'-D',
			this.#data,
			'-U',
			USER,
			'--auth=trust',
			'--no-sync',
		];
		await this.#run([...dyingWithUs('SIGKILL', USER), ...initdb, '--encoding=UTF8', '--no-locale']);
	}

	/** It listens before it has recovered. */
	async #acceptsConnections(): Promise<void> {
		const giveUpAt = performance.now() + READY_MS;
		const asked = ['-q', '-h', '127.0.0.1', '-p', String(this.port)];
		while ((await runCommand(join(this.#programs, 'pg_isready'), asked, { cwd: '/' })).code !== 0) {
			if (performance.now() > giveUpAt) throw new Error(`postgres is not ready: ${this.#server?.output()}`);
			await sleep(100);
		}
	}

	async #run([command = '', ...args]: string[]): Promise<void> {
		const result = await runCommand(command, args, { cwd: '/' });
		if (result.code !== 0) throw new Error(`${command} failed: ${lastWords(result)}`);
	}
}

async function programsOfNewest(): Promise<string> {
	const versions = await readdir(VERSIONS).catch(() => []);
	const newest = versions.map(Number).sort((a, b) => b - a)[0];
	if (newest === undefined) throw new Error(`PostgreSQL is not installed. On Debian: sudo ${INSTALLER}`);
	return join(VERSIONS, String(newest), 'bin');
}
