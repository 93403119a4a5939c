import type { IExecuteFunctions } from 'n8n-workflow';
import { createSpending, type Spending } from '../../core';

/** Key in the node's context: the same in all turns of a loop, saved with a failed run, restored on "Retry execution". */
const SPENT = 'tangoSpent';

/** What this execution has spent in this node. */
export function spendingOf(node: IExecuteFunctions): Spending {
	return createSpending(() => {
		const context = node.getContext('node');
		const kept: unknown = context[SPENT];
		if (isRecord(kept)) return kept;
		const fresh: Record<string, unknown> = {};
		context[SPENT] = fresh;
		return fresh;
	});
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
