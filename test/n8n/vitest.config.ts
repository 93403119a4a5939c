import { defineConfig } from 'vitest/config';

/** A real n8n process: `npm run test:e2e`. */
export default defineConfig({
	test: {
		name: 'n8n',
		root: import.meta.dirname,
		include: ['*/*.test.ts'],
		// They have a command of their own: agents/vitest.config.ts.
		exclude: ['agents/**'],
		globalSetup: ['run/globalSetup.ts'],
		testTimeout: 60_000,
		// n8n's first start migrates its database; on a busy machine that takes a while.
		hookTimeout: 180_000,
		// Each file has its own n8n; two at once would only make both late.
		fileParallelism: false,
	},
});
