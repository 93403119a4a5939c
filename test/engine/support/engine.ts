import 'reflect-metadata';
import { resolve } from 'node:path';
import {
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	PackageDirectoryLoader,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { MemoryCredentials } from './credentials.ts';
import { startExpressionEngine } from './expressionEngine.ts';
import { START_NODE, StartNode } from './startNode.ts';

/** The built package, loaded as n8n loads an installed one. */
const loader = new PackageDirectoryLoader(resolve(import.meta.dirname, '../../..'));
export const loaded = Promise.all([loader.loadAll(), startExpressionEngine()]);

/** Await `loaded` before use. */
export class LoadedNodeTypes implements INodeTypes {
	private readonly own: Readonly<Record<string, INodeType>> = { [START_NODE]: new StartNode() };

	getByName(type: string): INodeType {
		return this.getByNameAndVersion(type);
	}

	getByNameAndVersion(type: string): INodeType {
		const name = type.replace(`${loader.packageName}.`, '');
		const found = this.own[type] ?? loader.getNode(name.replace(/Tool$/, '')).type;
		if ('nodeVersions' in found) throw new Error(`${type} has several versions`);
		// As n8n does it: the same node under another name.
		const description = { ...found.description, name };
		return name.endsWith('Tool') ? Object.create(found, { description: { value: description } }) : found;
	}

	getKnownTypes() {
		return {};
	}
}

/** A node of the built package, as n8n would call it. */
export async function loadedNode(name: string): Promise<INodeType> {
	await loaded;
	return new LoadedNodeTypes().getByName(name);
}

export interface EngineRun {
	readonly nodes: readonly INode[];
	readonly connections: IConnections;
	readonly credentials: Readonly<Record<string, ICredentialDataDecryptedObject>>;
	readonly mode?: WorkflowExecuteMode;
	readonly executionId?: string;
	/** Called with a function that cancels the run, as the Stop button does. */
	readonly onStarted?: (cancel: () => void) => void;
}

/** Runs a workflow with n8n's own engine. */
export async function runWorkflow({
	nodes,
	connections,
	credentials,
	mode = 'trigger',
	...options
}: EngineRun): Promise<IRun> {
	await loaded;
	const executionId = options.executionId ?? '1';
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Test',
		nodes: [...nodes],
		connections,
		active: false,
		nodeTypes: new LoadedNodeTypes(),
		settings: { executionOrder: 'v1' },
	});
	const hooks = new ExecutionLifecycleHooks(mode, executionId, {
		id: 'workflow-1',
		name: 'Test',
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: [...nodes],
		connections,
	});
	const additionalData = Object.assign(baseData(credentials), { executionId, hooks });
	const execution = new WorkflowExecute(additionalData, mode, createRunExecutionData({}));
	const run = execution.run({ workflow, startNode: nodes[0] });
	options.onStarted?.(() => run.cancel());
	return await run;
}

/** The engine builds links from these; nothing listens there. */
const LOCAL = 'http://127.0.0.1:5678/';

export function baseData(credentials: EngineRun['credentials']): IWorkflowExecuteAdditionalData {
	const notHere = async (): Promise<never> => {
		throw new Error('not part of these tests');
	};
	return {
		credentialsHelper: new MemoryCredentials(credentials),
		executeWorkflow: notHere,
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		startRunnerTask: notHere,
		logAiEvent: () => {},
		externalSecretsProxy: new ExternalSecretsProxy(),
		currentNodeExecutionIndex: 0,
		restApiUrl: LOCAL,
		instanceBaseUrl: LOCAL,
		formBaseUrl: LOCAL,
		formWaitingBaseUrl: LOCAL,
		formTestBaseUrl: LOCAL,
		webhookBaseUrl: LOCAL,
		webhookWaitingBaseUrl: LOCAL,
		webhookTestBaseUrl: LOCAL,
		mcpBaseUrl: LOCAL,
		mcpTestBaseUrl: LOCAL,
		variables: {},
	};
}

/** The output of a node's first run, by output. */
export function outputOf(run: IRun, nodeName: string, output = 0): INodeExecutionData[] {
	return run.data.resultData.runData[nodeName]?.[0]?.data?.main?.[output] ?? [];
}
