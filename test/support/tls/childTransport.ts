import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll } from 'vitest';
import type { Question } from './runningCases.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CORE = join(ROOT, 'nodes/Tango/core');
/** The transport's, and those below it. */
const ROOMS = ['foundation', 'http'];

/**
 * The compiled transport in a folder of its own, for questions that need a fresh Node process; gone with the test
 * file.
 */
export interface CompiledTransport {
	/**
	 * Runs the script with `createUndiciTransport`, `parseCaCertificates`, `trustedRoots` and `print` in scope and
	 * gives what it printed, once the process has ended by itself. `node` is another Node binary.
	 */
	run(script: string, env?: Readonly<Record<string, string>>, node?: string): Promise<ChildResult>;
	/** Asks all questions, several at a time, and prints their outcomes in order. */
	ask(
		questions: readonly Question[],
		env?: Readonly<Record<string, string>>,
		node?: string,
	): Promise<ChildResult>;
	/** Writes a file for the child to read. */
	file(name: string, content: string): string;
}

export interface ChildResult {
	readonly printed: unknown;
	readonly stderr: string;
	readonly exitCode: number | null;
	readonly ms: number;
}

export function compileTransport(): CompiledTransport {
	const folder = mkdtempSync(join(tmpdir(), 'tango-transport-'));
	afterAll(() => rmSync(folder, { recursive: true }));
	for (const source of ROOMS.flatMap(sourcesOf)) {
		const text = readFileSync(join(CORE, `${source}.ts`), 'utf8');
		const { outputText } = ts.transpileModule(text, {
			compilerOptions: {
				module: ts.ModuleKind.CommonJS,
				target: ts.ScriptTarget.ES2022,
				esModuleInterop: true,
			},
		});
		mkdirSync(dirname(join(folder, source)), { recursive: true });
		writeFileSync(join(folder, `${source}.js`), outputText);
	}
	let files = 0;
	const run: CompiledTransport['run'] = async (script, env = {}, node = process.execPath) => {
		const file = join(folder, `child${files++}.js`);
		writeFileSync(file, prelude(folder) + script);
		return await runNode(node, file, env);
	};
	return {
		run,
		ask: async (questions, env, node) =>
			await run(`askAll(${JSON.stringify(questions)}).then(print);`, env, node),
		file: (name, content) => {
			const path = join(folder, name);
			writeFileSync(path, content);
			return path;
		},
	};
}

const sourcesOf = (room: string) =>
	readdirSync(join(CORE, room)).map((file) => join(room, file.replace(/\.ts$/, '')));

const prelude = (folder: string) => `
const { createUndiciTransport } = require(${JSON.stringify(join(folder, 'http/undiciTransport.js'))});
const { trustedRoots } = require(${JSON.stringify(join(folder, 'http/tlsTrust.js'))});
const { parseCaCertificates } = require(${JSON.stringify(join(folder, 'http/caCertificates.js'))});
// As in loopback.ts, which that process cannot load.
const lookup = (host, options, callback) =>
	options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);
const print = (value) => process.stdout.write(JSON.stringify(value));
const transports = new Map();
const askOne = async ({ url, caCertificates, env }) => {
	const key = JSON.stringify([caCertificates, env]);
	const transport = transports.get(key) ?? createUndiciTransport({ caCertificates, env, lookup });
	transports.set(key, transport);
	const request = { method: 'POST', url, headers: {}, body: '{}' };
	return await transport.exchange(request, { connectTimeoutMs: 10000, responseTimeoutMs: 10000 });
};
const askAll = async (questions) => {
	const outcomes = [];
	const next = questions.entries();
	const work = async () => {
		for (const [index, question] of next) outcomes[index] = await askOne(question);
	};
	await Promise.all([work(), work(), work(), work()]);
	await Promise.all([...transports.values()].map((transport) => transport.close()));
	return outcomes;
};
`;

async function runNode(
	node: string,
	file: string,
	env: Readonly<Record<string, string>>,
): Promise<ChildResult> {
	const start = performance.now();
	const child = spawn(node, [file], {
		env: { PATH: process.env.PATH, NODE_PATH: join(ROOT, 'node_modules'), ...env },
		timeout: 60_000,
	});
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
	const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
	const printed: unknown = stdout === '' ? undefined : JSON.parse(stdout);
	return { printed, stderr, exitCode, ms: performance.now() - start };
}
