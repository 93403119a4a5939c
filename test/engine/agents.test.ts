import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { orderTool, startAgent, wish, type Way } from './support/agent.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const placed = () => sandbox.state.orders.length;

describe.each<Way>(['engine', 'called', 'mcp'])('an agent whose tools are run by %s', (way) => {
	const scope = way === 'mcp' ? { toolScope: 'autumn' } : {};

	test('gets one order for one wish, however often and in what other words it asks', async () => {
		const agent = await startAgent(sandbox, { way, parameters: orderTool(scope) });
		const [first] = await agent.call(wish());
		expect(first).toMatchObject({ status: 'paid', retry: 'no', referenceOrderID: expect.any(String) });
		const again = await agent.call(wish({ Name: 'Jane M', Email: 'Jane@Example.com', Amount: '25.00' }));
		expect(again).toEqual([
			expect.objectContaining({
				status: 'paid',
				reference: first?.reference,
				message: expect.stringContaining('already'),
			}),
		]);
		expect(placed()).toBe(1);
		await agent.call(wish({ Email: 'bob@example.com', Name: 'Bob' }));
		await agent.call(wish({ Amount: 30 }));
		expect(placed()).toBe(3);
	});
});
