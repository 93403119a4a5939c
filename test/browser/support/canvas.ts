import type { Page } from 'playwright-core';

/** The editor's drawing board, on which workflows are made. */
export class Canvas {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	async open(workflowId: string): Promise<void> {
		await this.#page.goto(`/workflow/${workflowId}`);
		await this.#page.getByTestId('canvas-node').first().waitFor();
	}

	/** A new workflow that starts by a click. */
	async startWorkflow(): Promise<void> {
		await this.#page.goto('/workflow/new');
		// It gets its ID, and with it a new page.
		await this.#page.waitForURL(({ pathname }) => pathname !== '/workflow/new');
		await this.#page.getByTestId('canvas-add-button').click();
		await this.searchPanel('manual');
		await this.clickInPanel('Trigger manually');
		await this.#page.getByTestId('canvas-node').first().waitFor();
	}

	/** The plus behind the last node. */
	async openPanel(): Promise<void> {
		await this.#page.getByTestId('canvas-handle-plus').last().click();
	}

	async searchPanel(words: string): Promise<void> {
		await this.#page.getByTestId('node-creator-search-bar').fill(words);
	}

	async clickInPanel(name: string): Promise<void> {
		await this.#page.getByTestId('node-creator-item-name').getByText(name, { exact: true }).click();
	}

	/** From the plus behind the last node to the window of a new one that does this. */
	async addNode(name: string, action: string): Promise<void> {
		await this.openPanel();
		await this.searchPanel(name);
		await this.clickInPanel(name);
		await this.clickInPanel(action);
	}
}
