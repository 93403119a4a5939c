import type { Locator, Page } from 'playwright-core';

import { Form } from './form.ts';

/** The window in which a credential is made; Save is the Test button, too. */
export class CredentialDialog {
	readonly form: Form;
	readonly window: Locator;
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
		this.form = new Form(page);
		this.window = page.getByTestId('editCredential-modal');
	}

	/** From the list of credentials to an empty form of this type. */
	async create(type: string): Promise<void> {
		await this.#page.goto('/home/credentials');
		await this.#page.getByTestId('add-resource-credential').first().click();
		await this.#page.getByTestId('new-credential-type-select').locator('input').fill(type);
		const named = new RegExp(`^\\s*${type}\\s*$`);
		await this.#page.getByTestId('new-credential-type-select-option').filter({ hasText: named }).click();
		await this.#page.getByTestId('new-credential-type-button').click();
		await this.window.waitFor();
	}

	async rename(name: string): Promise<void> {
		await this.window.getByTestId('inline-edit-preview').click();
		await this.window.getByTestId('inline-edit-input').fill(name);
		await this.#page.keyboard.press('Enter');
	}

	/** Saves, and says what n8n then shows: that it works, or what is wrong. */
	async save(): Promise<string> {
		await this.window.getByTestId('credential-save-button').click();
		return await this.verdict();
	}

	async verdict(): Promise<string> {
		const good = this.window.getByText('Connection tested successfully');
		const bad = this.window.getByText('Couldn’t connect with these settings');
		await good.or(bad).first().waitFor();
		if (await good.isVisible()) return 'Connection tested successfully';
		const more = this.window.getByText('More details');
		if (await more.isVisible()) await more.click();
		return await this.window.locator('[class*=_banner_]:visible [class*=details]').innerText();
	}

	async close(): Promise<void> {
		await this.#page.keyboard.press('Escape');
		await this.window.waitFor({ state: 'hidden' });
	}
}
