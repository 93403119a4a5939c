import { BASIC } from '../n8n/credentials.ts';
import { chain, createOrder, webhookTrigger } from '../n8n/testWorkflows.ts';

const splitRows = {
	name: 'Rows',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: 'body.rows', options: {} },
};

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
export function tangoWorkflow() {
	const order = createOrder({
		amount: '={{ $json.amount }}',
		recipientEmail: '={{ $json.email }}',
		recipientFirstName: '={{ $json.firstName }}',
		recipientLastName: '',
		reference: '={{ $json.id }}',
	});
	return chain('Bench: Tango Orders', webhookTrigger('bench-tango'), splitRows, order, count);
}

/** The same with n8n's HTTP Request node, with its defaults and the reference made by hand. */
export function httpRequestWorkflow(baseUrl: string) {
	const request = {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials: BASIC,
		parameters: {
			method: 'POST',
			url: `${baseUrl}/orders`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'tangoApi',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ {
				externalRefID: $json.id, customerIdentifier: 'acme-rewards', accountIdentifier: 'acme-usd', utid: 'U666425',
				amount: $json.amount, deliveryMethod: 'EMAIL', recipient: { email: $json.email, firstName: $json.firstName },
			} }}`,
			options: {},
		},
	};
	return chain('Bench: HTTP Request', webhookTrigger('bench-http'), splitRows, request, count);
}
