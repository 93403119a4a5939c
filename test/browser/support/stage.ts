import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { OWNER } from '../../n8n/run/n8nEnvironment.ts';
import { serve, type Served } from '../../n8n/start/serve.ts';
import { Cleanups } from '../../n8n/shared/cleanups.ts';
import { LOCAL } from '../../n8n/shared/paths.ts';
import { startBrowser } from './browser.ts';
import { Pictures } from './pictures.ts';

/** Wide enough for a node's input, fields and output beside each other. */
const VIEWPORT = { width: 1440, height: 900 };
/** How long a step may take before it counts as failed; nothing waits for so long when all is well. */
const PATIENCE_MS = 45_000;

/** What all chapters share: the n8n that `npm start` starts, its sandbox, and a browser that is logged in. */
export class Stage {
	served!: Served;
	page!: Page;
	pictures!: Pictures;
	readonly #cleanups = new Cleanups();

	async open(): Promise<void> {
		await mkdir(LOCAL, { recursive: true });
		const userFolder = await mkdtemp(join(LOCAL, 'browser-n8n-'));
		this.#cleanups.add(async () => await rm(userFolder, { recursive: true, force: true }));
		this.served = await serve(userFolder, this.#cleanups);

		const browser = await startBrowser();
		this.#cleanups.add(async () => await browser.close());
		const context = await browser.newContext({ baseURL: this.served.n8n.url, viewport: VIEWPORT });
		context.setDefaultTimeout(PATIENCE_MS);
		this.page = await context.newPage();
		this.pictures = new Pictures(this.page);
		await this.#logIn();
	}

	async close(): Promise<void> {
		await this.#cleanups.run();
	}

	async #logIn(): Promise<void> {
		await this.page.goto('/signin');
		await this.page.locator('input[name=emailOrLdapLoginId]').fill(OWNER.email);
		await this.page.locator('input[name=password]').fill(OWNER.password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.waitForURL(({ pathname }) => !pathname.startsWith('/signin'));
	}
}
