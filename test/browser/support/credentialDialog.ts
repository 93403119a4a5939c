import type { Locator, Page, Response } from 'playwright-core';

import { Form } from './form.ts';

const WORKS = 'Connection tested successfully';

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

	/** From the list of credentials to one that is there. */
	async open(name: string): Promise<void> {
		await this.#page.goto('/home/credentials');
		const tested = this.#tested();
		await this.#page.getByTestId('resources-list-item').getByText(name, { exact: true }).click();
		// n8n tests it anew.
		await tested;
	}

	async rename(name: string): Promise<void> {
		await this.window.getByTestId('inline-edit-preview').click();
		await this.window.getByTestId('inline-edit-input').fill(name);
		await this.#page.keyboard.press('Enter');
	}

	/** Saves, and says what n8n then shows: that it works, or what is wrong. */
	async save(): Promise<string> {
		// What an earlier test showed stands there until the new one is answered.
		const tested = this.#tested();
		await this.window.getByTestId('credential-save-button').click();
		const { data }: { data: { status: string } } = await (await tested).json();
		if (data.status === 'OK') {
			await this.window.getByText(WORKS).waitFor();
			return WORKS;
		}
		const banner = this.window.locator('.el-tag__content:visible');
		await banner.getByText('Couldn’t connect with these settings').waitFor();
		const details = banner.locator('[class*=details]');
		const more = banner.getByText('More details');
		await details.or(more).first().waitFor();
		if (await more.isVisible()) await more.click();
		return await details.innerText();
	}

	async close(): Promise<void> {
		await this.#page.keyboard.press('Escape');
		await this.window.waitFor({ state: 'hidden' });
	}

	async #tested(): Promise<Response> {
		return await this.#page.waitForResponse((response) => response.url().endsWith('/credentials/test'));
	}
}
