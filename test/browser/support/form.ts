import type { Locator, Page } from 'playwright-core';

/** The fields of a node or a credential, as a person fills them in. */
export class Form {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	field(name: string): Locator {
		return this.#page.getByTestId(`parameter-input-${name}`);
	}

	/** Types into a field of one line or of several. */
	async type(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(text);
	}

	/** Opens a menu and clicks the entry of this name. */
	async choose(name: string, entry: string): Promise<void> {
		await this.field(name).locator('input').first().click();
		// An entry's name stands above its description.
		await this.#page.locator('.option-headline:visible').getByText(entry, { exact: true }).click();
	}

	/** Opens a list, searches it for these words where there are any, and waits until it has rows. */
	async list(name: string, words = ''): Promise<void> {
		await this.field(name).getByTestId('rlc-input').click();
		await this.#page.getByTestId('rlc-search').fill(words);
		await this.#page.getByTestId('rlc-item').first().waitFor();
	}

	/** Clicks the row of the open list that shows this. */
	async take(row: string): Promise<void> {
		await this.#page.getByTestId('rlc-item').filter({ hasText: row }).first().click();
	}
}
