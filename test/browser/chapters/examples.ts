import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { exampleWorkflow } from '../../n8n/run/exampleWorkflows.ts';
import { REPOSITORY } from '../../n8n/shared/paths.ts';
import { Canvas } from '../support/canvas.ts';
import type { Stage } from '../support/stage.ts';

const FILES = readdirSync(join(REPOSITORY, 'examples')).filter((name) => name.endsWith('.json'));

export function examples(stage: Stage): void {
	describe('each example', () => {
		test.each(FILES)('has a note that its text fills, and a picture: %s', async (file) => {
			const { page, pictures } = stage;
			const { id, nodes } = await exampleWorkflow(file);
			const canvas = new Canvas(page);
			await canvas.open(id);
			const drawn = nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
			await expect.poll(async () => await page.getByTestId('canvas-node').count()).toBe(drawn.length);

			await pictures.ofCanvas(`example-${file.replace('.json', '')}`, await canvas.fit());
			const note = page.getByTestId('sticky').first();
			const [all, last] = [await note.boundingBox(), await note.locator('p, li').last().boundingBox()];
			if (!all || !last) throw new Error('The note is not shown');
			const below = (all.y + all.height - (last.y + last.height)) / all.height;
			expect(below).toBeGreaterThan(0);
			expect(below).toBeLessThan(0.2);
		});
	});
}
