import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { readJson } from '../shared/json.ts';
import { REPOSITORY } from '../shared/paths.ts';
import type { Workflow } from './workflow.ts';

const EXAMPLES = join(REPOSITORY, 'examples');

export async function exampleWorkflow(fileName: string): Promise<Workflow> {
	return await readJson<Workflow>(join(EXAMPLES, fileName));
}

export async function exampleWorkflows(): Promise<Workflow[]> {
	const files = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.json')).sort();
	return await Promise.all(files.map(exampleWorkflow));
}
