import {
	NodeConnectionTypes,
	type IBinaryKeyData,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

export const START_NODE = 'test.start';

/** Begins a workflow with the items of its parameter. */
export class StartNode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Start',
		name: START_NODE,
		group: ['trigger'],
		version: 1,
		description: 'Begins a workflow with given items',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{ displayName: 'Items', name: 'items', type: 'json', default: '[]' },
			{ displayName: 'Files', name: 'files', type: 'json', default: '{}' },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items: IDataObject[] = JSON.parse(String(this.getNodeParameter('items', 0)));
		const binary: IBinaryKeyData = JSON.parse(String(this.getNodeParameter('files', 0, '{}')));
		// An item without files has no such key in n8n either.
		const files = Object.keys(binary).length > 0 ? { binary } : {};
		return [items.map((json) => ({ json, ...files }))];
	}
}
