import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { LOCAL, REPOSITORY } from '../../n8n/shared/paths.ts';

/** One screenshot per step of the latest run, to be looked at; git-ignored. */
const STEPS = join(LOCAL, 'browser');
/** Those that README and docs show; made anew with WRITE_FILES=1. */
const DOCS = join(REPOSITORY, 'docs', 'images');
const MAX_BYTES = 150 * 1024;

export class Pictures {
	#taken = 0;
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
		rmSync(STEPS, { recursive: true, force: true });
		for (const folder of [STEPS, DOCS]) mkdirSync(folder, { recursive: true });
	}

	/** What a step led to. */
	async step(name: string): Promise<void> {
		this.#taken += 1;
		const number = String(this.#taken).padStart(3, '0');
		await this.#page.screenshot({ path: join(STEPS, `${number}-${name}.png`), animations: 'disabled' });
	}

	/** The same, and a picture for README and docs: of one part of the page, or of all of it. */
	async forDocs(name: string, part: Page | Locator = this.#page): Promise<void> {
		await this.step(name);
		if (process.env.WRITE_FILES !== '1') return;
		const path = join(DOCS, `${name}.png`);
		await part.screenshot({ path, animations: 'disabled' });
		const { size } = statSync(path);
		if (size > MAX_BYTES) throw new Error(`docs/images/${name}.png has ${size} bytes: show less of the page`);
	}
}
