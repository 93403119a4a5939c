import { ExecuteContext, SupplyDataContext } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { z } from 'zod/v4';
import { baseData, loaded, LoadedNodeTypes } from './engine.ts';
import { START_NODE } from './startNode.ts';
import { byId, credentialsFor, type NodeType, type Reachable } from './tango.ts';

/**
 * How n8n runs a tool: Agent 3 hands it to the engine, with the model's arguments laid over the agent's own item (n8n-core,
 * requests-response); Agent 2 and the MCP Server Trigger call it themselves (makeHandleToolInvocation).
 */
export type Way = 'engine' | 'called' | 'mcp';

export interface AgentRun {
	readonly way: Way;
	readonly parameters: INodeParameters;
	readonly type?: NodeType;
	/** The item that the agent works on, out of the node "Event". */
	readonly event?: IDataObject;
	readonly events?: readonly IDataObject[];
	readonly credential?: IDataObject;
	readonly onError?: INode['onError'];
	/** The tool's name, where there is more than one. */
	readonly name?: string;
}

export interface Agent {
	/** What the model gets for a call with these arguments. */
	call(args?: IDataObject): Promise<IDataObject[]>;
	/** The execution as n8n keeps it, for a retry. */
	readonly data: IRunExecutionData;
}

/** A workflow whose agent has the tool, for any number of executions. */
export interface AgentWorkflow {
	start(run: Pick<AgentRun, 'way' | 'event' | 'events' | 'credential'>, data?: IRunExecutionData): Agent;
	/** Gives back what n8n evaluates expressions in. */
	close(): Promise<void>;
}

const OUTPUT = z.tuple([z.array(z.object({ json: z.record(z.string(), z.json()) }))]);

/** An agent of one execution, whose model may call the tool as often as it likes. */
export async function startAgent(
	sandbox: Reachable,
	run: AgentRun,
	data?: IRunExecutionData,
): Promise<Agent> {
	return (await openAgent(sandbox, run)).start(run, data);
}

export async function openAgent(
	sandbox: Reachable,
	{ parameters, type = 'tangoOrders', onError, name = 'Tango Orders' }: Omit<AgentRun, 'way'>,
): Promise<AgentWorkflow> {
	await loaded;
	const tool: INode = {
		id: 'tool',
		name,
		type: `n8n-nodes-tango.${type}Tool`,
		typeVersion: 1,
		position: [0, 0],
		credentials: { tangoApi: { id: '1', name: 'Tango' } },
		parameters: { authentication: 'basicAuth', ...parameters },
		onError,
	};
	const event = { id: 'event', name: 'Event', type: START_NODE, typeVersion: 1, position: [0, 0] } as const;
	const agent = { ...event, id: 'agent', name: 'Agent' };
	const nodeTypes = new LoadedNodeTypes();
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Test',
		nodes: [
			{ ...event, position: [0, 0], parameters: {} },
			{ ...agent, position: [0, 0], parameters: {} },
			tool,
		],
		connections: {
			Event: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			[name]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const node = workflow.getNode(name) ?? tool;
	const { execute } = nodeTypes.getByNameAndVersion(node.type);

	const start: AgentWorkflow['start'] = (
		{ way, event = { ticket: 'T-1' }, events = [event], credential },
		data = createRunExecutionData({}),
	) => {
		const { runData } = data.resultData;
		const items = events.map((json): INodeExecutionData => ({ json, pairedItem: { item: 0 } }));
		runData.Event ??= [
			{ startTime: 0, executionTime: 0, executionIndex: 0, source: [], data: { main: [items] } },
		];
		const additionalData: IWorkflowExecuteAdditionalData = Object.assign(
			baseData(credentialsFor(sandbox, credential)),
			way === 'mcp' ? {} : { executionId: '7' },
		);
		const call = async (args: IDataObject = {}) => {
			const execution = way === 'mcp' ? createRunExecutionData({}) : data;
			const runs = (execution.resultData.runData[name] ??= []);
			const runIndex = runs.length;
			const context = way === 'engine' ? byEngine() : byItself();
			await workflow.expression.acquireIsolate();
			// n8n calls it with either of them.
			const output: unknown = execute && (await Reflect.apply(execute, context, []));
			// The model gets JSON, which has no undefined.
			return OUTPUT.parse(JSON.parse(JSON.stringify(output)))[0].map(({ json }) => json);

			function byEngine() {
				const source = { previousNode: 'Event', previousNodeOutput: 0, previousNodeRun: 0 };
				const merged = { ...events[0], ...args, toolCallId: `call_${runIndex}` };
				const input = [[{ json: merged, pairedItem: { item: 0, input: 0, sourceOverwrite: source } }]];
				runs.push({
					inputOverride: { ai_tool: [[{ json: args }]] },
					source: [source],
					startTime: 0,
					executionTime: 0,
					executionIndex: 0,
				});
				const inputData = { main: input };
				const executeData = { data: inputData, node, source: { main: [source] } };
				return new ExecuteContext(
					workflow,
					node,
					additionalData,
					'trigger',
					execution,
					runIndex,
					input[0] ?? [],
					inputData,
					executeData,
					[],
					new AbortController().signal,
				);
			}

			function byItself() {
				const source = { main: [{ previousNode: 'Event' }] };
				const executeData = { data: { main: [items] }, node: agentNode(), source };
				const made = new SupplyDataContext(
					workflow,
					node,
					additionalData,
					'trigger',
					execution,
					runIndex,
					way === 'mcp' ? [] : items,
					{},
					NodeConnectionTypes.AiTool,
					executeData,
					[],
					new AbortController().signal,
					agentNode(),
				);
				made.addInputData(NodeConnectionTypes.AiTool, [[{ json: args }]]);
				return made;
			}
		};
		return { call, data };
	};
	return { start, close: async () => await workflow.expression.releaseIsolate() };

	function agentNode(): INode {
		return workflow.getNode('Agent') ?? tool;
	}
}

/** A tool of which the model writes recipient, amount and, where it is asked for, the number of the reward. */
export function orderTool(overrides: INodeParameters = {}): INodeParameters {
	return {
		resource: 'order',
		operation: 'create',
		customerIdentifier: byId('acme-rewards'),
		accountIdentifier: byId('acme-usd'),
		utid: byId("={{ $fromAI('Reward') }}"),
		amount: "={{ $fromAI('Amount', '', 'number') }}",
		deliveryMethod: 'EMAIL',
		recipientEmail: "={{ $fromAI('Email') }}",
		recipientFirstName: "={{ $fromAI('Name') }}",
		toolScope: "={{ $('Event').first().json.ticket }}",
		...overrides,
	};
}

/** What a model asks for. */
export function wish(overrides: IDataObject = {}): IDataObject {
	return { Reward: 'U666425', Amount: 25, Email: 'jane@example.com', Name: 'Jane', ...overrides };
}
