import { defineConfig } from 'vitest/config';
import newest from './vitest.config.ts';

// For this process, which installs n8n, and for the tests that it starts.
process.env.N8N_UNDER_TEST = 'oldest';

/** The oldest n8n that is supported: `npm run test:oldest`. */
export default defineConfig({
	test: { ...newest.test, name: 'oldest n8n', include: ['run/orders.test.ts', 'run/trigger.test.ts'] },
});
