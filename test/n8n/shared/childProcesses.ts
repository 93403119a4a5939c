import type { ChildProcess } from 'node:child_process';

/** Child processes that still run, each with the signal that ends it. */
const running = new Map<ChildProcess, NodeJS.Signals>();

/** Sees to it that a child never outlives this process, however this process ends. */
export function endWithUs(child: ChildProcess, signal: NodeJS.Signals): void {
	running.set(child, signal);
	const forget = () => running.delete(child);
	child.once('exit', forget).once('error', forget);
}

/** Ends the commands under way at once; a server, which wants to end in order, is left alone. */
export function endCommands(): void {
	end((signal) => signal === 'SIGKILL');
}

function end(chosen: (signal: NodeJS.Signals) => boolean): void {
	for (const [child, signal] of running) if (chosen(signal)) child.kill(signal);
}

process.once('exit', () => end(() => true));
