import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { freePort } from '../../n8n/run/n8nEnvironment.ts';
import { type Certificates, makeCertificates } from '../../sandbox/tls.ts';
import { type Program, startProgram, temporaryFolder } from '../../support/program.ts';
import { INSTALLER } from './installer.ts';

export interface RedisOptions {
	/** TLS only, with a certificate for localhost. */
	tls?: boolean;
	/** Whoever connects has to name it. */
	password?: string;
	/** A node of a cluster, the only one. */
	cluster?: boolean;
}

/** A Redis that keeps nothing on disk: it is empty whenever it starts. */
export class Redis {
	readonly port: number;
	readonly #options: RedisOptions;
	readonly #certificates: Certificates | undefined;
	readonly #folder: { path: string; remove(): Promise<void> };
	#program: Program | undefined;

	private constructor(
		port: number,
		options: RedisOptions,
		folder: { path: string; remove(): Promise<void> },
		certificates: Certificates | undefined,
	) {
		this.port = port;
		this.#options = options;
		this.#folder = folder;
		this.#certificates = certificates;
	}

	static async start(options: RedisOptions = {}): Promise<Redis> {
		const certificates = options.tls ? await makeCertificates() : undefined;
		const redis = new Redis(await freePort(), options, await temporaryFolder(), certificates);
		await redis.start();
		return redis;
	}

	/** Of the root that signed its certificate; empty without TLS. */
	get caCertificate(): string {
		return this.#certificates?.caCertificate ?? '';
	}

	/** On the same port again. */
	async start(): Promise<void> {
		const { password, cluster } = this.#options;
		this.#program = await startProgram({
			name: 'redis-server',
			args: [
				...(this.#certificates ? await this.#tls(this.#certificates) : ['--port', String(this.port)]),
				...['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', this.#folder.path],
				...(password ? ['--requirepass', password] : []),
				...(cluster ? ['--cluster-enabled', 'yes'] : []),
			],
			port: this.port,
			installer: INSTALLER,
		});
	}

	async stop(): Promise<void> {
		await this.#program?.stop();
	}

	async remove(): Promise<void> {
		await this.stop();
		await this.#folder.remove();
	}

	/** As a crash would. */
	async kill(): Promise<void> {
		await this.#program?.kill();
	}

	async #tls({ chain, key, caCertificate }: Certificates): Promise<string[]> {
		const files = { 'cert-file': chain, 'key-file': key, 'ca-cert-file': caCertificate };
		const args = ['--port', '0', '--tls-port', String(this.port), '--tls-auth-clients', 'no'];
		for (const [name, text] of Object.entries(files)) {
			const path = join(this.#folder.path, `${name}.pem`);
			await writeFile(path, text);
			args.push(`--tls-${name}`, path);
		}
		return args;
	}
}
