import { HookContext, TriggerContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type ITriggerFunctions,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
} from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/server.ts';
import { baseData, loaded, LoadedNodeTypes } from './engine.ts';
import { credentialsFor } from './tango.ts';

/** How n8n answered a delivery; 200 where the node left it to n8n. */
export interface Received {
	readonly status: number;
	/** Items of an execution that n8n starts itself; undefined when none is. */
	readonly started: readonly INodeExecutionData[] | undefined;
}

export interface TriggerLife {
	readonly workflow: Workflow;
	readonly staticData: IDataObject;
	readonly url: string;
	/** As n8n calls the webhook methods on publishing. */
	checkExists(): Promise<boolean>;
	create(): Promise<boolean>;
	delete(): Promise<boolean>;
	/** Begins `trigger()`; `tick` is n8n's clock. */
	listen(): Promise<{ tick(): void; close(): Promise<void> }>;
	/** What `trigger()` emitted: the item, and the key of its execution. */
	readonly emitted: { readonly json: IDataObject; readonly key: string | undefined }[];
	readonly failed: string[];
	receive(body: string | Buffer | undefined, headers?: Record<string, string>): Promise<Received>;
}

export interface LifeOptions {
	readonly parameters?: INodeParameters;
	readonly name?: string;
	readonly workflowId?: string;
	readonly webhookId?: string;
	readonly staticData?: IDataObject;
	readonly publicUrl?: string;
	readonly isTest?: boolean;
	readonly credential?: IDataObject;
	/** Why n8n activates the workflow. */
	readonly activation?: WorkflowActivateMode;
	/** As n8n older than 2.30: without keys of executions. */
	readonly withoutKeys?: boolean;
}

const PUBLIC = 'http://127.0.0.1:5678';

/** One Tango Trigger in one workflow, with the contexts that n8n gives it. */
export async function triggerLife(sandbox: Sandbox, options: LifeOptions = {}): Promise<TriggerLife> {
	await loaded;
	const { parameters = {}, name = 'Tango Trigger', workflowId = 'w1', webhookId = 'hook-1' } = options;
	const { publicUrl = PUBLIC, isTest = false, activation = 'activate' } = options;
	const node: INode = {
		id: 'node-1',
		name,
		webhookId,
		type: 'n8n-nodes-tango.tangoTrigger',
		typeVersion: 1,
		position: [0, 0],
		credentials: { tangoApi: { id: '1', name: 'Tango' } },
		parameters: { authentication: 'basicAuth', ...parameters },
	};
	const nodeTypes = new LoadedNodeTypes();
	const workflow = new Workflow({
		id: workflowId,
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		...(options.staticData ? { staticData: options.staticData } : {}),
	});
	const type = nodeTypes.getByName(node.type);
	const additionalData: IWorkflowExecuteAdditionalData = {
		...baseData(credentialsFor(sandbox, options.credential)),
		webhookBaseUrl: `${publicUrl}/webhook`,
		webhookTestBaseUrl: `${publicUrl}/webhook-test`,
	};
	const ownNode = workflow.getNode(name) ?? node;
	const [description] = type.description.webhooks ?? [];
	if (!description) throw new Error('the trigger has no webhook');
	const webhook: IWebhookData = {
		httpMethod: 'POST',
		node: name,
		path: `${webhookId}/webhook`,
		webhookDescription: description,
		workflowId,
		workflowExecuteAdditionalData: additionalData,
		isTest,
	};
	const mode = isTest ? 'manual' : 'trigger';
	const hook = () =>
		new HookContext(workflow, ownNode, additionalData, mode, isTest ? 'manual' : activation, webhook);
	const methods = type.webhookMethods?.default;
	const emitted: { json: IDataObject; key: string | undefined }[] = [];
	const failed: string[] = [];
	const noted = (data: INodeExecutionData[][], key?: string) => {
		for (const { json } of data[0] ?? []) emitted.push({ json, key });
	};
	// The node counts the arguments: n8n older than 2.30 takes no key.
	const emit: ITriggerFunctions['emit'] = options.withoutKeys
		? (data) => noted(data)
		: (data, response, done, key) => {
				void [response, done];
				noted(data, key);
			};
	return {
		workflow,
		get staticData() {
			return workflow.getStaticData('node', ownNode);
		},
		url: hook().getNodeWebhookUrl('default') ?? '',
		checkExists: async () => (await methods?.checkExists.call(hook())) === true,
		create: async () => (await methods?.create.call(hook())) === true,
		delete: async () => (await methods?.delete.call(hook())) === true,
		emitted,
		failed,
		listen: async () => {
			let onTick: (at: Date) => void = () => undefined;
			const context = new TriggerContext(
				workflow,
				ownNode,
				additionalData,
				'trigger',
				activation,
				emit,
				undefined,
				(error) => failed.push(error.message),
				{ registerCron: (_cron, tick) => void (onTick = tick) },
			);
			const response = await type.trigger?.call(context);
			return {
				tick: () => onTick(new Date()),
				close: async () => await response?.closeFunction?.(),
			};
		},
		receive: async (body, headers = {}) =>
			await receive(type, { workflow, node: ownNode, additionalData, webhook, isTest }, body, headers),
	};
}

interface Receiving {
	readonly workflow: Workflow;
	readonly node: INode;
	readonly additionalData: IWorkflowExecuteAdditionalData;
	readonly webhook: IWebhookData;
	readonly isTest: boolean;
}

/** What n8n hands to `webhook()`; Express is played in the few words that the node needs. */
async function receive(
	type: INodeType,
	{ workflow, node, additionalData, webhook, isTest }: Receiving,
	body: string | Buffer | undefined,
	headers: Record<string, string>,
): Promise<Received> {
	let status = 200;
	const response = {
		status(code: number) {
			status = code;
			return response;
		},
		json: () => response,
		end: () => response,
	};
	const request = {
		body: {},
		headers,
		params: {},
		query: {},
		header: (name: string) => headers[name],
		...(body === undefined ? {} : { rawBody: Buffer.from(body) }),
	};
	const data = Object.assign({ ...additionalData }, { httpRequest: request, httpResponse: response });
	// Express types hundreds of methods; of these two objects the node uses those above.
	const context = new WebhookContext(
		workflow,
		node,
		Object.assign(additionalData, data),
		isTest ? 'manual' : 'webhook',
		webhook,
		[],
		null,
	);
	const result = await type.webhook?.call(context);
	return { status, started: result?.workflowData?.[0] ?? undefined };
}
