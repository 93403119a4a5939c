import type { IExecuteFunctions } from 'n8n-workflow';
import { createSpending, type Spending } from '../../core';
import { contextBook } from './contextBook';

/** What this execution has spent in this node; in all its tools together where agents call them. */
export function spendingOf(node: IExecuteFunctions): Spending {
	return createSpending(contextBook(node, 'tangoSpent'));
}

/** What Create would have spent in this node's place. What Preview has foreseen is no money, so it has a book of its own. */
export function foreseenOf(node: IExecuteFunctions): Spending {
	return createSpending(contextBook(node, 'tangoForeseen'));
}
