import type { NodeSketch } from '../../run/testWorkflows.ts';
import type { Script } from '../model/script.ts';
import type { Verdict } from '../../run/mailbox.ts';
import type { Stage } from '../stage.ts';

export const WAYS = ['Agent 3.1', 'Agent 2.2', 'sub-agent', 'human review', 'MCP'] as const;

export type WayName = (typeof WAYS)[number];

/** What a model wants, and what goes on around it. */
export interface Scene {
	/** Arguments of the tool's calls, turn by turn. */
	turns: Array<Array<Record<string, unknown>>>;
	/** One execution for each, one after the other. */
	events: string[];
	/** Parameters of the tool that win over the usual ones. */
	parameters: Record<string, unknown>;
	/** Settings of the tool's node, such as Retry On Fail. */
	settings: Partial<NodeSketch>;
	agentSettings: Partial<NodeSketch>;
	refuse?: Script['refuse'];
	/** "Retry execution" of an execution that failed. */
	retryExecution: boolean;
	verdict: Verdict;
}

/** Plays a scene to its end and returns what the model was told, answer by answer. */
export type Play = (stage: Stage, scene: Scene) => Promise<string[]>;
