const { rename, writeFile } = require('node:fs/promises');
const { dirname, join, parse, relative, resolve } = require('node:path');

/** All classes of the package, behind one door. */
const WHOLE = 'dist/nodes/Tango/whole.js';
const FRONT = 'dist/nodes/Tango/n8n/start/front.js';

/**
 * n8n loads the files that package.json names when it starts. In each of them it finds a front that holds what the class
 * says of itself; the class moves beside it. See nodes/Tango/n8n/start/front.ts.
 */
async function makeFronts({ version, n8n }) {
	const classes = [];
	for (const file of [...n8n.nodes, ...n8n.credentials]) {
		const name = parse(file).name.split('.')[0];
		const moved = file.replace(/\.js$/, '.class.js');
		await rename(file, moved);
		const { [name]: Class } = require(resolve(moved));
		await writeFile(file, frontOf(file, name, version, outlineOf(new Class())));
		classes.push(`${name}: require(${path(WHOLE, moved)}).${name}`);
	}
	const whole = [`exports.version = ${text(version)};`, `exports.classes = { ${classes.join(', ')} };`];
	await writeFile(WHOLE, lines(whole));
}

function frontOf(file, name, version, { data, functions }) {
	const outline = `{ data: ${text(data)}, functions: ${text(functions)} }`;
	const load = `() => require(${path(file, WHOLE)})`;
	return lines([
		`const { frontOf } = require(${path(file, FRONT)});`,
		`exports.${name} = frontOf(${text(name)}, ${text(version)}, ${outline}, ${load});`,
	]);
}

function outlineOf(object) {
	return { data: JSON.stringify(object), functions: functionsIn(object) };
}

/** The paths of all functions in it, those of its class included. */
function functionsIn(value, path = []) {
	if (typeof value === 'function') return [path];
	if (typeof value !== 'object' || value === null) return [];
	const names = [...Object.keys(value), ...methodsOf(Object.getPrototypeOf(value))];
	return names.flatMap((name) => functionsIn(value[name], [...path, name]));
}

function methodsOf(prototype) {
	if ([Object.prototype, Array.prototype, null].includes(prototype)) return [];
	const own = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
	return [...own, ...methodsOf(Object.getPrototypeOf(prototype))];
}

function path(from, to) {
	const way = relative(dirname(from), to);
	return text(way.startsWith('.') ? way : `./${way}`);
}

const text = (value) => JSON.stringify(value);
const lines = (statements) => ['"use strict";', ...statements, ''].join('\n');

module.exports = { makeFronts };
