import { spawn } from 'node:child_process';

import { endWithUs } from './childProcesses.ts';

export interface CommandResult {
	/** Exit code; null when a signal ended the command. */
	code: number | null;
	stdout: string;
	stderr: string;
}

export interface CommandOptions {
	cwd: string;
	environment?: NodeJS.ProcessEnv;
	/** The command is ended when it takes longer; the result then has `code: null`. */
	timeoutMs?: number;
}

/** Runs a command to its end and collects what it said. Rejects only when it cannot be started at all. */
export async function runCommand(
	command: string,
	args: string[],
	options: CommandOptions,
): Promise<CommandResult> {
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.environment ?? process.env,
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: options.timeoutMs,
		killSignal: 'SIGKILL',
	});
	endWithUs(child, 'SIGKILL');
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
	child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve({ code, stdout, stderr }));
	});
}

/** What a failed command said about its failure: npm's first error lines, or else the end of its output. */
export function lastWords(result: CommandResult, count = 12): string {
	const lines = `${result.stdout}\n${result.stderr}`.trim().split('\n');
	const npmError = lines.findIndex((line) => line.startsWith('npm error'));
	return (npmError === -1 ? lines.slice(-count) : lines.slice(npmError, npmError + count)).join('\n');
}
