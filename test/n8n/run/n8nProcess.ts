import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { N8N_BIN } from '../install/hostInstall.ts';
import { endWithUs } from '../shared/childProcesses.ts';
import { NODE } from '../shared/paths.ts';
import { Problem } from '../shared/problem.ts';
import { type CommandResult, runCommand } from '../shared/runCommand.ts';
import { type EnvironmentOptions, n8nEnvironment } from './n8nEnvironment.ts';

/** What mends an n8n whose data are spoilt. */
export const FRESH_START = 'Deleting the folder .local and starting again gives n8n a fresh start.';

const READY_TIMEOUT_MS = 120_000;
const COMMAND_TIMEOUT_MS = 300_000;
/** n8n gives running work 10 s (N8N_GRACEFUL_SHUTDOWN_TIMEOUT); after this it is ended. */
const STOP_TIMEOUT_MS = 15_000;

export interface ServerOptions extends EnvironmentOptions {
	/** One of n8n's commands that serve until they are stopped, with its arguments: `start` by default. */
	command?: readonly string[];
	/** Words before the program, such as `dyingWithUs` gives. */
	before?: readonly string[];
}

export interface N8nServer {
	/** Address of the editor, without a slash at the end. */
	url: string;
	process: ChildProcess;
	/** Everything n8n printed so far. */
	output(): string;
	logFile: string;
	/** Settles when the process has ended, however it did. */
	ended: Promise<void>;
	/** Ends it in order, as a service manager does (SIGTERM, and SIGKILL when that takes too long). */
	stop(): Promise<void>;
	/** Ends it as a power cut does (SIGKILL). */
	kill(): Promise<void>;
}

/** Runs one of n8n's own commands (`import:workflow`, `execute`, ...) in the given user folder. */
export async function runN8n(args: string[], options: EnvironmentOptions): Promise<CommandResult> {
	await mkdir(options.userFolder, { recursive: true });
	return await runCommand(NODE, [N8N_BIN, ...args], {
		// n8n reads `.env` from its working folder.
		cwd: options.userFolder,
		environment: await n8nEnvironment(options),
		timeoutMs: COMMAND_TIMEOUT_MS,
	});
}

/** Starts n8n, or the command of it that is named, and waits until it takes requests. */
export async function startN8n({
	command = ['start'],
	before = [],
	...options
}: ServerOptions): Promise<N8nServer> {
	await mkdir(options.userFolder, { recursive: true });
	const environment = await n8nEnvironment(options);
	const logFile = join(options.userFolder, 'n8n.log');
	const log = createWriteStream(logFile);
	const [program = NODE, ...args] = [...before, NODE, N8N_BIN, ...command];
	const child = spawn(program, args, {
		cwd: options.userFolder,
		env: environment,
		stdio: ['ignore', 'pipe', 'pipe'],
		// Its own process group: Ctrl-C in the terminal reaches us alone, and we stop n8n in order.
		detached: process.platform !== 'win32',
	});
	endWithUs(child, 'SIGTERM');

	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (chunk: string) => {
			output += chunk;
			log.write(chunk);
		});
	}
	const ended = new Promise<void>((resolve) => {
		child.once('error', () => resolve());
		child.once('close', () => {
			log.end();
			resolve();
		});
	});

	const server: N8nServer = {
		url: `http://localhost:${environment.N8N_PORT}`,
		process: child,
		output: () => output,
		logFile,
		ended,
		stop: async () => await stop(child, ended),
		kill: async () => {
			killGroup(child);
			await ended;
		},
	};
	try {
		await waitUntilReady(server);
	} catch (error) {
		await server.stop();
		throw error;
	}
	return server;
}

async function waitUntilReady(server: N8nServer): Promise<void> {
	const giveUpAt = performance.now() + READY_TIMEOUT_MS;
	let running = true;
	void server.ended.then(() => (running = false));
	while (running && performance.now() < giveUpAt) {
		const answer = await fetch(`${server.url}/healthz/readiness`).catch(() => undefined);
		await answer?.body?.cancel();
		if (answer?.ok) return;
		await sleep(100);
	}
	const what = running
		? `n8n was not ready within ${READY_TIMEOUT_MS / 1000} seconds`
		: 'n8n ended while starting';
	throw new Problem(
		`${what}. Its last words:\n${server.output().trim().split('\n').slice(-12).join('\n')}`,
		`The whole log is in ${server.logFile}. ${FRESH_START}`,
	);
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	child.kill('SIGTERM');
	const timer = setTimeout(() => killGroup(child), STOP_TIMEOUT_MS);
	await ended;
	clearTimeout(timer);
}

function killGroup(child: ChildProcess): void {
	if (child.pid === undefined) return;
	// The group holds n8n's task runner as well.
	if (process.platform === 'win32') child.kill('SIGKILL');
	else process.kill(-child.pid, 'SIGKILL');
}
