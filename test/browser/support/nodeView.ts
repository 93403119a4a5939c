import type { Locator, Page } from 'playwright-core';

import { Form } from './form.ts';
import { Toasts } from './toasts.ts';

/** n8n's fields wait half a second at most for further keys. */
const LONGER_THAN_TYPING_TAKES_MS = 600;

/** What n8n shows in red where a node failed: what happened, and how to mend it. */
export interface Failure {
	readonly message: string;
	readonly description: string;
}

/** The window of a node: its input, its form and its output. */
export class NodeView {
	readonly form: Form;
	readonly window: Locator;
	readonly output: Locator;
	readonly #page: Page;
	readonly #toasts: Toasts;

	constructor(page: Page) {
		this.#page = page;
		this.form = new Form(page);
		this.window = page.getByTestId('ndv');
		this.output = page.getByTestId('output-panel');
		this.#toasts = new Toasts(page);
	}

	/** From the canvas. */
	async open(node: string): Promise<void> {
		await this.#page.locator(`[data-test-id=canvas-node][data-node-name="${node}"]`).dblclick();
		await this.output.waitFor();
	}

	async chooseCredential(name: string): Promise<void> {
		await this.#page.getByTestId('node-credentials-select').click();
		await this.#page.getByText(name, { exact: true }).last().click();
	}

	/** Presses "Execute step", waits until n8n says how it ended, and says it. */
	async execute(): Promise<string> {
		await this.#toasts.dismiss();
		await this.#typingTaken();
		await this.#page.getByTestId('node-execute-button').first().click();
		const told = await this.#toasts.next();
		await this.#toasts.dismiss();
		return told;
	}

	/**
	 * The editor takes what was typed a moment later, and pressed before it would run what was there. A later timer of the
	 * same page fires after its own, however busy the machine is.
	 */
	async #typingTaken(): Promise<void> {
		await this.#page.evaluate(
			`new Promise((resolve) => setTimeout(resolve, ${LONGER_THAN_TYPING_TAKES_MS}))`,
		);
	}

	/** The table of the output: one record for each row, cells by their column. */
	async table(): Promise<Array<Record<string, string>>> {
		const table = this.output.locator('table');
		await table.waitFor();
		const columns = await table.locator('thead th').allInnerTexts();
		const rows = await table.locator('tbody tr').all();
		return await Promise.all(
			rows.map(async (row) => {
				const cells = await row.locator('td').allInnerTexts();
				return Object.fromEntries(
					cells.map((cell, index): [string, string] => [columns[index]?.trim() ?? '', cell.trim()]),
				);
			}),
		);
	}

	async failure(): Promise<Failure> {
		const message = await this.output.getByTestId('node-error-message').innerText();
		const description = this.output.getByTestId('node-error-description');
		return { message, description: (await description.count()) > 0 ? await description.innerText() : '' };
	}

	async close(): Promise<void> {
		await this.#page.keyboard.press('Escape');
		await this.output.waitFor({ state: 'hidden' });
	}
}
