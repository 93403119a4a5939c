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

	/** All of it: whatever way the value was given before, it is chosen from the list now. */
	async pick(name: string, row: string, words = ''): Promise<void> {
		await this.#mode(name, 'From list');
		await this.list(name, words);
		await this.take(row);
	}

	/** Clicks the row of the open list that shows this. */
	async take(row: string): Promise<void> {
		await this.#page.getByTestId('rlc-item').filter({ hasText: row }).first().click();
	}

	/** Writes an expression, and waits until the editor shows what it finds. */
	async express(name: string, expression: string, found: string): Promise<void> {
		await this.#turn(name, 'expression');
		await this.field(name).locator('.cm-content').fill(expression);
		const preview = this.#page.getByTestId(`parameter-expression-preview-${name}`);
		await preview.getByText(found, { exact: true }).waitFor();
	}

	/** Back from an expression to a value of one's own. */
	async fixed(name: string): Promise<void> {
		await this.#turn(name, 'fixed');
	}

	/** Types an ID instead of choosing from the list. */
	async typeId(name: string, id: string): Promise<void> {
		await this.#typeAs('By ID', name, id);
	}

	/** Types the user's own reference of an order. */
	async typeReference(name: string, reference: string): Promise<void> {
		await this.#typeAs('By Reference', name, reference);
	}

	/** Adds a field of a collection, whose button says this. */
	async add(button: string, field: string): Promise<void> {
		await this.#page.getByPlaceholder(button, { exact: true }).click();
		const entries = this.#page.locator('[data-test-id=collection-parameter-option]:visible');
		await entries.getByText(field, { exact: true }).click();
	}

	async #typeAs(mode: string, name: string, text: string): Promise<void> {
		await this.#mode(name, mode);
		await this.field(name).getByTestId('rlc-input').fill(text);
	}

	async #mode(name: string, mode: string): Promise<void> {
		await this.field(name).getByTestId('rlc-mode-selector').click();
		await this.#page.locator('.el-select-dropdown:visible').getByText(mode, { exact: true }).click();
	}

	/** The switch appears with the mouse over the field. */
	async #turn(name: string, to: 'expression' | 'fixed'): Promise<void> {
		const label = this.#page
			.getByTestId('input-label')
			.filter({ has: this.field(name) })
			.last();
		await label.hover();
		await label.getByTestId(`radio-button-${to}`).click();
	}
}
