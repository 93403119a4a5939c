import 'reflect-metadata';
import { resolve } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import { expect, it } from 'vitest';

/* The built package in the hands of n8n's loader. */

const ROOT = resolve(import.meta.dirname, '../..');

it('shows the same forms when n8n loads the nodes once more, as it does for its editor', async () => {
	const loader = new PackageDirectoryLoader(ROOT);
	const formsOf = () => JSON.parse(JSON.stringify(loader.types.nodes));
	await loader.loadAll();
	const first = formsOf();
	loader.releaseTypes();
	await loader.ensureTypesLoaded();
	expect(first).toHaveLength(5);
	expect(formsOf()).toEqual(first);
});
