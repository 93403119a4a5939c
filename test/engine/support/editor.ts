import { CredentialTestContext, LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeCredentialTestResult,
	type INodeParameters,
} from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/server.ts';
import { baseData, loaded, LoadedNodeTypes } from './engine.ts';
import { credentialsFor } from './tango.ts';

const NODE: INode = {
	id: 'tango',
	name: 'Tango',
	type: 'n8n-nodes-tango.tangoOrders',
	typeVersion: 1,
	position: [0, 0],
	credentials: { tangoApi: { id: '1', name: 'Tango' } },
	parameters: { authentication: 'basicAuth' },
};

/** What n8n gives a node's list searches. */
export async function editorContext(
	sandbox: Sandbox,
	credential: IDataObject = {},
	parameters: INodeParameters = {},
) {
	await loaded;
	const nodeTypes = new LoadedNodeTypes();
	const workflow = new Workflow({
		id: 'workflow-1',
		nodes: [NODE],
		connections: {},
		active: false,
		nodeTypes,
	});
	const additionalData = Object.assign(baseData(credentialsFor(sandbox, credential)), {
		currentNodeParameters: { ...NODE.parameters, ...parameters },
	});
	return new LoadOptionsContext(workflow, NODE, additionalData, '');
}

/** A search of the node's, as the editor starts it. */
export async function searchCustomers(sandbox: Sandbox, credential: IDataObject = {}) {
	return await searchList(sandbox, 'searchCustomers', undefined, undefined, credential);
}

/** What is listed for a typed text; with a token, what comes after the page that gave it. */
export async function searchList(
	sandbox: Sandbox,
	name: string,
	filter?: string,
	paginationToken?: string,
	credential: IDataObject = {},
	parameters: INodeParameters = {},
) {
	const search = nodeMethods().listSearch?.[name];
	if (!search) throw new Error('the node has no such search');
	return await search.call(await editorContext(sandbox, credential, parameters), filter, paginationToken);
}

/** The credential's Test button. */
export async function testButton(
	sandbox: Sandbox,
	credential: IDataObject = {},
): Promise<INodeCredentialTestResult> {
	await loaded;
	const data = credentialsFor(sandbox, credential).tangoApi;
	const context = new CredentialTestContext(baseData({}));
	const test = nodeMethods().credentialTest?.tangoApiTest;
	if (!test) throw new Error('the node has no such test');
	return await test.call(context, { id: '1', name: 'Tango', type: 'tangoApi', data });
}

function nodeMethods() {
	return new LoadedNodeTypes().getByName(NODE.type).methods ?? {};
}
