import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithUs } from '../../n8n/shared/childProcesses.ts';
import { NODE } from '../../n8n/shared/paths.ts';
import type { Outcome } from '../outcomes.ts';
import type { Execution } from './execution.ts';
import type { ClockJump, Ended } from './worker.ts';

/** A worker that is there again when it was killed: another process, with a history of its own. */
export class WorkerProcess {
	/** The histories of all its processes. */
	readonly files: string[] = [];
	/** Ended by themselves. */
	crashes = 0;
	readonly #fileOf: (process: number) => string;
	#child: ChildProcess;
	#isOver = false;

	constructor(fileOf: (process: number) => string) {
		this.#fileOf = fileOf;
		this.#child = this.#start();
	}

	/** Undefined when it was killed meanwhile. */
	async run(execution: Execution): Promise<readonly Outcome[] | undefined> {
		const child = this.#child;
		const [file = ''] = this.files.slice(-1);
		return await new Promise((resolve) => {
			const onMessage = ({ id, outcomes }: Ended) => {
				if (id === execution.id) end(outcomes);
			};
			const onExit = () => end(undefined);
			const end = (outcomes: readonly Outcome[] | undefined) => {
				child.off('message', onMessage).off('exit', onExit);
				resolve(outcomes);
			};
			child.on('message', onMessage).on('exit', onExit);
			child.send({ ...execution, file }, (error) => {
				if (error) end(undefined);
			});
		});
	}

	/** kill -9, whatever it is doing. */
	async kill(): Promise<void> {
		const child = this.#child;
		const exited = new Promise((resolve) => child.once('exit', resolve));
		this.#child = this.#start();
		child.kill('SIGKILL');
		await exited;
	}

	/** It stands still, as a computer does that sleeps or swaps. */
	async pause(ms: number): Promise<void> {
		const child = this.#child;
		child.kill('SIGSTOP');
		await sleep(ms);
		child.kill('SIGCONT');
	}

	jump(jump: ClockJump): void {
		this.#child.send(jump);
	}

	end(): void {
		this.#isOver = true;
		this.#child.disconnect();
	}

	#start(): ChildProcess {
		const file = this.#fileOf(this.files.length);
		this.files.push(file);
		const child = fork(new URL('worker.ts', import.meta.url), {
			execPath: NODE,
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		});
		child.setMaxListeners(0);
		endWithUs(child, 'SIGKILL');
		child.once('exit', () => {
			if (child !== this.#child || this.#isOver) return;
			this.crashes += 1;
			this.#child = this.#start();
		});
		return child;
	}
}
