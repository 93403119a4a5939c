import type { Sandbox } from '../../sandbox/server.ts';
import { errorOf, type Execution, type Item, itemsOf } from '../run/finishedExecution.ts';
import { Problem } from '../shared/problem.ts';

/** The example that `npm start` runs. */
export const SAMPLE = {
	file: 'send-one-reward.json',
	workflowId: 'tangoExampleOne1',
	workflowName: 'Tango: one form submission, one reward',
	/** The submission that the example is about; `npm start` pays another one before anybody presses a button. */
	submission: 'survey-2026-0001',
	firstSubmission: 'survey-2026-0000',
	trigger: 'Try it out',
	eventNode: 'Form submission (sample)',
	orderNode: 'Send the reward',
};

/** Shows the order the example placed, after a look into the sandbox's own books. */
export function showPlacedOrder(execution: Execution, sandbox: Sandbox): string {
	const error = errorOf(execution);
	if (error !== undefined) {
		throw new Problem(
			`The example workflow failed: ${error}`,
			'The nodes are built from this checkout: look at its latest changes.',
		);
	}
	const orders = itemsOf(execution, SAMPLE.orderNode);
	const [order] = orders;
	const atTango = sandbox.state.orders;
	if (order === undefined || orders.length !== 1 || atTango.length !== 1) {
		throw new Problem(
			`The example should have placed one order. n8n shows ${orders.length}, the sandbox holds ${atTango.length}.`,
			'The nodes are built from this checkout: look at its latest changes.',
		);
	}
	const [event] = itemsOf(execution, SAMPLE.eventNode);
	return orderTable(order, String(event?.json.submissionId));
}

/** One placed order in a few aligned lines, and the business key that makes it this one reward. */
function orderTable({ json: order }: Item, businessKey: string): string {
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
