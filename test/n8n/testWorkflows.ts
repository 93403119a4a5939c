import { randomUUID } from 'node:crypto';

import { BASIC, OAUTH2 } from './credentials.ts';
import type { Workflow, WorkflowNode } from './workflows.ts';

export const TRIGGER = 'Start';

type NodeSketch = Omit<WorkflowNode, 'id' | 'position'>;

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
