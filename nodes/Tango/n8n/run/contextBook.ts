import type { IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../core';

/**
 * What this node remembers under a name while the execution lasts: the same in all turns of a loop and in all calls of an
 * agent, saved with a failed run, restored on "Retry execution". Read anew at each use, as n8n may replace it.
 */
export function contextBook(node: IExecuteFunctions, name: string): () => Record<string, unknown> {
	return () => {
		const context = node.getContext('node');
		const kept: unknown = context[name];
		if (isRecord(kept)) return kept;
		const fresh: Record<string, unknown> = {};
		context[name] = fresh;
		return fresh;
	};
}
