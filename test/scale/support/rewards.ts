import { randomUUID } from 'node:crypto';

import type { CredentialRecord } from '../../n8n/run/sampleCredentials.ts';
import { chain, webhookTrigger } from '../../n8n/run/testWorkflows.ts';
import { callWebhook, publish } from '../../n8n/run/workflowRuns.ts';
import { createOrderWith } from './credential.ts';
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
		connection: Record<string, unknown>,
		type: CredentialRecord['type'] = 'tangoApi',
	): Promise<RewardByWebhook> {
		const path = randomUUID();
		const order = await createOrderWith(queueMode, type, connection, {
			reference: '={{ $json.body.reference }}',
			recipientEmail: '={{ $json.body.email }}',
		});
		const id = await publish(queueMode, chain('Reward', webhookTrigger(path), order));
		return new RewardByWebhook(queueMode, id, path);
	}

	/**
	 * Calls the webhook for each reference, all at once; gives the status of each answer, and undefined where none came
	 * before `signal` ended the waiting.
	 */
	async send(references: readonly string[], signal?: AbortSignal): Promise<Array<number | undefined>> {
		return await Promise.all(
			references.map(async (reference) => {
				const body = { reference, email: emailOf(reference) };
				const answer = await callWebhook(this.#queueMode, this.#path, body, signal).catch(() => undefined);
				await answer?.body?.cancel().catch(() => undefined);
				return answer?.status;
			}),
		);
	}
}

export function references(count: number): string[] {
	const run = randomUUID().slice(0, 8);
	return Array.from({ length: count }, (_, index) => `${run}-${index + 1}`);
}

/** Who was paid, as often as it was, by the sandbox's own books. */
export function paid({ sandbox }: QueueMode): string[] {
	return sandbox.state.orders.map(({ criteria }) => String(criteria.recipient?.email)).sort();
}

/** What `paid` gives when each reference was paid once. */
export function onceEach(wanted: readonly string[]): string[] {
	return wanted.map(emailOf).sort();
}

function emailOf(reference: string): string {
	return `${reference}@example.com`;
}
