import { expect } from 'vitest';

import { exampleWorkflow } from './exampleWorkflows.ts';
import type { Execution } from './finishedExecution.ts';
import type { TestHost } from './testHost.ts';
import { TRIGGER } from './testWorkflows.ts';
import type { Workflow, WorkflowNode } from './workflow.ts';

/** What is needed of a host to use its editor, and to call its webhooks. */
type Editor = Pick<TestHost, 'rest'>;
type Webhooks = Pick<TestHost, 'n8n'>;

/** Saves a workflow and runs it from its manual trigger to its end. */
export async function runByHand(host: Editor, workflow: Omit<Workflow, 'id'>): Promise<Execution> {
	const { id } = await host.rest.createWorkflow(workflow);
	return await host.rest.run(id, TRIGGER);
}

/** Saves and publishes a workflow with a webhook trigger. */
export async function publish(host: Editor, workflow: Omit<Workflow, 'id'>): Promise<string> {
	const saved = await host.rest.createWorkflow(workflow);
	await host.rest.activate(saved);
	return saved.id;
}

/** By a node's name, what it has in place of its own. */
export type Parts = Readonly<Record<string, Partial<WorkflowNode>>>;

/** Saves an imported example with what it leaves to whoever uses it filled in; gives its ID. */
export async function fillInExample({ rest }: Editor, file: string, own: Parts): Promise<string> {
	const { id, name, nodes, connections, settings } = await exampleWorkflow(file);
	const filled = nodes.map((node) => ({ ...node, ...own[node.name] }));
	await rest.saveWorkflow(id, { name, nodes: filled, connections, settings });
	return id;
}

/** Calls a webhook and returns what its workflow answers; a workflow that fails answers with status 500. */
export async function callWebhook(
	host: Webhooks,
	path: string,
	body: unknown = {},
	signal?: AbortSignal,
): Promise<Response> {
	const answer = await fetch(`${host.n8n.url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		signal,
	});
	expect(answer.status).not.toBe(404);
	return answer;
}

/** Runs a published workflow by its webhook, to a failure, and returns the ID of that execution. */
export async function failByWebhook(host: TestHost, workflowId: string, path: string): Promise<string> {
	const answer = await callWebhook(host, path);
	await answer.body?.cancel();
	const [execution] = await host.rest.executionsOf(workflowId);
	expect(execution).toMatchObject({ status: 'error', mode: 'webhook' });
	return String(execution?.id);
}
