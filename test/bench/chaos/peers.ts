import { chain, manualTrigger } from '../../n8n/run/testWorkflows.ts';
import { httpRequest, splitRows, tangoOrders } from '../orderNodes.ts';
import type { Row } from '../rows.ts';

/** The node that orders has this name in every workflow. */
export const ORDER_NODE = 'Order';

/** The same patience for all, so that silence costs a peer two seconds. */
const TIMEOUT_S = 2;

/** With it, n8n tells the outcome of each reward. */
const ERROR_OUTPUT = 'continueErrorOutput';

/** One way of paying rewards: a workflow in n8n. */
export interface Peer {
	name: string;
	/** Short name for row IDs. */
	slug: string;
	/** Its message tells the user to run the workflow again when an outcome stayed open. */
	runsAgain: boolean;
	/** Far more than its longest pause: a run that is silent for so long sends nothing any more. */
	silentMs: number;
	workflow(rows: Row[], baseUrl: string): ReturnType<typeof chain>;
}

export const TANGO_ORDERS: Peer = {
	name: 'Tango Orders',
	slug: 'tango',
	runsAgain: true,
	// It waits longer before each attempt, and always returns.
	silentMs: Infinity,
	workflow: (rows) => ordering(rows, { ...tangoOrders({ timeout: TIMEOUT_S }), onError: ERROR_OUTPUT }),
};

/** n8n then asks the first item alone whether the node failed and is to be tried again. */
export const HTTP_ERROR_OUTPUT: readonly Peer[] = [
	httpPeer('HTTP Request', { slug: 'http', onError: ERROR_OUTPUT }),
	httpPeer('HTTP Request + own externalRefID', {
		slug: 'httpref',
		onError: ERROR_OUTPUT,
		withReference: true,
	}),
];

/** One failed item fails the node, and every try orders for all items. */
export const HTTP_STOP: readonly Peer[] = [
	httpPeer('HTTP Request, On Error: Stop', { slug: 'httpstop', onError: 'stopWorkflow' }),
	httpPeer('HTTP Request + own externalRefID, On Error: Stop', {
		slug: 'httprefstop',
		onError: 'stopWorkflow',
		withReference: true,
	}),
];

function httpPeer(name: string, how: { slug: string; onError: string; withReference?: boolean }): Peer {
	const { slug, onError, withReference = false } = how;
	return {
		name,
		slug,
		runsAgain: false,
		silentMs: 6_000,
		workflow: (rows, baseUrl) => {
			const node = httpRequest({ baseUrl, withReference, options: { timeout: TIMEOUT_S * 1_000 } });
			return ordering(rows, { ...node, retryOnFail: true, maxTries: 5, waitBetweenTries: 1_000, onError });
		},
	};
}

/** Start → the list → one item per row → the order. */
function ordering(rows: Row[], node: ReturnType<typeof tangoOrders>) {
	const list = {
		name: 'List',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
	};
	return chain(`Chaos: ${node.name}`, manualTrigger, list, splitRows('rows'), { ...node, name: ORDER_NODE });
}
