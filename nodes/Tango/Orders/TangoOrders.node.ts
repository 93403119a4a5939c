import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { buildProperties } from '../n8n/buildNode';
import { credentialTest } from '../n8n/credentialTest';
import { listSearch } from '../n8n/listSearch';
import { runItems } from '../n8n/runItems';
import { ORDER_OPERATIONS, ORDER_RESOURCES } from './operations';

/* Programmatic on purpose: verified TLS with own CAs, pacing and exactly-once retries need our own transport. */
export class TangoOrders implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tango Orders',
		name: 'tangoOrders',
		icon: { light: 'file:tangoOrders.svg', dark: 'file:tangoOrders.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send gift-card rewards with Tango, each one paid exactly once',
		defaults: { name: 'Tango Orders' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'tangoApi',
				required: true,
				testedBy: 'tangoApiTest',
				displayOptions: { show: { authentication: ['basicAuth'] } },
			},
			{
				name: 'tangoOAuth2Api',
				required: true,
				testedBy: 'tangoOAuth2ApiTest',
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: buildProperties(ORDER_RESOURCES, ORDER_OPERATIONS),
	};

	methods = { credentialTest, listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, ORDER_OPERATIONS);
	}
}
