import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../../..');
const CORE = join(ROOT, 'nodes/Tango/core');

/** The compiled transport in a folder of its own, for questions that need a fresh Node process. */
export interface CompiledTransport {
	/**
	 * Runs the script with `createUndiciTransport`, `parseCaCertificates`, `trustedRoots` and `print` in scope and
	 * gives what it printed, once the process has ended by itself.
	 */
	run(script: string, env?: Readonly<Record<string, string>>): Promise<ChildResult>;
	/** Writes a file for the child to read. */
	file(name: string, content: string): string;
	remove(): void;
}

export interface ChildResult {
	readonly printed: unknown;
	readonly stderr: string;
	readonly exitCode: number | null;
	readonly ms: number;
}

/** TANGO_TEST_NODE names another Node binary, such as the oldest one supported, which cannot run vitest itself. */
const NODE = process.env.TANGO_TEST_NODE ?? process.execPath;

export function compileTransport(): CompiledTransport {
	const folder = mkdtempSync(join(tmpdir(), 'tango-transport-'));
	mkdirSync(join(folder, 'http'));
	for (const source of ['errors', 'outcome', 'transport', ...httpSources()]) {
		const text = readFileSync(join(CORE, `${source}.ts`), 'utf8');
		const { outputText } = ts.transpileModule(text, {
			compilerOptions: {
				module: ts.ModuleKind.CommonJS,
				target: ts.ScriptTarget.ES2022,
				esModuleInterop: true,
			},
		});
		writeFileSync(join(folder, `${source}.js`), outputText);
	}
	return {
		run: async (script, env = {}) => {
			const file = join(folder, 'child.js');
			writeFileSync(file, prelude(folder) + script);
			return await runNode(file, env);
		},
		file: (name, content) => {
			const path = join(folder, name);
			writeFileSync(path, content);
			return path;
		},
		remove: () => rmSync(folder, { recursive: true }),
	};
}

const httpSources = () =>
	readdirSync(join(CORE, 'http')).map((file) => join('http', file.replace(/\.ts$/, '')));

const prelude = (folder: string) => `
const { createUndiciTransport } = require(${JSON.stringify(join(folder, 'http/undiciTransport.js'))});
const { trustedRoots } = require(${JSON.stringify(join(folder, 'http/tlsTrust.js'))});
const { parseCaCertificates } = require(${JSON.stringify(join(folder, 'http/caCertificates.js'))});
const lookup = (host, options, callback) =>
	options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);
const print = (value) => process.stdout.write(JSON.stringify(value));
`;

async function runNode(file: string, env: Readonly<Record<string, string>>): Promise<ChildResult> {
	const start = performance.now();
	const child = spawn(NODE, [file], {
		env: { PATH: process.env.PATH, NODE_PATH: join(ROOT, 'node_modules'), ...env },
		timeout: 15_000,
	});
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
	const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
	const printed: unknown = stdout === '' ? undefined : JSON.parse(stdout);
	return { printed, stderr, exitCode, ms: performance.now() - start };
}
