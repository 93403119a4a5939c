// Plain JavaScript without dependencies: it runs on the machine's own Node in a fresh clone with nothing
// installed, brings in the development dependencies, and hands over to npmStart.ts on the Node that n8n needs.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const repository = join(here, '..', '..', '..');
const node = join(
	repository,
	'node_modules',
	'node',
	'bin',
	process.platform === 'win32' ? 'node.exe' : 'node',
);
const LINE_INTERVAL_MS = 15_000;

async function main() {
	if (!existsSync(node)) await installDependencies();
	if (!existsSync(node) || spawnSync(node, ['--version']).status !== 0) {
		fail(
			'The development dependencies are installed, but Node 24 (the npm package "node") is not among them.',
			'Its install script has to run: check that npm is not set to ignore scripts (npm config get ignore-scripts), ' +
				'delete the folder node_modules and start again.',
		);
	}

	const child = spawn(node, [join(here, 'npmStart.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
	// The terminal sends Ctrl-C to both of us. npmStart.ts tidies up, and this process waits for it.
	process.on('SIGINT', () => {});
	for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.once('error', (error) =>
		fail(`Node 24 could not be started: ${error.message}`, 'Delete the folder node_modules and start again.'),
	);
	child.once('exit', (code) => process.exit(code ?? 1));
}

/** @returns {Promise<void>} */
async function installDependencies() {
	console.log('… Installing the development dependencies, the first time only: about a minute');
	const started = Date.now();
	const timer = setInterval(() => {
		console.log(`… still installing (${Math.round((Date.now() - started) / 1000)} s)`);
	}, LINE_INTERVAL_MS);

	const output = [];
	const args = ['ci', '--no-audit', '--no-fund'];
	const npm = process.env.npm_execpath;
	const options = { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] };
	// Only Windows needs a shell, for npm.cmd.
	const child = npm?.endsWith('.js')
		? spawn(process.execPath, [npm, ...args], options)
		: spawn('npm', args, { ...options, shell: process.platform === 'win32' });
	child.stdout.on('data', (chunk) => output.push(chunk));
	child.stderr.on('data', (chunk) => output.push(chunk));
	const code = await new Promise((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('close', resolve);
	});
	clearInterval(timer);
	if (code !== 0) {
		const lines = Buffer.concat(output).toString().split('\n');
		const reason =
			lines
				.filter((line) => line.startsWith('npm error'))
				.slice(0, 12)
				.join('\n') || code;
		fail(
			`The development dependencies could not be installed:\n${reason}`,
			'Check the network connection and that "node --version" says 20.19 or newer, then run the command again.',
		);
	}
	console.log(`✓ Development dependencies installed (${Math.round((Date.now() - started) / 1000)} s)`);
}

/**
 * @param {string} problem
 * @param {string} mend
 * @returns {never}
 */
function fail(problem, mend) {
	console.error(`\n✗ ${problem}\n  ${mend}`);
	process.exit(1);
}

await main();
