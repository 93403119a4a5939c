import { BASIC } from '../n8n/run/sampleCredentials.ts';
import { createOrder } from '../n8n/run/testWorkflows.ts';

/** "Tango Orders: Create" for each row, the row's ID being the business key, without spending limits; else its defaults. */
export function tangoOrders(options: Record<string, unknown> = {}) {
	return createOrder({
		amount: '={{ $json.amount }}',
		recipientEmail: '={{ $json.email }}',
		recipientFirstName: '={{ $json.firstName }}',
		recipientLastName: '',
		reference: '={{ $json.id }}',
		// Thousands of rewards in one run are what is measured.
		spendingLimits: 'off',
		options,
	});
}

export interface HttpRequestSettings {
	baseUrl: string;
	/** Send the row's ID as externalRefID, as a careful user would. */
	withReference: boolean;
	options?: Record<string, unknown>;
}

/** The same order with n8n's HTTP Request node; else its defaults. */
export function httpRequest({ baseUrl, withReference, options = {} }: HttpRequestSettings) {
	return {
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
				${withReference ? 'externalRefID: $json.id,' : ''}
				customerIdentifier: 'acme-rewards', accountIdentifier: 'acme-usd', utid: 'U666425',
				amount: $json.amount, deliveryMethod: 'EMAIL', recipient: { email: $json.email, firstName: $json.firstName },
			} }}`,
			options,
		},
	};
}

/** One item per row of the list in `field`. */
export function splitRows(field: string) {
	return {
		name: 'Rows',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: field, options: {} },
	};
}
