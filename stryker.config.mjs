/** Mutation tests of the code that decides about money: `npm run mutation`. */
export default {
	testRunner: 'vitest',
	vitest: { configFile: 'test/mutation.vitest.config.mts', related: false },
	plugins: ['@stryker-mutator/vitest-runner'],
	mutate: [
		'nodes/Tango/core/retry/*.ts',
		'nodes/Tango/core/{money,orders,funds}/*.ts',
		'nodes/Tango/core/api/answer.ts',
		'nodes/Tango/core/call/{call,foreignAnswer}.ts',
	],
	coverageAnalysis: 'perTest',
	concurrency: 2,
	// A mutant that loops for ever is a killed one; do not wait long for it.
	timeoutMS: 4_000,
	reporters: ['clear-text', 'progress'],
	clearTextReporter: { allowColor: false, logTests: false },
	thresholds: { high: 90, low: 85, break: 85 },
	tempDirName: '.local/stryker',
	ignorePatterns: [
		'dist',
		'.local',
		'test/n8n/install/host',
		'test/n8n/install/oldest',
		'test/n8n/install/registry',
		'examples',
		'docs',
	],
};
