import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/* The plan of the house: nobody uses one another in a circle, and CONTRIBUTING names what exists. */

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

const FILES = new Set(
	['nodes', 'credentials', 'test'].flatMap((folder) =>
		readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.map((name) => posix.join(folder, name.replaceAll('\\', '/')))
			.filter((name) => name.endsWith('.ts') && !name.includes('node_modules/')),
	),
);

/** The files that a file imports, types included: lint's own rule passes over those. */
function importsOf(file: string): string[] {
	return ts
		.preProcessFile(read(file), true, true)
		.importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
		.flatMap(({ fileName }) => {
			const path = posix.join(posix.dirname(file), fileName);
			return [path, `${path}.ts`, `${path}/index.ts`].find((one) => FILES.has(one)) ?? [];
		});
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const ARROWS: Graph = new Map([...FILES].map((file) => [file, new Set(importsOf(file))]));

/** The same between rooms, which are the folders. */
function roomsOf(graph: Graph): Graph {
	const rooms = new Map<string, Set<string>>();
	for (const [file, targets] of graph) {
		const room = posix.dirname(file);
		const arrows = rooms.get(room) ?? new Set();
		rooms.set(room, arrows);
		for (const target of targets) if (posix.dirname(target) !== room) arrows.add(posix.dirname(target));
	}
	return rooms;
}

/** One way round for each node that can be reached from itself. */
function circlesIn(graph: Graph): string[] {
	const done = new Set<string>();
	const circles: string[] = [];
	const visit = (node: string, way: readonly string[]): void => {
		const at = way.indexOf(node);
		if (at >= 0) circles.push([...way.slice(at), node].join(' → '));
		if (at >= 0 || done.has(node)) return;
		for (const next of graph.get(node) ?? []) visit(next, [...way, node]);
		done.add(node);
	};
	for (const node of graph.keys()) visit(node, []);
	return circles;
}

describe('the house', () => {
	it('has no files that use one another in a circle, not even for their types', () => {
		expect(ARROWS.size).toBeGreaterThan(300);
		expect(circlesIn(ARROWS)).toEqual([]);
	});

	it('has no such rooms in the package', () => {
		const inPackage = new Map([...ARROWS].filter(([file]) => !file.startsWith('test/')));
		expect(circlesIn(roomsOf(inPackage))).toEqual([]);
	});

	it('would show a circle if there were one', () => {
		const graph = new Map([
			['a', new Set(['b'])],
			['b', new Set(['c'])],
			['c', new Set(['b'])],
		]);
		expect(circlesIn(graph)).toEqual(['b → c → b']);
	});

	it('has no loose file in the core but its door, and none in the adapter', () => {
		const loose = [...FILES].filter((file) => /^nodes\/Tango\/(core|n8n)\/[^/]+$/.test(file));
		expect(loose).toEqual(['nodes/Tango/core/index.ts']);
	});
});

describe('CONTRIBUTING', () => {
	const names = [...read('CONTRIBUTING.md').matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name);

	it('names only paths that exist', () => {
		const paths = names.filter((name) =>
			/^(?:nodes|credentials|test|docs|\.ci|core|n8n)\/[\w./-]*$/.test(name),
		);
		expect(paths.length).toBeGreaterThan(15);
		const whole = (path: string) => (/^(?:core|n8n)\//.test(path) ? `nodes/Tango/${path}` : path);
		expect(paths.filter((path) => !existsSync(resolve(ROOT, whole(path))))).toEqual([]);
	});

	it('names only functions that exist', () => {
		const functions = names.filter((name) => /^\w+\(\)$/.test(name));
		expect(functions.length).toBeGreaterThan(5);
		const source = [...FILES]
			.filter((file) => file.startsWith('nodes/'))
			.map(read)
			.join('\n');
		const isDefined = (name: string) =>
			new RegExp(
				`(?:function |const |async |\\t)${name.replace('()', '')}(?:<[^>]*>)?(?:\\(| = |: async)`,
			).test(source);
		expect(functions.filter((name) => !isDefined(name))).toEqual([]);
	});

	it('names every room', () => {
		const rooms = [...roomsOf(ARROWS).keys()].filter((room) => /^nodes\/Tango\/(core|n8n)\/\w+$/.test(room));
		const text = read('CONTRIBUTING.md');
		expect(rooms.filter((room) => !text.includes(posix.basename(room)))).toEqual([]);
	});
});
