import { randomUUID } from 'node:crypto';

import type { NodeSketch } from '../../run/testWorkflows.ts';
import type { Workflow } from '../../run/workflow.ts';

export interface Wire {
	from: string;
	to: string;
	/** `main`, or what an agent's helpers are connected by. */
	by: 'main' | 'ai_tool' | 'ai_languageModel';
}

/** A workflow of these nodes and the wires between them. */
export function wired(name: string, nodes: NodeSketch[], wires: Wire[]): Omit<Workflow, 'id'> {
	const connections: Record<
		string,
		Record<string, Array<Array<{ node: string; type: string; index: number }>>>
	> = {};
	for (const { from, to, by } of wires) {
		const ends = ((connections[from] ??= {})[by] ??= [[]]);
		ends[0]?.push({ node: to, type: by, index: 0 });
	}
	return {
		name,
		nodes: nodes.map((node, index) => ({ ...node, id: randomUUID(), position: [index * 240, 0] })),
		connections,
		settings: { executionOrder: 'v1' },
	};
}
