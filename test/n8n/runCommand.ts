import { spawn } from 'node:child_process';

import { NODE, withNodeFirst } from './paths.ts';
import { endWithUs } from './running.ts';

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

/** What `npm run` tells its script about the outer package; an inner npm would take it for its own. */
const OUTER_NPM = /^npm_(package_|lifecycle_|command$|config_local_prefix$)|^INIT_CWD$/;

/** Runs npm under Node 24. `npm_execpath` is the npm that started us, where there was one. */
export async function runNpm(args: string[], cwd: string): Promise<CommandResult> {
	const environment = withNodeFirst(
		Object.fromEntries(Object.entries(process.env).filter(([name]) => !OUTER_NPM.test(name))),
	);
	const npmCli = process.env.npm_execpath;
	if (npmCli?.endsWith('.js')) return await runCommand(NODE, [npmCli, ...args], { cwd, environment });
	return await runCommand('npm', args, { cwd, environment });
}

/** What a failed command said about its failure: npm's first error lines, or else the end of its output. */
export function lastWords(result: CommandResult, count = 12): string {
	const lines = `${result.stdout}\n${result.stderr}`.trim().split('\n');
	const npmError = lines.findIndex((line) => line.startsWith('npm error'));
	return (npmError === -1 ? lines.slice(-count) : lines.slice(npmError, npmError + count)).join('\n');
}
