import type { IExecuteFunctions } from 'n8n-workflow';
import { wordsOfModel } from './modelWords';

/* The one place that knows whether an AI agent calls. */

/** What the form of a tool shows: n8n's own display condition. */
export const AS_TOOL = { '@tool': [true] } as const;
export const NOT_AS_TOOL = { '@tool': [false] } as const;

/** What reading has to know where a model wrote some of the values. */
export interface ToolReading {
	/** Whether the operation spends or changes something: then more of the fields are the author's alone. */
	readonly changes: boolean;
	/** What in a field's expression lets a model write its value; undefined where it is all the author's. */
	readonly wordsOfModel: (name: string) => string | undefined;
}

/**
 * n8n gives the node of a tool its own type, in every version of the agent and under MCP. `isToolExecution` alone would
 * miss Agent 3, the default, where the engine runs a tool as any other node and it says no.
 */
export function isToolCall(node: Pick<IExecuteFunctions, 'getNode'> & Partial<ToolContext>): boolean {
	return node.getNode().type.endsWith('Tool') || node.isToolExecution?.() === true;
}

type ToolContext = Pick<IExecuteFunctions, 'isToolExecution'>;

export function toolReading(node: IExecuteFunctions, changes: boolean): ToolReading | undefined {
	if (!isToolCall(node)) return undefined;
	return { changes, wordsOfModel: (name) => wordsOfModel(node, name) };
}
