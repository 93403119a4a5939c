import { freePort } from '../../n8n/run/n8nEnvironment.ts';
import { type Program, startProgram } from '../../support/program.ts';
import { INSTALLER } from './installer.ts';

/** A Redis that keeps nothing on disk: it is empty whenever it starts. */
export class Redis {
	readonly port: number;
	#program: Program | undefined;

	private constructor(port: number) {
		this.port = port;
	}

	static async start(): Promise<Redis> {
		const redis = new Redis(await freePort());
		await redis.start();
		return redis;
	}

	/** On the same port again. */
	async start(): Promise<void> {
		this.#program = await startProgram({
			name: 'redis-server',
			args: ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
			port: this.port,
			installer: INSTALLER,
		});
	}

	async stop(): Promise<void> {
		await this.#program?.stop();
	}
}
