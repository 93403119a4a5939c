import type { FaultKind } from '../../sandbox/faults.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { Item } from './finishedExecution.ts';
import { createOrder, type NodeSketch } from './testWorkflows.ts';

/** The two ways a reward gets its reference, as the node's parameters for a row of `rowList`. */
const REFERENCES = {
	businessKey: { referenceSource: 'businessKey', reference: '={{ $json.key }}' },
	automatic: { referenceSource: 'automatic' },
};

export type ReferenceSource = keyof typeof REFERENCES;

export const REFERENCE_SOURCES: ReferenceSource[] = ['businessKey', 'automatic'];

export const PLACING = { method: 'POST', path: '/orders' };

/** What the node says when a retry cannot know which rewards the first run paid. */
export const REFUSAL =
	/^Reference Source is Automatic, but this retry does not know whether the first run paid rewards/;

/** One reward per row of `rowList`, one after the other, so that the first of them are paid when one fails. */
export function rewardRows(source: ReferenceSource, options: Record<string, unknown> = {}): NodeSketch {
	return createOrder({
		...REFERENCES[source],
		recipientEmail: '={{ $json.email }}',
		options: { concurrency: 1, ...options },
	});
}

/**
 * Empties the sandbox. It takes requests as fast as they come: on a busy machine they bunch up, and an order
 * that has to be sent again because it came too soon would be counted by `failOrder`.
 */
export function startAfresh(sandbox: Sandbox): void {
	sandbox.reset();
	sandbox.setRateLimit(undefined);
}

/** Lets the coming order requests pass, but for the one with this number, counted from 1. */
export function failOrder(sandbox: Sandbox, number: number, kind: FaultKind = 'alb-403'): void {
	for (let passing = 1; passing < number; passing++) {
		sandbox.faults.next({ kind: 'slow-processing', ms: 1, match: PLACING });
	}
	sandbox.faults.next({ kind, match: PLACING });
}

/** Who was paid, as often as it was, by the sandbox's own books. */
export function paid(sandbox: Sandbox): string[] {
	return sandbox.state.orders.map(({ criteria }) => String(criteria.recipient?.email)).sort(byNumber);
}

/** What `paid` gives when every row of `rowList` was paid once. */
export function everyRowOnce(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `row-${index + 1}@example.com`);
}

/** What each item says of itself: true when Tango had the order already. */
export function replays(items: Item[]): unknown[] {
	return items.map(({ json }) => json.replayed);
}

const byNumber = new Intl.Collator('en', { numeric: true }).compare;
