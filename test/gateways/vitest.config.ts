import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Real gateways and proxies around the nodes: `npm run test:gateways`. The engine loads `dist`. */
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
		name: 'gateways',
		root: import.meta.dirname,
		include: ['*.test.ts'],
		// What n8n and the nodes print belongs to failures only.
		silent: 'passed-only',
		testTimeout: 60_000,
		hookTimeout: 60_000,
		maxWorkers: 2,
		server: { deps: { external: [/node_modules/] } },
	},
});
