import type { IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../core';
import { isToolCall } from '../fields/toolCall';

/**
 * What this node remembers under a name while the execution lasts: the same in all turns of a loop and in all calls of an
 * agent, saved with a failed run, restored on "Retry execution". Read anew at each use, as n8n may replace it. The tools
 * of an execution share it: a model that is refused by one asks the next.
 */
export function contextBook(node: IExecuteFunctions, name: string): () => Record<string, unknown> {
	const owner = isToolCall(node) ? 'flow' : 'node';
	return () => {
		const context = node.getContext(owner);
		const kept: unknown = context[name];
		if (isRecord(kept)) return kept;
		const fresh: Record<string, unknown> = {};
		context[name] = fresh;
		return fresh;
	};
}
