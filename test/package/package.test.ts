import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discardPackage, preparePackage } from '../n8n/install/packageInstall.ts';
import { REPOSITORY } from '../n8n/shared/paths.ts';
import { runCommand } from '../n8n/shared/runCommand.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';

/*
 * The package as a user gets it: packed, stripped and installed as n8n does it, in a folder where nothing
 * but n8n's own modules can be found. A dependency that is missing in package.json shows here.
 */
let prepared: string;
let host: string;
let sandbox: Sandbox;

beforeAll(async () => {
	prepared = await preparePackage();
	host = await mkdtemp(join(tmpdir(), 'tango-host-'));
	const modules = join(host, 'node_modules');
	await mkdir(modules);
	// A real copy outside the repository, so that the repository's own node_modules are out of reach.
	await cp(prepared, join(modules, 'n8n-nodes-tango'), { recursive: true });
	for (const name of ['n8n-workflow', 'n8n-core', 'reflect-metadata']) {
		await symlink(join(REPOSITORY, 'node_modules', name), join(modules, name));
	}
	sandbox = await startSandbox();
}, 120_000);

afterAll(async () => {
	await sandbox?.close();
	await rm(host, { recursive: true, force: true });
	await discardPackage(prepared);
});

async function runScript(script: string, node = process.execPath) {
	const env = { ...process.env, NODE_PATH: '' };
	return await runCommand(node, ['-e', script], { cwd: host, environment: env, timeoutMs: 60_000 });
}

test('the tarball holds the compiled package with its guides, and nothing else', async () => {
	const files = (await filesIn(prepared)).filter((file) => !file.startsWith('node_modules/'));
	const unexpected = files.filter(
		(file) =>
			!/^dist\/(nodes|credentials)\/.+\.(js|svg|node\.json)$|\/__schema__\/v1\.0\.0\/\w+\/\w+\.json$/.test(
				file,
			),
	);
	const guides = (await readdir(join(REPOSITORY, 'docs'))).filter((name) => name.endsWith('.md')).sort();
	expect(unexpected).toEqual([
		'CHANGELOG.md',
		'LICENSE',
		'README.md',
		// Error messages send people to these.
		...guides.map((name) => `docs/${name}`),
		'package.json',
	]);
});

test('its code is byte for byte the code that the other suites run', async () => {
	const contentOf = async (folder: string) =>
		await Promise.all(
			(await filesIn(folder)).map(async (file) => [file, await readFile(join(folder, file), 'utf8')]),
		);
	const here = await contentOf(join(REPOSITORY, 'dist'));
	expect(here.length).toBeGreaterThan(100);
	expect(await contentOf(join(prepared, 'dist'))).toEqual(here);
});

/** The paths of all files below it, sorted. */
async function filesIn(folder: string): Promise<string[]> {
	return (await readdir(folder, { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.sort();
}

test('n8n’s loader finds five nodes and two credential types in it, with icons and both authentications', async () => {
	const { stdout, stderr } = await runScript(`
		require('reflect-metadata');
		const { PackageDirectoryLoader } = require('n8n-core');
		const loader = new PackageDirectoryLoader(${JSON.stringify(join(host, 'node_modules/n8n-nodes-tango'))});
		loader.loadAll().then(() => console.log(JSON.stringify({
			nodes: loader.types.nodes.map(({ name, iconUrl, credentials }) => ({ name, iconUrl, credentials: credentials.map((one) => one.name) })),
			credentials: Object.entries(loader.known.credentials).map(([name, { supportedNodes }]) => ({ name, supportedNodes })),
		})));
	`);
	expect(stderr).toBe('');
	const credentials = ['tangoApi', 'tangoOAuth2Api'];
	const icon = (folder: string, name: string) => ({
		light: `icons/n8n-nodes-tango/dist/nodes/Tango/${folder}/${name}.svg`,
		dark: `icons/n8n-nodes-tango/dist/nodes/Tango/${folder}/${name}.dark.svg`,
	});
	const nodes = ['tangoOrders', 'tangoOrdersTrigger', 'tangoCustomers', 'tangoCatalog', 'tangoTrigger'];
	expect(JSON.parse(stdout)).toEqual({
		nodes: [
			{ name: 'tangoOrders', iconUrl: icon('Orders', 'tangoOrders'), credentials },
			{ name: 'tangoOrdersTrigger', iconUrl: icon('Orders', 'tangoOrdersTrigger'), credentials },
			{ name: 'tangoCustomers', iconUrl: icon('Customers', 'tangoCustomers'), credentials },
			{ name: 'tangoCatalog', iconUrl: icon('Catalog', 'tangoCatalog'), credentials },
			{ name: 'tangoTrigger', iconUrl: icon('Triggers', 'tangoTrigger'), credentials },
		],
		credentials: [
			{ name: 'tangoApi', supportedNodes: nodes },
			{ name: 'tangoOAuth2Api', supportedNodes: nodes },
		],
	});
});

/** The Node that npm itself runs on; on a machine with Node 20 the oldest one that we support. */
const systemNode = process.env.npm_node_execpath ?? process.execPath;

test('n8n’s start loads what shows the forms and nothing else: no core, no library, nothing that the nodes do', async () => {
	const { stdout } = await runScript(`
		const { nodes, credentials } = require('n8n-nodes-tango/package.json').n8n;
		for (const file of [...nodes, ...credentials]) {
			const [Class] = Object.values(require('n8n-nodes-tango/' + file));
			new Class();
		}
		const loaded = Object.keys(require.cache).filter((file) => !file.endsWith('package.json'));
		console.log(JSON.stringify({ wanted: [...nodes, ...credentials], loaded }));
	`);
	const { wanted, loaded }: Record<'wanted' | 'loaded', string[]> = JSON.parse(stdout);
	const inPackage = loaded.map((file) => file.split('/n8n-nodes-tango/')[1]);
	expect(inPackage.sort()).toEqual([...wanted, 'dist/nodes/Tango/n8n/start/front.js'].sort());
});

test('what was updated while n8n runs does nothing until n8n loads it anew, instead of half of it', async () => {
	const modules = join(host, 'node_modules/n8n-nodes-tango/dist/nodes/Tango');
	const whole = await readFile(join(modules, 'whole.js'), 'utf8');
	const { stdout } = await runScript(`
		const { renameSync, writeFileSync } = require('node:fs');
		const folder = ${JSON.stringify(modules)};
		const { TangoOrders } = require(folder + '/Orders/TangoOrders.node.js');
		const said = () => new TangoOrders().execute.call({}).then(() => 'done', (error) => error.message);
		(async () => {
			const answers = [];
			renameSync(folder + '/Orders/operations.js', folder + '/gone.js');
			answers.push(await said());
			renameSync(folder + '/gone.js', folder + '/Orders/operations.js');
			writeFileSync(folder + '/whole.js', ${JSON.stringify(whole.replace(/version = "[^"]+"/, 'version = "999.0.0"'))});
			answers.push(await said());
			console.log(JSON.stringify(answers));
		})();
	`);
	await writeFile(join(modules, 'whole.js'), whole);
	const words = expect.stringMatching(
		/^The Tango nodes cannot be loaded: .* Nothing was done or sent\. Restart n8n/,
	);
	expect(JSON.parse(stdout)).toEqual([words, words]);
});

test(`it talks to Tango on the machine’s own Node (${systemNode})`, async () => {
	const credential = {
		...sandbox.basic,
		...sandbox.oauth,
		environment: 'custom',
		baseUrl: sandbox.baseUrl,
		tokenUrl: sandbox.tokenUrl,
		caCertificates: sandbox.caCertificate,
		requestsPerSecond: 100,
	};
	const { stdout, stderr } = await runScript(
		`
		const { TangoOrders } = require('n8n-nodes-tango/dist/nodes/Tango/Orders/TangoOrders.node.js');
		const { tangoApiTest, tangoOAuth2ApiTest } = new TangoOrders().methods.credentialTest;
		const data = ${JSON.stringify(credential)};
		const n8n = { helpers: { request: async () => {} } };
		Promise.all([tangoApiTest.call(n8n, { data }), tangoOAuth2ApiTest.call(n8n, { data }), tangoApiTest.call(n8n, { data: { ...data, apiKey: 'wrong', secondaryApiKey: '' } })])
			.then((results) => console.log(JSON.stringify(results.map(({ status }) => status))));
		`,
		systemNode,
	);
	expect(stderr).toBe('');
	expect(JSON.parse(stdout)).toEqual(['OK', 'OK', 'Error']);
});

test('nothing is left open: a process that used it ends by itself', async () => {
	const { code } = await runScript(`
		const { TangoCatalog } = require('n8n-nodes-tango/dist/nodes/Tango/Catalog/TangoCatalog.node.js');
		const data = ${JSON.stringify({ ...sandbox.basic, environment: 'custom', baseUrl: sandbox.baseUrl, caCertificates: sandbox.caCertificate })};
		const n8n = { helpers: { request: async () => {} } };
		new TangoCatalog().methods.credentialTest.tangoApiTest.call(n8n, { data }).then(() => {});
	`);
	expect(code).toBe(0);
});

test('the manifest tells n8n what to load and npm what to install', async () => {
	const manifest: unknown = JSON.parse(await readFile(join(prepared, 'package.json'), 'utf8'));
	expect(manifest).toMatchObject({
		license: 'MIT',
		bugs: { url: expect.stringMatching(/\/issues$/) },
		keywords: expect.arrayContaining(['n8n-community-node-package']),
		n8n: { n8nNodesApiVersion: 1, strict: false },
		dependencies: {
			ioredis: expect.stringMatching(/^\^5\./),
			undici: '^7.30.2',
			zod: expect.stringContaining('3.25.76'),
			oauth4webapi: expect.stringMatching(/^\^3\./),
		},
	});
	expect(manifest).not.toHaveProperty('devDependencies');
});
