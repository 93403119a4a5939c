import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithUs } from '../../n8n/shared/childProcesses.ts';
import type { SandboxAccess } from '../../n8n/run/sampleCredentials.ts';
import { NODE } from '../../n8n/shared/paths.ts';
import type { RandomFaults } from '../../sandbox/faults.ts';
import { makeCertificates, type Certificates } from '../../sandbox/tls.ts';
import { Redis } from '../../scale/support/redis.ts';
import { ask } from '../speed/ask.ts';
import type { SandboxJob } from './sandboxChild.ts';
import { WorkerProcess } from './workerProcess.ts';

const WORKERS = 2;

export interface StageOptions {
	/** Where histories and books are written. */
	readonly folder: string;
	/** What Tango allows; left out, as much as anybody likes. */
	readonly strictRate?: number | undefined;
	readonly forgetful: boolean;
}

/** Workers, Redis and a stand-in for Tango, each a process of its own that can be ended at any moment. */
export class Stage {
	access!: SandboxAccess;
	readonly books: string[] = [];
	readonly redis: Redis;
	readonly workers: readonly WorkerProcess[];
	readonly #options: StageOptions;
	readonly #certificates: Certificates;
	#sandbox!: ChildProcess;
	#faults: RandomFaults | undefined;

	private constructor(options: StageOptions, redis: Redis, certificates: Certificates) {
		this.#options = options;
		this.redis = redis;
		this.#certificates = certificates;
		this.workers = Array.from(
			{ length: WORKERS },
			(_, worker) =>
				new WorkerProcess((process) => join(options.folder, `worker-${worker}-${process}.jsonl`)),
		);
	}

	static async open(options: StageOptions): Promise<Stage> {
		const stage = new Stage(options, await Redis.start(), await makeCertificates());
		await stage.#startSandbox(0);
		return stage;
	}

	/** Histories that exist: a worker that was killed before its first execution has none. */
	get histories(): string[] {
		return this.workers.flatMap(({ files }) => files).filter((file) => existsSync(file));
	}

	setFaults(faults: RandomFaults): void {
		this.#faults = faults;
		this.#sandbox.send({ faults });
	}

	async restartSandbox(awayMs: number): Promise<void> {
		const exited = once(this.#sandbox, 'exit');
		this.#sandbox.kill('SIGKILL');
		await exited;
		await sleep(awayMs);
		await this.#startSandbox(Number(new URL(this.access.baseUrl).port));
	}

	async close(): Promise<void> {
		for (const worker of this.workers) worker.end();
		this.#sandbox.disconnect();
		await this.redis.remove();
	}

	async #startSandbox(port: number): Promise<void> {
		const { folder, strictRate, forgetful } = this.#options;
		const books = join(folder, `books-${this.books.length}.jsonl`);
		writeFileSync(books, '');
		this.#sandbox = fork(new URL('sandboxChild.ts', import.meta.url), { execPath: NODE });
		endWithUs(this.#sandbox, 'SIGKILL');
		const job: SandboxJob = {
			port,
			certificates: this.#certificates,
			earlierBooks: this.books,
			books,
			requestsPerSecond: strictRate,
			forgetful,
		};
		this.access = await ask<SandboxAccess>(this.#sandbox, job);
		this.books.push(books);
		if (this.#faults) this.setFaults(this.#faults);
	}
}
