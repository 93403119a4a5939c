import { describe, expect, test } from 'vitest';

import { Canvas } from '../support/canvas.ts';
import { NodeView } from '../support/nodeView.ts';
import type { Stage } from '../support/stage.ts';

const EXAMPLES = [
	['tangoExampleAgt1', 'agent'],
	['tangoExampleMcp1', 'agent-mcp'],
] as const;

export function agents(stage: Stage): void {
	describe('the examples for AI agents', () => {
		test.each(EXAMPLES)('explain themselves beside their tools: %s', async (id, name) => {
			const { page, pictures } = stage;
			await new Canvas(page).open(id);
			for (const tool of ['Search the catalog', 'Preview the reward', 'Send the reward'])
				await page.getByTestId('canvas-node').filter({ hasText: tool }).first().waitFor();
			await page.getByTestId('sticky').first().waitFor();

			if (name === 'agent') await pictures.forDocs(name, page.getByTestId('canvas-wrapper'));
			else await pictures.step(name);
		});

		test('ask for the Event, limits and who may be paid instead of a reference', async () => {
			const { page, pictures } = stage;
			await new Canvas(page).open('tangoExampleAgt1');
			const node = new NodeView(page);
			await node.open('Send the reward');
			for (const name of ['toolScope', 'repeatReward', 'allowedRecipients', 'maximumAmount', 'maximumTotal'])
				await expect.poll(async () => await node.form.field(name).count()).toBe(1);
			expect(await node.form.field('referenceSource').count()).toBe(0);
			await pictures.step('agent-tool');
			await node.close();
		});
	});
}
