import { expect, test } from 'vitest';

import { Canvas } from '../support/canvas.ts';
import { NodeView } from '../support/nodeView.ts';
import type { Stage } from '../support/stage.ts';
import { MY_KEY } from './credentials.ts';

export function connectionCheck(stage: Stage): void {
	test('Connection: Check is found and tells each check in four columns, facts behind them', async () => {
		const { page, pictures } = stage;
		const canvas = new Canvas(page);
		await canvas.startWorkflow();
		await canvas.openPanel();
		await canvas.searchPanel('tango customers');
		await canvas.clickInPanel('Tango Customers');
		await canvas.clickInPanel('Check the connection');
		const node = new NodeView(page);
		await node.chooseCredential(MY_KEY);
		await node.execute();

		await pictures.forDocs('connection-check', node.window);
		const rows = await node.table();
		expect(rows.length).toBeGreaterThan(9);
		for (const row of rows) {
			expect(Object.keys(row).slice(0, 5)).toEqual(['check', 'status', 'message', 'howToMend', 'facts']);
			expect(row).toMatchObject({ status: 'ok', howToMend: 'Nothing to do' });
		}
		await node.close();
	});
}
