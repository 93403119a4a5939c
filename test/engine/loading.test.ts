import 'reflect-metadata';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import { expect, it } from 'vitest';

/* The built package in the hands of n8n's loader. */

const ROOT = resolve(import.meta.dirname, '../..');
const fromRoot = createRequire(join(ROOT, 'package.json'));
const { nodes, credentials }: Record<string, string[]> = fromRoot('./package.json').n8n;

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

it.each([...(nodes ?? []), ...(credentials ?? [])])(
	'%s, which n8n loads at its start, looks in every detail like the class that it stands for',
	(file) => {
		const [name = ''] = Object.keys(fromRoot(`./${file}`));
		const front = new (fromRoot(`./${file}`)[name])();
		const real = new (fromRoot('./dist/nodes/Tango/whole.js').classes[name])();
		expect(real.constructor.name).toBe(name);
		expect(shapeOf(front)).toEqual(shapeOf(real));
	},
);

/** The same with a word in place of each function, those of its class included. */
function shapeOf(value: unknown): unknown {
	if (typeof value === 'function') return 'a function';
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(shapeOf);
	return Object.fromEntries(namesIn(value).map((name) => [name, shapeOf(Reflect.get(value, name))]));
}

function namesIn(value: object | null): string[] {
	if (value === null || value === Object.prototype) return [];
	const own = Object.getOwnPropertyNames(value).filter((name) => name !== 'constructor');
	return [...new Set([...own, ...namesIn(Object.getPrototypeOf(value))])];
}
