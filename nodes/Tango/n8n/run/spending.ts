import type { IExecuteFunctions } from 'n8n-workflow';
import { createSpending, type Spending } from '../../core';

/** Keys in the node's context: the same in all turns of a loop, saved with a failed run, restored on "Retry execution". */
const SPENT = 'tangoSpent';

/** What Preview has foreseen is no money, so it has a book of its own. */
const FORESEEN = 'tangoForeseen';

/** What this execution has spent in this node. */
export function spendingOf(node: IExecuteFunctions): Spending {
	return bookAt(node, SPENT);
}

/** What Create would have spent in this node's place. */
export function foreseenOf(node: IExecuteFunctions): Spending {
	return bookAt(node, FORESEEN);
}

function bookAt(node: IExecuteFunctions, key: string): Spending {
	return createSpending(() => {
		const context = node.getContext('node');
		const kept: unknown = context[key];
		if (isRecord(kept)) return kept;
		const fresh: Record<string, unknown> = {};
		context[key] = fresh;
		return fresh;
	});
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
