import { createSpending, type Spending } from '../../../nodes/Tango/core/money/spending.ts';

/** What an execution has that has spent nothing so far. */
export function nothingSpent(): Spending {
	const shelf: Record<string, unknown> = {};
	return createSpending(() => shelf);
}
