import { randomUUID } from 'node:crypto';

import { BASIC, OAUTH2 } from './sampleCredentials.ts';
import type { Workflow, WorkflowNode } from './workflow.ts';

export const TRIGGER = 'Start';

export type NodeSketch = Omit<WorkflowNode, 'id' | 'position'>;

export const manualTrigger: NodeSketch = {
	name: TRIGGER,
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	parameters: {},
};

export function webhookTrigger(path: string): NodeSketch {
	return {
		name: TRIGGER,
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: randomUUID(),
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
	};
}

/** "Tango Orders: Create" for Jane; `parameters` win over the usual ones. */
export function createOrder(
	parameters: Record<string, unknown>,
	credentials: WorkflowNode['credentials'] = BASIC,
): NodeSketch {
	return {
		name: 'Tango Orders',
		type: 'n8n-nodes-tango.tangoOrders',
		typeVersion: 1,
		credentials,
		parameters: {
			authentication: credentials === OAUTH2 ? 'oAuth2' : 'basicAuth',
			resource: 'order',
			operation: 'create',
			customerIdentifier: byId('acme-rewards'),
			accountIdentifier: byId('acme-usd'),
			utid: byId('U666425'),
			amount: 25,
			deliveryMethod: 'EMAIL',
			recipientEmail: 'jane@example.com',
			recipientFirstName: 'Jane',
			recipientLastName: 'Example',
			referenceSource: 'businessKey',
			additionalFields: {},
			options: {},
			...parameters,
		},
	};
}

/** Two nodes that put out one item per row: `{ key: 'row-1', email: 'row-1@example.com' }` and so on. */
export function rowList(count: number): NodeSketch[] {
	const rows = Array.from({ length: count }, (_, index) => ({
		key: `row-${index + 1}`,
		email: `row-${index + 1}@example.com`,
	}));
	return [
		{
			name: 'List',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
		},
		{
			name: 'Rows',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
	];
}

/** "Loop Over Items"; `looped` closes its circle. */
export function loopNode(batchSize = 1): NodeSketch {
	return {
		name: 'Loop',
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		parameters: { batchSize, options: {} },
	};
}

/** A chain whose last node leads back to its loop node, and is reached by the loop's second output. */
export function looped(workflow: Omit<Workflow, 'id'>): Omit<Workflow, 'id'> {
	const [body, loop] = [workflow.nodes.at(-1)?.name, workflow.nodes.at(-2)?.name];
	const to = (node: string | undefined) => [{ node, type: 'main', index: 0 }];
	return {
		...workflow,
		connections: {
			...workflow.connections,
			[String(loop)]: { main: [[], to(body)] },
			[String(body)]: { main: [to(loop)] },
		},
	};
}

export function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}

/** A workflow whose nodes follow one another in the order given. */
export function chain(name: string, ...sketches: NodeSketch[]): Omit<Workflow, 'id'> {
	const nodes = sketches.map(
		(sketch, index): WorkflowNode => ({ ...sketch, id: randomUUID(), position: [index * 240, 0] }),
	);
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map((node, index) => [
				sketches[index]?.name,
				{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
			]),
	);
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}
