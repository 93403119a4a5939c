import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

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

/** Starts a server from a Debian package and waits until it listens on 127.0.0.1. */
export async function startProgram(name: string, args: readonly string[], port: number): Promise<Program> {
	const child = spawn(await findProgram(name), args, { stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	const exited = once(child, 'exit');
	// Should the tests end without their teardown.
	const endWithUs = () => void child.kill();
	process.once('exit', endWithUs);
	void exited.then(() => process.off('exit', endWithUs));
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
		stop: async () => await end('SIGTERM'),
	};
}

/** A folder for a program's configuration and keys. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
	const path = await mkdtemp(join(tmpdir(), 'tango-gateway-'));
	return { path, remove: async () => await rm(path, { recursive: true, force: true }) };
}

async function findProgram(name: string): Promise<string> {
	const folders = [...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_FOLDERS];
	for (const folder of folders) {
		const file = join(folder, name);
		const isThere = await access(file, constants.X_OK).then(
			() => true,
			() => false,
		);
		if (isThere) return file;
	}
	throw new Error(`${name} is not installed. On Debian: sudo test/gateways/install.sh`);
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
