import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { requireFromHost } from '../../n8n/install/hostInstall.ts';

/** What a piece of work added to the process. */
export interface Load {
	readonly wallMs: number;
	readonly cpuMs: number;
	readonly heapMb: number;
	readonly residentMb: number;
	readonly modules: number;
}

/** One n8n's loads of a package: reads the package's folder from its parent, answers with what each of them took. */
process.on('message', (folder: string) => void measure(folder).then((loads) => process.send?.(loads)));
process.on('disconnect', () => process.exit(0));

async function measure(folder: string): Promise<Load[]> {
	shareN8n();
	requireFromHost('reflect-metadata');
	requireFromHost('n8n-workflow');
	const { LazyPackageDirectoryLoader }: typeof import('n8n-core') = requireFromHost('n8n-core');
	const loader = new LazyPackageDirectoryLoader(folder);
	const start = await added(async () => await loader.loadAll());
	const firstUse = await added(async () => await useOnce(folder));
	return [start, firstUse];
}

/** As n8n does when it starts: packages find its own copy of n8n-workflow. */
function shareN8n(): void {
	process.env.NODE_PATH = join(dirname(requireFromHost.resolve('n8n/package.json')), '..');
	const { _initPaths }: { _initPaths(): void } = createRequire(import.meta.url)('node:module');
	_initPaths();
}

/** The Test button with an empty credential: all of the package is loaded, and nothing goes to the network. */
async function useOnce(folder: string): Promise<void> {
	const { TangoOrders } = requireFromHost(join(folder, 'dist/nodes/Tango/Orders/TangoOrders.node.js'));
	const { status } = await new TangoOrders().methods.credentialTest.tangoApiTest.call({}, { data: {} });
	if (status !== 'Error') throw new Error('An empty credential passed its test.');
}

async function added(work: () => Promise<void>): Promise<Load> {
	const before = stateNow();
	const startedAt = performance.now();
	await work();
	const wallMs = performance.now() - startedAt;
	const cpu = process.cpuUsage(before.cpu);
	const modules = modulesLoaded() - before.modules;
	const after = stateNow();
	return {
		wallMs,
		cpuMs: (cpu.user + cpu.system) / 1_000,
		heapMb: (after.memory.heapUsed - before.memory.heapUsed) / 1e6,
		residentMb: (after.memory.rss - before.memory.rss) / 1e6,
		modules,
	};
}

/** Without what nobody needs any more. */
function stateNow() {
	global.gc?.();
	global.gc?.();
	return { memory: process.memoryUsage(), modules: modulesLoaded(), cpu: process.cpuUsage() };
}

function modulesLoaded(): number {
	return Object.keys(requireFromHost.cache).length;
}
