import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Suites that need no service; the real n8n process has its own command (`npm run test:e2e`). */
const suites = ['unit', 'sandbox', 'contract', 'engine', 'package'];

export const suite = (name: string) => ({
	// n8n-core requires the CommonJS build; a second copy beside it would break instanceof.
	resolve: {
		alias: {
			'n8n-workflow': fileURLToPath(new URL('node_modules/n8n-workflow/dist/cjs/index.js', import.meta.url)),
		},
	},
	test: {
		name,
		// Unit tests share nothing but pure modules; a fresh copy of them per file costs half the time.
		isolate: name !== 'unit',
		include: [`test/${name}/**/*.test.ts`],
		// What n8n and the nodes print belongs to failures only.
		silent: 'passed-only',
		testTimeout: 20_000,
		hookTimeout: 60_000,
		// Two cores: more workers than that only make timers late.
		maxWorkers: 2,
		server: { deps: { external: [/node_modules/] } },
	},
});

export default defineConfig({ test: { projects: suites.map(suite) } });
