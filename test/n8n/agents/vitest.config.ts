import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** AI agents of a real n8n with models that do as they are told: `npm run test:agents`. */
export default defineConfig({
	test: {
		name: 'agents',
		root: join(import.meta.dirname, '..'),
		include: ['agents/*.test.ts'],
		globalSetup: ['run/globalSetup.ts'],
		testTimeout: 120_000,
		hookTimeout: 180_000,
		fileParallelism: false,
	},
});
