import type { Locator, Page } from 'playwright-core';

/** n8n's notices at the lower right. */
export class Toasts {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	get #shown(): Locator {
		return this.#page.locator('.el-notification:visible');
	}

	/** Until there is one: n8n shows it once what it tells of stands on the page. */
	async next(): Promise<string> {
		return await this.#shown.first().innerText();
	}

	/** Closes those that are there, so that the next one is a new one. */
	async dismiss(): Promise<void> {
		const shown = this.#shown;
		while ((await shown.count()) > 0) {
			const toast = await shown.first().elementHandle();
			await shown.first().locator('.el-notification__closeBtn').click();
			await toast?.waitForElementState('hidden');
		}
	}
}
