import { randomUUID } from 'node:crypto';

import { type CredentialRecord, sampleCredentials } from '../../n8n/run/sampleCredentials.ts';
import { chain, createOrder, webhookTrigger } from '../../n8n/run/testWorkflows.ts';
import { callWebhook, publish } from '../../n8n/run/workflowRuns.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { QueueMode } from './queueMode.ts';

/** A published workflow: one call of its webhook is one execution, on whichever worker takes it, and one reward. */
export class RewardByWebhook {
	readonly workflowId: string;
	readonly #queueMode: QueueMode;
	readonly #path: string;

	private constructor(queueMode: QueueMode, workflowId: string, path: string) {
		this.#queueMode = queueMode;
		this.workflowId = workflowId;
		this.#path = path;
	}

	static async publish(
		queueMode: QueueMode,
		type: CredentialRecord['type'],
		connection: Record<string, unknown>,
	): Promise<RewardByWebhook> {
		const path = randomUUID();
		const credentials = await saveCredential(queueMode, type, connection);
		const order = createOrder(
			{
				authentication: type === 'tangoApi' ? 'basicAuth' : 'oAuth2',
				reference: '={{ $json.body.reference }}',
				recipientEmail: '={{ $json.body.email }}',
			},
			credentials,
		);
		const id = await publish(queueMode, chain('Reward', webhookTrigger(path), order));
		return new RewardByWebhook(queueMode, id, path);
	}

	/** Calls the webhook for each reference, all at once; gives the status of each answer, 0 where none came. */
	async send(references: readonly string[]): Promise<number[]> {
		return await Promise.all(
			references.map(async (reference) => {
				const body = { reference, email: `${reference}@example.com` };
				const answer = await callWebhook(this.#queueMode, this.#path, body).catch(() => undefined);
				await answer?.body?.cancel().catch(() => undefined);
				return answer?.status ?? 0;
			}),
		);
	}
}

async function saveCredential(
	{ rest, sandbox }: QueueMode,
	type: CredentialRecord['type'],
	connection: Record<string, unknown>,
) {
	const record = sampleCredentials(sandbox, connection).find((one) => one.type === type);
	const { id } = await rest.request<{ id: string }>('POST', '/credentials', {
		name: record?.name,
		type,
		data: record?.data,
	});
	return { [type]: { id, name: String(record?.name) } };
}

export function references(count: number): string[] {
	const run = randomUUID().slice(0, 8);
	return Array.from({ length: count }, (_, index) => `${run}-${index + 1}`);
}

/** Who was paid, as often as it was, by the sandbox's own books. */
export function paid(sandbox: Sandbox): string[] {
	return sandbox.state.orders.map(({ criteria }) => String(criteria.recipient?.email)).sort();
}

/** What `paid` gives when each reference was paid once. */
export function onceEach(wanted: readonly string[]): string[] {
	return wanted.map((reference) => `${reference}@example.com`).sort();
}
