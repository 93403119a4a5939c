import { defineConfig } from 'vitest/config';

/** The editor that `npm start` starts, in a real browser: `npm run test:browser`. */
export default defineConfig({
	test: {
		name: 'browser',
		root: import.meta.dirname,
		include: ['*.test.ts'],
		testTimeout: 120_000,
		// n8n's first start migrates its database; on a busy machine that takes a while.
		hookTimeout: 300_000,
		// One story: later chapters use what earlier ones made.
		sequence: { shuffle: false },
	},
});
