import { type CredentialRecord, sampleCredentials } from '../../n8n/run/sampleCredentials.ts';
import { createOrder, type NodeSketch } from '../../n8n/run/testWorkflows.ts';
import type { WorkflowNode } from '../../n8n/run/workflow.ts';
import type { QueueMode } from './queueMode.ts';

type Type = CredentialRecord['type'];

/** Saves a credential of its own; gives how a node refers to it. */
export async function saveCredential(
	{ rest, sandbox }: QueueMode,
	type: Type,
	connection: Record<string, unknown>,
): Promise<NonNullable<WorkflowNode['credentials']>> {
	const sample = sampleCredentials(sandbox, connection).find((one) => one.type === type);
	const name = String(sample?.name);
	const { id } = await rest.request<{ id: string }>('POST', '/credentials', {
		name,
		type,
		data: sample?.data,
	});
	return { [type]: { id, name } };
}

/** "Tango Orders: Create" with a credential of its own. */
export async function createOrderWith(
	queueMode: QueueMode,
	type: Type,
	connection: Record<string, unknown>,
	parameters: Record<string, unknown>,
): Promise<NodeSketch> {
	const authentication = type === 'tangoApi' ? 'basicAuth' : 'oAuth2';
	return createOrder({ authentication, ...parameters }, await saveCredential(queueMode, type, connection));
}
