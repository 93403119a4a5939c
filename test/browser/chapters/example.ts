import { describe, expect, test } from 'vitest';

import { SAMPLE } from '../../n8n/start/sampleOrder.ts';
import { Canvas } from '../support/canvas.ts';
import { NodeView } from '../support/nodeView.ts';
import type { Stage } from '../support/stage.ts';
import { Toasts } from '../support/toasts.ts';

export function example(stage: Stage): void {
	describe('the example that npm start prints', () => {
		test.each([
			['places a reward of its own at the first press', 1, 'false'],
			['pays nothing at the second', 0, 'true'],
		])('%s', async (_what, placed, replayed) => {
			const { page, pictures, served } = stage;
			const { orders } = served.sandbox.state;
			const before = orders.length;
			const toasts = new Toasts(page);
			await new Canvas(page).open(SAMPLE.workflowId);
			await pictures.step('example');
			await page.getByTestId('execute-workflow-button').click();

			expect(await toasts.next()).toContain('Workflow executed successfully');
			await toasts.dismiss();
			await pictures.step('example-done');
			const node = new NodeView(page);
			await node.open(SAMPLE.orderNode);
			await pictures.step('example-output');
			expect(await node.table()).toMatchObject([
				{ status: 'COMPLETE', replayed, amount: '25', recipientEmail: 'jane@example.com' },
			]);
			expect(orders.length - before).toBe(placed);
			await node.close();
		});
	});
}
