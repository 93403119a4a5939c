import type { Item } from '../run/finishedExecution.ts';

/** One placed order in a few aligned lines, and the business key that makes it this one reward. */
export function orderTable({ json: order }: Item, businessKey: string): string {
	const rows: Array<[string, unknown]> = [
		['Reward', withAside(order.rewardName, order.utid)],
		['Amount', `${String(order.amount)} ${String(order.currencyCode)}`],
		['Recipient', order.recipientEmail],
		['Order number', order.referenceOrderID],
		['Business key', businessKey],
		['Reference', order.externalRefID],
		['Status', order.replayed === true ? 'paid earlier, not paid again' : order.status],
	];
	const width = Math.max(...rows.map(([label]) => label.length));
	return rows.map(([label, value]) => `  ${label.padEnd(width)}   ${String(value ?? '-')}`).join('\n');
}

function withAside(name: unknown, aside: unknown): string {
	return name === undefined ? String(aside) : `${String(name)} (${String(aside)})`;
}
