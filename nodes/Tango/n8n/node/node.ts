import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeCredentialDescription,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { credentialTest } from '../credential/testButton';
import type { Operation } from '../run/operation';
import { isToolCall } from '../fields/toolCall';
import { runItems } from '../run/runItems';
import { runTool } from '../run/runTool';
import { listSearch } from './listSearch';
import { buildProperties, type ResourceDefinition } from './menus';

/** What one node has of its own; all else is the same for every node. */
export interface NodeFace {
	readonly displayName: string;
	/** Stored in workflows; its icons are `<name>.svg` and `<name>.dark.svg` beside the node. */
	readonly name: string;
	readonly description: string;
	/** The same where the node is a tool of an AI agent. */
	readonly toolDescription: string;
	readonly resources: readonly ResourceDefinition[];
	readonly operations: readonly Operation[];
	/** Paths in an output item that can hold a reward's code: n8n 2.30 and newer can hide them in executions. */
	readonly sensitiveOutputFields?: readonly string[];
}

interface ActionNode extends INodeType {
	execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

/** Programmatic on purpose: verified TLS with own CAs, pacing and exactly-once retries need our own transport. */
export function actionNode(face: NodeFace): new () => ActionNode {
	return class implements ActionNode {
		description = describe(face);

		methods = { credentialTest, listSearch };

		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return await (isToolCall(this) ? runTool : runItems)(this, face.operations);
		}
	};
}

/** One of the two, by Authentication. */
export const CREDENTIALS: INodeCredentialDescription[] = [
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
];

function describe(face: NodeFace): INodeTypeDescription {
	const { displayName, name, description, resources, operations, sensitiveOutputFields = [] } = face;
	const { toolDescription } = face;
	return {
		displayName,
		name,
		icon: { light: `file:${name}.svg`, dark: `file:${name}.dark.svg` },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description,
		defaults: { name: displayName },
		usableAsTool: { replacements: { description: toolDescription } },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: CREDENTIALS,
		...(sensitiveOutputFields.length > 0 ? { sensitiveOutputFields: [...sensitiveOutputFields] } : {}),
		properties: buildProperties(resources, operations),
	};
}
