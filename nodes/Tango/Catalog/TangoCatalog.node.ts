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
import { CATALOG_OPERATIONS, CATALOG_RESOURCES } from './operations';

/* Programmatic on purpose: verified TLS with own CAs, pacing and exactly-once retries need our own transport. */
export class TangoCatalog implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tango Catalog',
		name: 'tangoCatalog',
		icon: { light: 'file:tangoCatalog.svg', dark: 'file:tangoCatalog.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Look up the gift cards and brands that Tango offers',
		defaults: { name: 'Tango Catalog' },
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
		properties: buildProperties(CATALOG_RESOURCES, CATALOG_OPERATIONS),
	};

	methods = { credentialTest, listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, CATALOG_OPERATIONS);
	}
}
