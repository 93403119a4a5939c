import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';

import { installPackage } from '../../n8n/install/packageInstall.ts';
import { freePort } from '../../n8n/run/n8nEnvironment.ts';
import { type N8nServer, startN8n } from '../../n8n/run/n8nProcess.ts';
import { N8nRest } from '../../n8n/run/n8nRest.ts';
import { Cleanups } from '../../n8n/shared/cleanups.ts';
import { LOCAL } from '../../n8n/shared/paths.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { dyingWithUs } from '../../support/program.ts';
import { Postgres } from './postgres.ts';
import { Redis } from './redis.ts';

export const WORKERS = 3;
/** Each takes so many executions at once, n8n's own default. */
const JOBS_PER_WORKER = 10;
/** n8n's patience with a worker that went silent, shorter than its own minute: a killed worker is noticed sooner. */
const PATIENCE = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

export interface QueueModeOptions {
	workers?: number;
	/** Settings of n8n about workers that went silent. */
	patience?: NodeJS.ProcessEnv;
}

/** The queue mode of a file's tests: started before the first of them, stopped after the last. */
export function queueModeOfThisFile(options: QueueModeOptions = {}): QueueMode {
	const queueMode = new QueueMode(options);
	beforeAll(async () => await queueMode.start());
	afterAll(async () => await queueMode.stop());
	return queueMode;
}

/**
 * n8n on several processes, as it runs on several machines: one main, workers (three, if not said otherwise), each with a folder and the package
 * of its own; between them Redis and Postgres, behind them the sandbox.
 */
export class QueueMode {
	sandbox!: Sandbox;
	redis!: Redis;
	postgres!: Postgres;
	/** The main. */
	n8n!: N8nServer;
	rest!: N8nRest;
	readonly workers: N8nServer[] = [];
	#folder!: string;
	#mainPort!: number;
	readonly #cleanups = new Cleanups();
	readonly #options: Required<QueueModeOptions>;

	constructor({ workers = WORKERS, patience = PATIENCE }: QueueModeOptions = {}) {
		this.#options = { workers, patience };
	}

	async start(): Promise<void> {
		await mkdir(LOCAL, { recursive: true });
		this.#folder = await mkdtemp(join(LOCAL, 'scale-'));
		this.#cleanups.add(async () => await rm(this.#folder, { recursive: true, force: true }));
		this.sandbox = await startSandbox();
		this.#cleanups.add(async () => await this.sandbox.close());
		this.redis = await Redis.start();
		this.#cleanups.add(async () => await this.redis.remove());
		this.postgres = await Postgres.start();
		this.#cleanups.add(async () => await this.postgres.remove());
		this.#mainPort = await freePort();
		await this.startMain();
		await Promise.all(
			Array.from({ length: this.#options.workers }, async (_, index) => await this.startWorker(index)),
		);
	}

	/** At first, and again on the same port after it was ended. */
	async startMain(): Promise<void> {
		this.n8n = await this.#launch('main', ['start'], this.#mainPort);
		this.rest = await N8nRest.logIn(this.n8n.url);
	}

	/** At first, and again in the same folder after it was ended. */
	async startWorker(index: number): Promise<void> {
		const command = ['worker', `--concurrency=${JOBS_PER_WORKER}`];
		this.workers[index] = await this.#launch(`worker-${index}`, command, await freePort());
	}

	/** A webhook process, which takes deliveries in the main's stead; its address is given, and what ends it. */
	async startWebhookProcess(): Promise<N8nServer> {
		return await this.#launch('webhook', ['webhook'], await freePort());
	}

	async stop(): Promise<void> {
		await this.#cleanups.run();
	}

	async #launch(name: string, command: readonly string[], port: number): Promise<N8nServer> {
		const userFolder = join(this.#folder, name);
		await installPackage(inject('preparedPackage'), userFolder);
		const server = await startN8n({
			userFolder,
			port,
			command,
			// In order it would wait for Redis and Postgres, which end at the same moment.
			before: dyingWithUs('SIGKILL'),
			extra: { ...this.#settings, QUEUE_HEALTH_CHECK_PORT: String(port) },
		});
		this.#cleanups.add(async () => await server.stop());
		return server;
	}

	get #settings(): NodeJS.ProcessEnv {
		return {
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: 'a-key-of-these-tests-only',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(this.postgres.port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'postgres',
			DB_POSTGRESDB_PASSWORD: 'trusted-anyway',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(this.redis.port),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			...this.#options.patience,
		};
	}
}
