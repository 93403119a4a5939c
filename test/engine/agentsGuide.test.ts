import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { orderTool, startAgent, wish } from './support/agent.ts';

/* docs/agents.md shows what a model reads. */

const GUIDE = readFileSync(new URL('../../docs/agents.md', import.meta.url), 'utf8');
const shown = [...GUIDE.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, text = '']): unknown =>
	JSON.parse(text),
);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** Two runs give an order two numbers. */
const withoutNumber = (answer: unknown): unknown =>
	JSON.parse(JSON.stringify(answer).replace(/"RA\d{6}-[\d-]+"/, '"RA"'));

test('the answers that docs/agents.md shows are those of a paid, a refused and a doubtful reward', async () => {
	const { call } = await startAgent(sandbox, {
		way: 'engine',
		parameters: orderTool({ options: { maxAttempts: 1 } }),
	});
	const answers = [...(await call(wish())), ...(await call(wish({ Amount: 150 })))];
	sandbox.faults.next(
		{ kind: 'reset-after', match: { method: 'POST', path: '/orders' } },
		{ kind: 'status-503-before', match: { method: 'GET', path: '/orders' } },
	);
	answers.push(...(await call(wish({ Email: 'kim@example.com' }))));
	expect(shown.map(withoutNumber)).toEqual(answers.map(withoutNumber));
});
