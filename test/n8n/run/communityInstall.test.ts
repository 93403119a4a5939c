import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { packTarball } from '../../release/tarball.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { runNpm } from '../install/npm.ts';
import { startRegistry } from '../install/registry.ts';
import { Cleanups } from '../shared/cleanups.ts';
import { readJson } from '../shared/json.ts';
import { LOCAL, REPOSITORY, withNodeFirst } from '../shared/paths.ts';
import { runCommand } from '../shared/runCommand.ts';
import { errorOf, itemsOf } from './finishedExecution.ts';
import { freePort } from './n8nEnvironment.ts';
import { startN8n } from './n8nProcess.ts';
import { N8nRest } from './n8nRest.ts';
import { sampleCredentials } from './sampleCredentials.ts';
import { chain, createOrder, manualTrigger } from './testWorkflows.ts';
import { runByHand } from './workflowRuns.ts';

/*
 * The package as people get it: packed, published, and installed by n8n's own installer, which "Settings > Community
 * nodes" calls. n8n takes another registry than npm's only with a licence (without one, whoever sets
 * N8N_COMMUNITY_PACKAGES_REGISTRY reads "Your license does not allow for feat:communityNodes:customRegistry"), so the
 * `npm` that it calls is one that turns to the local registry. Nothing else of the installer is replaced.
 */

const NAME = 'n8n-nodes-tango';
const NEXT_VERSION = '99.0.0';
/** Nothing listens there: n8n asks npm's registry and its own service first, and then goes on without them. */
const NOWHERE = 'http://127.0.0.1:1';

interface Installed {
	readonly packageName: string;
	readonly installedVersion: string;
	readonly updateAvailable?: string;
	readonly installedNodes: ReadonlyArray<{ readonly name: string }>;
}

const cleanups = new Cleanups();
let userFolder: string;
let rest: N8nRest;
let sandbox: Sandbox;
let version: string;
let publishNext: () => Promise<void>;
let credentials: Awaited<ReturnType<N8nRest['saveCredential']>>;

beforeAll(async () => {
	await mkdir(LOCAL, { recursive: true });
	userFolder = await mkdtemp(join(LOCAL, 'community-'));
	cleanups.add(async () => await rm(userFolder, { recursive: true, force: true }));
	sandbox = await startSandbox({ requestsPerSecond: 50 });
	cleanups.add(async () => await sandbox.close());

	({ version } = await readJson<{ version: string }>(join(REPOSITORY, 'package.json')));
	const tarball = await packTarball(join(userFolder, 'packed'));
	const registry = await startRegistry(await freePort(), cleanups);
	await registry.publish(tarball);
	publishNext = async () => await registry.publish(await nextVersion(tarball));

	const n8n = await startN8n({ userFolder, extra: await onlyFrom(registry.url) });
	cleanups.add(async () => await n8n.stop());
	rest = await N8nRest.logIn(n8n.url);
});
afterAll(async () => await cleanups.run());

/** The same package under a later version. */
async function nextVersion(tarball: string): Promise<string> {
	const folder = join(userFolder, 'next');
	await mkdir(folder);
	await runCommand('tar', ['-xzf', tarball, '-C', folder], { cwd: folder });
	const file = join(folder, 'package', 'package.json');
	const manifest = await readJson<Record<string, unknown>>(file);
	await writeFile(file, JSON.stringify({ ...manifest, version: NEXT_VERSION }));
	await runNpm(['pack', '--ignore-scripts', '--pack-destination', folder], join(folder, 'package'));
	return join(folder, `${NAME}-${NEXT_VERSION}.tgz`);
}

/** Settings with which n8n's `npm` asks this registry, whichever it is told. */
async function onlyFrom(registry: string): Promise<NodeJS.ProcessEnv> {
	const folder = join(userFolder, 'bin');
	await mkdir(folder);
	const script = [
		'#!/bin/sh',
		'for word do',
		'	shift',
		`	case $word in --registry=*) word=--registry=${registry} ;; esac`,
		'	set -- "$@" "$word"',
		'done',
		'PATH=${PATH#*:} exec npm "$@"',
	];
	await writeFile(join(folder, 'npm'), `${script.join('\n')}\n`);
	await chmod(join(folder, 'npm'), 0o755);
	return {
		PATH: [folder, withNodeFirst(process.env).PATH].join(delimiter),
		npm_config_registry: registry,
		HTTP_PROXY: NOWHERE,
		HTTPS_PROXY: NOWHERE,
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	};
}

const installed = async () => await rest.request<Installed[]>('GET', '/community-packages');

/** Whether the one reward was there before. */
async function runReward(): Promise<unknown[]> {
	const order = createOrder({ reference: 'community-1' }, credentials);
	const execution = await runByHand({ rest }, chain('Reward', manualTrigger, order));
	expect(errorOf(execution)).toBeUndefined();
	return itemsOf(execution, 'Tango Orders').map(({ json }) => json.replayed);
}

test('n8n installs the packed package, and it sends a reward', async () => {
	const answer = await rest.request<Installed>('POST', '/community-packages', { name: NAME });
	expect(answer).toMatchObject({ packageName: NAME, installedVersion: version });
	expect(answer.installedNodes.map(({ name }) => name).toSorted()).toEqual([
		'Tango Catalog',
		'Tango Customers',
		'Tango Orders',
		'Tango Orders Trigger',
		'Tango Trigger',
	]);

	const [basic] = sampleCredentials(sandbox, { requestsPerSecond: 50 });
	credentials = await rest.saveCredential('tangoApi', basic?.data ?? {});
	expect(await runReward()).toEqual([false]);
});

test('updates it to the next version, which knows the reward', async () => {
	await publishNext();
	expect(await installed()).toMatchObject([{ installedVersion: version, updateAvailable: NEXT_VERSION }]);

	const answer = await rest.request<Installed>('PATCH', '/community-packages', { name: NAME });
	expect(answer).toMatchObject({ installedVersion: NEXT_VERSION });
	expect(await runReward()).toEqual([true]);
	expect(sandbox.state.orders).toHaveLength(1);
});

test('removes it, and leaves nothing of it', async () => {
	await rest.request('DELETE', `/community-packages?name=${NAME}`);

	expect(await installed()).toEqual([]);
	expect(existsSync(join(userFolder, '.n8n', 'nodes', 'node_modules', NAME))).toBe(false);
	await expect(runReward()).rejects.toThrow(/Unrecognized node type/);
});
