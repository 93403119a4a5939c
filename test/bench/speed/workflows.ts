import { chain, webhookTrigger } from '../../n8n/run/testWorkflows.ts';
import { httpRequest, splitRows, tangoOrders } from '../orderNodes.ts';
import { SIDE_BY_SIDE } from './sideBySide.ts';

/** Only a count goes back to the caller, so that nobody's answer is measured. */
const count = {
	name: 'Count',
	type: 'n8n-nodes-base.aggregate',
	typeVersion: 1,
	parameters: {
		aggregate: 'aggregateAllItemData',
		include: 'specifiedFields',
		fieldsToInclude: 'status',
		options: {},
	},
};

/** List of rows → Tango Orders, with as many requests at a time as the bare loop. */
export function tangoWorkflow(path: string) {
	const orders = tangoOrders({ concurrency: SIDE_BY_SIDE });
	return chain('Bench: Tango Orders', webhookTrigger(path), splitRows('body.rows'), orders, count);
}

/** The same with n8n's HTTP Request node, with its defaults and the reference made by hand. */
export function httpRequestWorkflow(path: string, baseUrl: string) {
	const request = httpRequest({ baseUrl, withReference: true });
	return chain('Bench: HTTP Request', webhookTrigger(path), splitRows('body.rows'), request, count);
}

/** What n8n sets when Batching is chosen, and its docs advise where a rate is limited. */
const BATCHING = { batching: { batch: { batchSize: 50, batchInterval: 1_000 } } };

/** The same with Batching. */
export function batchedWorkflow(path: string, baseUrl: string) {
	const request = httpRequest({ baseUrl, withReference: true, options: BATCHING });
	return chain('Bench: HTTP Request, batched', webhookTrigger(path), splitRows('body.rows'), request, count);
}

/** What n8n does with the rows in any case. */
export function noOpWorkflow(path: string) {
	const nothing = { name: 'Nothing', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
	return chain('Bench: nothing', webhookTrigger(path), splitRows('body.rows'), nothing, count);
}

/** n8n's own floor: the expressions of Tango Orders, and nothing sent. */
export function setWorkflow(path: string) {
	const fields = { amount: 'number', email: 'string', firstName: 'string', id: 'string' };
	const assignments = Object.entries(fields).map(([name, type]) => ({
		id: name,
		name,
		type,
		value: `={{ $json.${name} }}`,
	}));
	const set = {
		name: 'Set',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'manual', assignments: { assignments }, options: {} },
	};
	return chain('Bench: Set', webhookTrigger(path), splitRows('body.rows'), set, count);
}
