import { agentOfVersion, humanReview, subAgent } from './agents.ts';
import { mcp } from './mcp.ts';
import type { Play, WayName } from './way.ts';

/** How a model comes to the tool. */
export const PLAYS: Record<WayName, Play> = {
	'Agent 3.1': agentOfVersion(3.1),
	'Agent 2.2': agentOfVersion(2.2),
	'sub-agent': subAgent,
	'human review': humanReview,
	MCP: mcp,
};
