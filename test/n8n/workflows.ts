import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { readJson } from './json.ts';
import { EXAMPLES } from './paths.ts';

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	onError?: string;
	webhookId?: string;
	retryOnFail?: boolean;
	maxTries?: number;
	/** Milliseconds. */
	waitBetweenTries?: number;
}

export interface Workflow {
	id: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings: Record<string, unknown>;
}

export async function exampleWorkflow(fileName: string): Promise<Workflow> {
	return await readJson<Workflow>(join(EXAMPLES, fileName));
}

export async function exampleWorkflows(): Promise<Workflow[]> {
	const files = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.json')).sort();
	return await Promise.all(files.map(exampleWorkflow));
}
