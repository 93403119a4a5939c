import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A server from a Debian package. */
export interface ProgramStart {
	readonly name: string;
	readonly args: readonly string[];
	/** On 127.0.0.1; it is ready once it listens there. */
	readonly port: number;
	/** The script of the suite that installs it, as it is called in the repository. */
	readonly installer: string;
	/** Where else than in PATH it may lie. */
	readonly folders?: readonly string[];
	/** Whom it runs as when we are root; some servers refuse to run as root. */
	readonly user?: string;
	/** What ends it in order: SIGTERM for most. */
	readonly endSignal?: NodeJS.Signals;
}

/** A running server program; `stop` ends it and what it started. */
export interface Program {
	readonly port: number;
	/** What it printed so far. */
	output(): string;
	/** As a crash would: no connection is ended properly. */
	kill(): Promise<void>;
	stop(): Promise<void>;
}

const READY_MS = 30_000;
const LOOK_EVERY_MS = 50;
/** Debian keeps servers where only root's PATH looks. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/local/sbin'];

/** Starts a server and waits until it listens. */
export async function startProgram(start: ProgramStart): Promise<Program> {
	const { name, args, port, endSignal = 'SIGTERM' } = start;
	const [command = name, ...rest] = [
		...dyingWithUs(endSignal, start.user),
		await findProgram(start),
		...args,
	];
	const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	const exited = once(child, 'exit');
	const end = async (signal: NodeJS.Signals) => {
		if (child.exitCode === null && child.signalCode === null) {
			child.kill(signal);
			await exited;
		}
	};
	const giveUpAt = performance.now() + READY_MS;
	while (!(await listens(port))) {
		if (child.exitCode !== null) throw new Error(`${name} ended at once: ${output}`);
		if (performance.now() > giveUpAt) {
			await end('SIGKILL');
			throw new Error(`${name} did not listen within ${READY_MS / 1000} s: ${output}`);
		}
		await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
	}
	return {
		port,
		output: () => output,
		kill: async () => await end('SIGKILL'),
		stop: async () => await end(endSignal),
	};
}

/**
 * Words before a command on Linux with which the kernel sends it the signal when we end, and be it by kill -9. With
 * `user` it runs as that one where we are root.
 */
export function dyingWithUs(signal: NodeJS.Signals, user?: string): string[] {
	const as = isRoot() && user ? ['--reuid', user, '--regid', user, '--clear-groups'] : [];
	return ['setpriv', ...as, '--pdeathsig', signal];
}

export function isRoot(): boolean {
	return process.getuid?.() === 0;
}

/** A folder for a program's configuration and keys. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
	const path = await mkdtemp(join(tmpdir(), 'tango-program-'));
	return { path, remove: async () => await rm(path, { recursive: true, force: true }) };
}

async function findProgram({ name, installer, folders = [] }: ProgramStart): Promise<string> {
	for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_FOLDERS, ...folders]) {
		const file = join(folder, name);
		const isThere = await access(file, constants.X_OK).then(
			() => true,
			() => false,
		);
		if (isThere) return file;
	}
	throw new Error(`${name} is not installed. On Debian: sudo ${installer}`);
}

async function listens(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	return await new Promise((resolve) => {
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
	}).then((isUp) => {
		socket.destroy();
		return isUp === true;
	});
}
