import { chain, webhookTrigger } from '../../n8n/run/testWorkflows.ts';
import { httpRequest, splitRows, tangoOrders } from '../orderNodes.ts';

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

/** List of rows → Tango Orders, with its defaults. */
export function tangoWorkflow(path: string) {
	return chain('Bench: Tango Orders', webhookTrigger(path), splitRows('body.rows'), tangoOrders(), count);
}

/** The same with n8n's HTTP Request node, with its defaults and the reference made by hand. */
export function httpRequestWorkflow(path: string, baseUrl: string) {
	const request = httpRequest({ baseUrl, withReference: true });
	return chain('Bench: HTTP Request', webhookTrigger(path), splitRows('body.rows'), request, count);
}
