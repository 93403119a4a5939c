import { beforeAll, describe, expect, test } from 'vitest';

import { IN_CREDENTIALS } from '../mistakes/inCredentials.ts';
import { IN_AMOUNTS } from '../mistakes/inAmounts.ts';
import { IN_RECIPIENTS } from '../mistakes/inRecipients.ts';
import { Canvas } from '../support/canvas.ts';
import { CredentialDialog } from '../support/credentialDialog.ts';
import { NodeView } from '../support/nodeView.ts';
import type { Stage } from '../support/stage.ts';
import { MY_KEY } from './credentials.ts';

export function mistakes(stage: Stage): void {
	describe('a mistake in an order is mended from its message alone:', () => {
		let node: NodeView;
		beforeAll(async () => (node = await goodOrder(stage)));

		test.each([...IN_AMOUNTS, ...IN_RECIPIENTS])('$what', async ({ what, reference, make, says, mend }) => {
			await node.form.type('reference', reference ?? `mistake: ${what}`);
			await make(node.form, stage.served.sandbox);
			await node.execute();
			await stage.pictures.step(`mistake-${what.replaceAll(/\W+/g, '-')}`);
			const { message, description } = await node.failure();
			expect(`${message} ${description}`).toMatch(says);

			await mend(node.form, stage.served.sandbox);
			await node.execute();
			expect(await node.table()).toMatchObject([{ status: 'COMPLETE', replayed: 'false' }]);
		});

		test('a reference that two rows of a list share', async () => {
			await new Canvas(stage.page).open('tangoExampleList');
			await node.open('Send the rewards');
			// The editor shows what an expression finds once there are rows.
			await node.execute();
			await node.form.express('reference', 'webinar-{{ $json.lastName }}', 'webinar-Example');
			await node.execute();
			await node.output.getByText('Error Branch').click();
			await stage.pictures.step('mistake-shared-reference');
			expect(await node.output.innerText()).toMatch(
				/Reference is the same as that of row 1.*: change it in this row alone.*Leave the references of the other rows as they are/s,
			);

			await node.form.express('reference', '{{ $json.rowId }}', 'webinar-2026-001');
			await node.execute();
			expect(await node.output.innerText()).toContain('Success Branch (3 items)');
			await node.close();
		});
	});

	describe('a mistake in a credential is mended from its message alone:', () => {
		let dialog: CredentialDialog;
		beforeAll(async () => {
			dialog = new CredentialDialog(stage.page);
			await dialog.open(MY_KEY);
		});

		test.each(IN_CREDENTIALS)('$what', async ({ what, make, says, mend }) => {
			const { pictures, served } = stage;
			await make(dialog.form, served.sandbox);
			const verdict = await dialog.save();
			await pictures.step(`mistake-${what.replaceAll(/\W+/g, '-')}`);
			expect(verdict).toMatch(says);

			await mend(dialog.form, served.sandbox);
			expect(await dialog.save()).toBe('Connection tested successfully');
		});
	});
}

/** A reward that was sent, to make mistakes in. */
async function goodOrder({ page }: Stage): Promise<NodeView> {
	const canvas = new Canvas(page);
	await canvas.startWorkflow();
	await canvas.addNode('Tango Orders', 'Send a reward');
	const node = new NodeView(page);
	const { form } = node;
	await node.chooseCredential(MY_KEY);
	await form.pick('customerIdentifier', 'Acme Rewards');
	await form.pick('accountIdentifier', 'Acme US Dollar');
	await form.pick('utid', 'Amazon.com', 'amazon');
	await form.type('amount', '25');
	await form.type('recipientEmail', 'jane@example.com');
	await form.type('recipientFirstName', 'Jane');
	await form.type('reference', 'no mistake');
	await node.execute();
	return node;
}
