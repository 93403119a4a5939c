import { describe, expect, test } from 'vitest';

import { Canvas } from '../support/canvas.ts';
import { NodeView } from '../support/nodeView.ts';
import type { Stage } from '../support/stage.ts';
import { MY_KEY } from './credentials.ts';

/** The red words of n8n's table. */
const RED = /^(?:null|undefined|\[empty.*\])$/;

/** From an empty workflow to a paid reward: everything is clicked, but for what is the reward's own. */
export function orders(stage: Stage): void {
	describe('by clicks alone, and no ID typed,', () => {
		let node: NodeView;

		test('an order is made', async () => {
			const { page, pictures, served } = stage;
			const placed = served.sandbox.state.orders.length;
			const canvas = new Canvas(page);
			await canvas.startWorkflow();
			await canvas.openPanel();
			await canvas.searchPanel('gift card');
			await canvas.clickInPanel('Tango Orders');
			await page.getByText('Send a reward', { exact: true }).waitFor();
			await pictures.step('order-actions');
			await canvas.clickInPanel('Send a reward');
			node = new NodeView(page);
			await node.chooseCredential(MY_KEY);
			await pictures.step('order-empty');

			await node.form.list('customerIdentifier');
			await pictures.step('order-customers');
			await node.form.take('Acme Rewards');
			await node.form.list('accountIdentifier');
			await pictures.step('order-accounts');
			await node.form.take('Acme US Dollar');
			await node.form.list('utid', 'amazon 25');
			await pictures.forDocs('choose-reward', node.window);
			await node.form.take('Amazon.com Gift Card');
			await node.form.type('amount', '25');
			await node.form.type('recipientEmail', 'jane@example.com');
			await node.form.type('recipientFirstName', 'Jane');
			await node.form.type('recipientLastName', 'Doe');
			await node.form.type('reference', 'survey-1042');
			await pictures.step('order-filled-in');
			await node.execute();

			await pictures.forDocs('order', node.window);
			const rows = await node.table();
			expect(rows).toMatchObject([{ status: 'COMPLETE', replayed: 'false', recipientName: 'Jane Doe' }]);
			expect(rows.flatMap(redOnes)).toEqual([]);
			expect(served.sandbox.state.orders).toHaveLength(placed + 1);
		});

		test('the next one is previewed, and the table of a good one has nothing red', async () => {
			await node.form.choose('operation', 'Preview');
			await node.form.type('reference', 'survey-1043');
			await node.execute();

			await stage.pictures.forDocs('preview', node.window);
			const rows = await node.table();
			expect(rows).toMatchObject([
				{ ok: 'true', verdict: 'Would be ordered', problems: 'None', cost: '25', notChecked: 'None' },
			]);
			expect(rows.flatMap(redOnes)).toEqual([]);
		});

		test('a bad one is previewed, and says why', async () => {
			await node.form.type('recipientEmail', 'jane@example');
			await node.execute();

			await stage.pictures.step('preview-problem');
			expect(await node.table()).toMatchObject([
				{ ok: 'false', problems: 'Recipient Email is not an e-mail address: "jane@example"' },
			]);
		});

		test('the order is found by the reference that was typed', async () => {
			await node.form.choose('operation', 'Get');
			await node.form.typeReference('referenceOrderID', 'survey-1042');
			await stage.pictures.step('order-by-reference');
			await node.execute();

			await stage.pictures.step('order-by-reference-found');
			const rows = await node.table();
			expect(rows).toMatchObject([{ status: 'COMPLETE', recipientName: 'Jane Doe' }]);
			expect(rows.flatMap(redOnes)).toEqual([]);
			await node.close();
		});

		test('a list becomes a bulk order, whose bad row comes out by itself', async () => {
			const { page, pictures } = stage;
			await new Canvas(page).open('tangoExampleList');
			await node.open('Send the rewards');
			await node.form.choose('resource', 'Bulk Order');
			await pictures.step('bulk-order');
			await node.execute();

			await pictures.forDocs('bulk-order', node.window);
			const rows = await node.table();
			expect(rows.flatMap(redOnes)).toEqual([]);
			expect(rows.map(({ outcome, recipientEmail }) => [outcome, recipientEmail])).toEqual([
				['accepted', 'jane@example.com'],
				['accepted', 'alex@example.com'],
				['accepted', 'kim@example.com'],
			]);
			await node.output.getByText('Error Branch').click();
			await pictures.step('bulk-order-bad-row');
			expect(await node.output.innerText()).toContain('Recipient Email is empty');
			await node.close();
		});
	});
}

function redOnes(row: Record<string, string>): string[] {
	return Object.entries(row).flatMap(([column, cell]) => (RED.test(cell) ? [`${column}: ${cell}`] : []));
}
