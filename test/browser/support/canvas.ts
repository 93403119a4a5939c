import type { IWorkflowBase } from 'n8n-workflow';
import type { Page } from 'playwright-core';

import type { Clip } from './pictures.ts';

/** Around what is drawn; the names of nodes stand below them. */
const MARGIN = 40;
const NAMES = 60;
/** n8n moves the board for some moments. */
const MOVING_MS = 150;

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

	async #openNew(): Promise<void> {
		await this.#page.goto('/workflow/new');
		// It gets its ID, and with it a new page.
		await this.#page.waitForURL(({ pathname }) => pathname !== '/workflow/new');
		// Then all is set up anew, and a panel that was open goes away.
		await this.#page.waitForLoadState('networkidle');
		await this.#page.getByTestId('canvas-add-button').waitFor();
	}

	/** A new workflow of what another one was copied from. */
	async paste(workflow: Pick<IWorkflowBase, 'nodes' | 'connections'>): Promise<void> {
		await this.#openNew();
		const text = JSON.stringify(JSON.stringify(workflow));
		await this.#page.evaluate(`{
			const clipboardData = new DataTransfer();
			clipboardData.setData('text/plain', ${text});
			document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
		}`);
		await this.#page.getByTestId('canvas-node').first().waitFor();
		await this.#page.getByTestId('zoom-to-fit').click();
	}

	/** Zooms out to all nodes and notes, and gives the part of the page that the nodes cover. */
	async fit(): Promise<Clip> {
		await this.#page.getByTestId('zoom-to-fit').click();
		for (let before: Clip | undefined; ; ) {
			const now = await this.#covered();
			if (JSON.stringify(now) === JSON.stringify(before)) return now;
			before = now;
			await this.#page.waitForTimeout(MOVING_MS);
		}
	}

	async #covered(): Promise<Clip> {
		const parts = await this.#page.getByTestId('canvas-node').all();
		const found = await Promise.all(parts.map(async (part) => await part.boundingBox()));
		const boxes = found.filter((box) => box !== null);
		const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
		const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
		const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN;
		const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + NAMES;
		return { x: left, y: top, width: right - left, height: bottom - top };
	}

	/** What n8n has of the workflow; the editor saves it by itself. */
	async saved(): Promise<Pick<IWorkflowBase, 'nodes'>> {
		const browserId = String(await this.#page.evaluate(`localStorage.getItem('n8n-browserId')`));
		const id = new URL(this.#page.url()).pathname.split('/').at(-1);
		const headers = { 'browser-id': browserId };
		const answer = await this.#page.request.get(`/rest/workflows/${id}`, { headers });
		const { data }: { data: Pick<IWorkflowBase, 'nodes'> } = await answer.json();
		return data;
	}

	/** A new workflow that starts by a click. */
	async startWorkflow(): Promise<void> {
		await this.#openNew();
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
