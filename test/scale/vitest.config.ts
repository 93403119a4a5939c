import { defineConfig } from 'vitest/config';

/** n8n's queue mode with its Redis, its Postgres and several workers: `npm run test:scale`. */
export default defineConfig({
	test: {
		name: 'scale',
		root: import.meta.dirname,
		include: ['*.test.ts'],
		globalSetup: ['../n8n/run/globalSetup.ts'],
		testTimeout: 180_000,
		// A database, a main and three workers have to come up.
		hookTimeout: 300_000,
		// Each file has its own queue mode; two at once would only make both late.
		fileParallelism: false,
	},
});
