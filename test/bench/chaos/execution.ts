import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from '../../n8n/run/finishedExecution.ts';
import type { N8nRest } from '../../n8n/run/n8nRest.ts';
import { TRIGGER } from '../../n8n/run/testWorkflows.ts';

/** A run that has not returned by then is stopped: it hangs. */
export const HUNG_AFTER_MS = 120_000;
const POLL_MS = 500;
const RUNNING = ['new', 'running', 'waiting'];

export interface Ended {
	/** Undefined when the run hung. */
	execution: Execution | undefined;
	ms: number;
}

/** Starts a workflow; `ended` settles when it has returned, or when it was stopped because it hung. */
export async function start(rest: N8nRest, workflowId: string): Promise<{ ended: Promise<Ended> }> {
	const startedAt = performance.now();
	const { executionId } = await rest.request<{ executionId: string }>(
		'POST',
		`/workflows/${workflowId}/run`,
		{
			triggerToStartFrom: { name: TRIGGER },
		},
	);
	return { ended: follow(rest, executionId, startedAt) };
}

async function follow(rest: N8nRest, executionId: string, startedAt: number): Promise<Ended> {
	while (performance.now() - startedAt < HUNG_AFTER_MS) {
		const { status } = await rest.request<{ status: string }>('GET', `/executions/${executionId}`);
		const ms = performance.now() - startedAt;
		if (!RUNNING.includes(status)) return { execution: await rest.finished(executionId), ms };
		await sleep(POLL_MS);
	}
	await rest.request('POST', `/executions/${executionId}/stop`);
	return { execution: undefined, ms: performance.now() - startedAt };
}
