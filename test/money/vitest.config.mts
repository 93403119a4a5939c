import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The suite `money` alone: `npx vitest run --config test/money/vitest.config.mts`. */
export default defineConfig({
	// n8n-core requires the CommonJS build; a second copy beside it would break instanceof.
	resolve: {
		alias: {
			'n8n-workflow': fileURLToPath(
				new URL('../../node_modules/n8n-workflow/dist/cjs/index.js', import.meta.url),
			),
		},
	},
	test: {
		name: 'money',
		root: fileURLToPath(new URL('../..', import.meta.url)),
		include: ['test/money/**/*.test.ts'],
		testTimeout: 20_000,
		hookTimeout: 60_000,
		maxWorkers: 2,
		server: { deps: { external: [/node_modules/] } },
	},
});
