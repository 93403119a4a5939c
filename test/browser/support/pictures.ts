import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { LOCAL, REPOSITORY } from '../../n8n/shared/paths.ts';

/** One screenshot per step of the latest run, to be looked at; git-ignored. */
const STEPS = join(LOCAL, 'browser');
/** Those that README and docs show; made anew with WRITE_FILES=1. */
const DOCS = join(REPOSITORY, 'docs', 'images');
const MAX_BYTES = 150 * 1024;
const MAX_BYTES_OF_CANVAS = 60 * 1024;
/** Notes and the dots behind the nodes would be most of a picture's bytes, and buttons lie over some nodes. */
const BARE_CANVAS = `.vue-flow__background, .vue-flow__panel, [data-test-id=sticky], button { display: none !important }`;

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
		mayHave(path, MAX_BYTES);
	}

	/** The nodes of a workflow alone, so small that a page can show many of them. */
	async ofCanvas(name: string, clip: Clip): Promise<void> {
		await this.step(name);
		if (process.env.WRITE_FILES !== '1') return;
		const path = join(DOCS, `${name}.png`);
		await this.#page.screenshot({ path, clip, style: BARE_CANVAS, animations: 'disabled' });
		mayHave(path, MAX_BYTES_OF_CANVAS);
	}
}

export interface Clip {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

function mayHave(path: string, maxBytes: number): void {
	const { size } = statSync(path);
	if (size > maxBytes) throw new Error(`${path} has ${size} bytes: show less of the page`);
}
