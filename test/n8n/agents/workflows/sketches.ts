import { byId, createOrder, type NodeSketch } from '../../run/testWorkflows.ts';
import type { WorkflowNode } from '../../run/workflow.ts';

export type NodeCredentials = NonNullable<WorkflowNode['credentials']>;

export const TOOL = { node: 'Tango Orders', name: 'Tango_Orders' };
export const SUB_AGENT = { node: 'Clerk', name: 'Clerk' };

/** What starts an agent, and what it is about: the event that a reward belongs to. */
export function eventNode(ticket: string): NodeSketch {
	return {
		name: 'Event',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ ticket }), options: {} },
	};
}

/** "Tango Orders: Create" in a model's hands; `parameters` win over the usual ones. */
export function orderTool(scope: string, parameters: Record<string, unknown> = {}): NodeSketch {
	const usual = createOrder({});
	return {
		...usual,
		name: TOOL.node,
		type: `${usual.type}Tool`,
		parameters: {
			...usual.parameters,
			utid: byId(fromModel('Reward', 'The UTID of the reward, such as U666425')),
			amount: fromModel('Amount', 'The face value, such as 25', 'number'),
			recipientEmail: fromModel('Recipient_Email', 'Who gets the reward'),
			recipientFirstName: fromModel('First_Name', 'First name of who gets it'),
			recipientLastName: fromModel('Last_Name', 'Last name of who gets it'),
			toolScope: scope,
			...parameters,
		},
	};
}

/** An expression that lets the model fill a field. */
export function fromModel(key: string, description: string, type: 'string' | 'number' = 'string'): string {
	return `={{ $fromAI('${key}', '${description}', '${type}') }}`;
}

export function agent(name: string, typeVersion: number): NodeSketch {
	return {
		name,
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion,
		parameters: { promptType: 'define', text: '=Reward the customer of {{ $json.ticket }}', options: {} },
	};
}

export function agentAsTool(name: string): NodeSketch {
	return {
		name,
		type: '@n8n/n8n-nodes-langchain.agentTool',
		typeVersion: 3,
		parameters: {
			toolDescription: 'Sends rewards',
			text: fromModel('Task', 'What to do'),
			options: {},
		},
	};
}

export function chatModel(name: string, model: string, credentials: NodeCredentials): NodeSketch {
	return {
		name,
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.2,
		credentials,
		parameters: { model: byId(model), options: {} },
	};
}

/** A person is asked by mail before the tool is used. */
export function review(name: string, credentials: NodeCredentials): NodeSketch {
	return {
		name,
		type: 'n8n-nodes-base.emailSendHitlTool',
		typeVersion: 2.1,
		credentials,
		parameters: {
			fromEmail: 'agent@example.com',
			toEmail: 'manager@example.com',
			subject: 'A reward to approve',
			message: '=The agent wants to use {{ $tool.name }} with {{ JSON.stringify($tool.parameters) }}',
			approvalOptions: { values: { approvalType: 'double' } },
			options: {},
		},
	};
}

export function mcpTrigger(path: string): NodeSketch {
	return {
		name: 'MCP Server Trigger',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2.1,
		webhookId: path,
		parameters: { path },
	};
}
