import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { INode, IWorkflowBase } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { REPOSITORY } from '../../n8n/shared/paths.ts';
import { Canvas } from '../support/canvas.ts';
import type { Stage } from '../support/stage.ts';

const FOLDER = join(REPOSITORY, 'test', 'workflows');

export function workflowFiles(stage: Stage): void {
	describe('the workflow files of the operations', () => {
		test.each(['tangoOrders', 'tangoCustomers', 'tangoCatalog'])(
			'are as the editor saves them, without a red mark: %s',
			async (type) => {
				const nodes = await nodesOf(type);
				const canvas = new Canvas(stage.page);

				await canvas.paste({ nodes, connections: {} });
				await expect.poll(async () => await stage.page.getByTestId('canvas-node').count()).toBe(nodes.length);
				await stage.pictures.step(`files-${type}`);
				expect(await stage.page.getByTestId('node-issues').count()).toBe(0);

				await expect
					.poll(async () => parametersOf((await canvas.saved()).nodes), { timeout: 30_000 })
					.toEqual(parametersOf(nodes));
			},
		);
	});
}

function parametersOf(nodes: readonly INode[]): Map<string, INode['parameters']> {
	return new Map(nodes.map(({ name, parameters }) => [name, parameters]));
}

/** The Tango node of each file, under the name of its file, in rows. */
async function nodesOf(type: string): Promise<INode[]> {
	const names = (await readdir(join(FOLDER, type))).sort();
	return await Promise.all(
		names.map(async (name, index): Promise<INode> => {
			const file: Pick<IWorkflowBase, 'nodes'> = JSON.parse(await readFile(join(FOLDER, type, name), 'utf8'));
			const node = file.nodes[1];
			if (!node) throw new Error(`${type}/${name} holds no node of ours`);
			const position: INode['position'] = [(index % 8) * 240, Math.floor(index / 8) * 200];
			return { ...node, name, id: `${node.id.slice(0, -4)}${String(index).padStart(4, '0')}`, position };
		}),
	);
}
