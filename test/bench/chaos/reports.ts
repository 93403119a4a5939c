import { errorOf, type Execution, type Item, itemsOf } from '../../n8n/run/finishedExecution.ts';
import { ORDER_NODE } from './peers.ts';

/** What a run tells its user about one reward. `nothing`: the run never returned, or lost the row. */
export type Report = 'paid' | 'failed' | 'unknown' | 'nothing';

/** Our node's words for an order of which it cannot say whether it exists. */
const UNKNOWN = /^It is not known whether/;

export function isUnknown(message: unknown): boolean {
	return UNKNOWN.test(String(message));
}

/** One report per row, in the order of the rows. */
export function reportsOf(execution: Execution | undefined, rows: number): Report[] {
	// A run that stopped at an error tells the same about every reward.
	if (execution && errorOf(execution) !== undefined) return Array.from({ length: rows }, () => 'failed');
	const reports = Array.from({ length: rows }, (): Report => 'nothing');
	if (!execution) return reports;
	for (const item of itemsOf(execution, ORDER_NODE)) reports[rowOf(item)] = 'paid';
	for (const item of itemsOf(execution, ORDER_NODE, 1)) {
		reports[rowOf(item)] = isUnknown(item.json.error) ? 'unknown' : 'failed';
	}
	return reports;
}

/** n8n links every item to the row it came from. */
export function rowOf({ pairedItem }: Pick<Item, 'pairedItem'>): number {
	const link: unknown = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
	if (typeof link === 'number') return link;
	if (typeof link === 'object' && link !== null && 'item' in link && typeof link.item === 'number')
		return link.item;
	throw new Error(`an item without its row: ${JSON.stringify(pairedItem)}`);
}
