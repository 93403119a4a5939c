import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { suite } from '../../vitest.config.mts';
import { MachineNodePool } from './pool.ts';

/**
 * `npm run test:node`: what needs no n8n, on the Node that npm itself runs on instead of the tools' Node 24.
 * The package suite starts that Node by itself; n8n's own loader in it needs Node 24.
 */
export default defineConfig({
	test: {
		root: join(import.meta.dirname, '../..'),
		projects: [...['unit', 'contract'].map(onMachineNode), suite('package')],
	},
});

function onMachineNode(name: string) {
	const { test, ...rest } = suite(name);
	return { ...rest, test: { ...test, pool: MachineNodePool, setupFiles: ['test/machineNode/setup.ts'] } };
}
