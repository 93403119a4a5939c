import { defineConfig } from 'vitest/config';

/** The unit tests of the code that decides about money, for mutation testing. */
export default defineConfig({
	test: {
		testTimeout: 30_000,
		root: new URL('..', import.meta.url).pathname,
		include: [
			'test/unit/core/retry/**/*.test.ts',
			'test/unit/core/{money,orders,funds}/**/*.test.ts',
			'test/unit/core/api/answer.test.ts',
			'test/unit/core/call/{client,client.properties,foreignAnswer}.test.ts',
			'test/unit/Orders/**/*.test.ts',
			'test/unit/Customers/**/*.test.ts',
		],
	},
});
