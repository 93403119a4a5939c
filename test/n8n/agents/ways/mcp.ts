import { randomUUID } from 'node:crypto';

import { publish } from '../../run/workflowRuns.ts';
import { McpClient } from '../mcp/mcpClient.ts';
import * as sketch from '../workflows/sketches.ts';
import { wired } from '../workflows/wiring.ts';
import type { Play } from './way.ts';

/** What the client says of the event is no argument of the tool's: a model cannot write it. */
const SCOPE = "={{ $json.headers['x-ticket'] }}";

/** Somebody else's assistant uses the tool; n8n starts an execution for each call. */
export const mcp: Play = async ({ host }, scene) => {
	const path = randomUUID();
	const trigger = sketch.mcpTrigger(path);
	const tool = { ...sketch.orderTool(SCOPE, scene.parameters), ...scene.settings };
	await publish(
		host,
		wired(`MCP ${path}`, [trigger, tool], [{ from: tool.name, to: trigger.name, by: 'ai_tool' }]),
	);
	const told: string[] = [];
	for (const ticket of scene.events) {
		const client = await McpClient.connect(`${host.n8n.url}/mcp/${path}`, { 'x-ticket': ticket });
		for (const calls of scene.turns) {
			const answers = calls.map(async (values) => await client.call(sketch.TOOL.name, values));
			told.push(...(await Promise.all(answers)));
		}
	}
	return told;
};
