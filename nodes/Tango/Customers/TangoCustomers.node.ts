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
import { CUSTOMER_OPERATIONS, CUSTOMER_RESOURCES } from './operations';

/* Programmatic on purpose: verified TLS with own CAs, pacing and exactly-once retries need our own transport. */
export class TangoCustomers implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tango Customers',
		name: 'tangoCustomers',
		icon: { light: 'file:tangoCustomers.svg', dark: 'file:tangoCustomers.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage the customers, accounts and funds that rewards are charged to',
		defaults: { name: 'Tango Customers' },
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
		properties: buildProperties(CUSTOMER_RESOURCES, CUSTOMER_OPERATIONS),
	};

	methods = { credentialTest, listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, CUSTOMER_OPERATIONS);
	}
}
