import type { IDataObject, IExecuteFunctions, INode, WorkflowExecuteMode } from 'n8n-workflow';
import { standIn } from './standIn.ts';

export const NODE: INode = {
	id: 'node-1',
	name: 'Tango Orders',
	type: 'n8n-nodes-tango.tangoOrders',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

export interface Execution {
	/** The node's context, which n8n saves with a failed run. */
	readonly context?: IDataObject;
	readonly mode?: WorkflowExecuteMode;
	readonly executionId?: string;
	readonly runIndex?: number;
	readonly workflowId?: string | undefined;
	readonly nodeId?: string;
	/** The n8n installation. */
	readonly instanceId?: string;
	/** When the execution began, Unix ms; older n8n does not tell. */
	readonly establishedAt?: number;
}

/** What n8n tells a node of one execution. */
export function execution(facts: Execution = {}): IExecuteFunctions {
	const {
		context = {},
		mode = 'trigger',
		executionId = '7',
		runIndex = 0,
		instanceId = 'instance-1',
	} = facts;
	const { nodeId = NODE.id, establishedAt = 1_000 } = facts;
	const id = 'workflowId' in facts ? facts.workflowId : 'workflow-1';
	return standIn<IExecuteFunctions>({
		getNode: () => ({ ...NODE, id: nodeId }),
		getInstanceId: () => instanceId,
		getExecutionContext: () => ({ version: 1, establishedAt, source: mode }),
		getContext: () => context,
		getMode: () => mode,
		getExecutionId: () => executionId,
		getWorkflow: () => ({ id, active: false }),
		evaluateExpression: (expression) => (expression === '{{ $runIndex }}' ? runIndex : undefined),
	});
}
