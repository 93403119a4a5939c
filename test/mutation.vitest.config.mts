import { defineConfig } from 'vitest/config';

/** The unit tests of the code that decides about money, for mutation testing. */
export default defineConfig({
	test: {
		testTimeout: 30_000,
		root: new URL('..', import.meta.url).pathname,
		include: [
			'test/unit/core/retry/**/*.test.ts',
			'test/unit/core/idempotency/**/*.test.ts',
			'test/unit/core/{answer,client,client.properties,foreignAnswer,fund,placeOrder}.test.ts',
			'test/unit/Orders/{create,reference}.test.ts',
		],
	},
});
