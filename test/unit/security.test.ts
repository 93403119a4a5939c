import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/* docs/security.md promises; this test keeps each promise tied to code and to a test that exists and runs. */

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

/** The suites that CI runs: .ci/run calls npm cit, test:money, test:e2e, test:agents, test:gateways and test:scale. */
const SUITES = /^(unit|sandbox|contract|engine|package|money|n8n|gateways)\//;

interface Row {
	readonly section: string;
	readonly demand: string;
	/** Paths of the code, in backticks. */
	readonly places: readonly string[];
	/** Each "`file`: title", or "`file`: title › case" for one case of a table. */
	readonly proofs: readonly Proof[];
}

interface Proof {
	readonly file: string;
	readonly title: string;
	/** The case's text, as written in the test or in a file of cases that it imports; undefined when all cases show it. */
	readonly ofTable: string | undefined;
}

function rowsOf(markdown: string): Row[] {
	let section = '';
	return markdown.split('\n').flatMap((line) => {
		if (line.startsWith('## ')) section = line.slice(3);
		const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
		const [, demand = '', where = '', shown] = cells;
		if (shown === undefined || demand === 'Demand' || /^-+$/.test(demand)) return [];
		return [{ section, demand, places: backticked(where), proofs: shown.split('<br>').map(proofOf) }];
	});
}

function backticked(cell: string): string[] {
	return [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
}

function proofOf(text: string): Proof {
	const [, file = '', title = '', ofTable] = /^\s*`([^`]+)`: (.+?)(?: › (.+?))?\s*$/.exec(text) ?? [];
	return { file, title, ofTable };
}

/** Titles of the tests in a file that run: those of it() and test(), with or without each(), not skipped. */
function titlesIn(file: string): Set<string> {
	const titles = new Set<string>();
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node)) {
			const callee = calleeOf(node);
			if (/^describe\b.*\.(skip|todo)\b/.test(callee)) return;
			const title = /^(it|test)\b(?!.*\.(skip|todo))/.test(callee) ? textOf(node.arguments[0]) : undefined;
			if (title !== undefined) titles.add(title);
		}
		ts.forEachChild(node, visit);
	};
	visit(sourceOf(file));
	return titles;
}

/** All texts in a file and in the files of cases that it imports. */
function textsIn(file: string): string[] {
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) {
			const imported = textOf(node.moduleSpecifier) ?? '';
			if (/^\..*cases/i.test(imported)) texts.push(...textsIn(posix.join(posix.dirname(file), imported)));
			return;
		}
		const text = textOf(node);
		if (text !== undefined) texts.push(text);
		ts.forEachChild(node, visit);
	};
	visit(sourceOf(file));
	return texts;
}

function sourceOf(file: string): ts.SourceFile {
	return ts.createSourceFile(file, read(`test/${file}`), ts.ScriptTarget.Latest, true);
}

/** "test.each" of `test.each(rows)('title', …)`. */
function calleeOf({ expression }: ts.CallExpression): string {
	return ts.isCallExpression(expression) ? calleeOf(expression) : expression.getText();
}

function textOf(node: ts.Node | undefined): string | undefined {
	if (node === undefined) return undefined;
	if (ts.isStringLiteralLike(node)) return node.text;
	return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : undefined;
}

const ROWS = rowsOf(read('docs/security.md'));

describe.each(ROWS)('$section: $demand', ({ places, proofs }) => {
	it('is met in code that exists', () => {
		expect(places.length).toBeGreaterThan(0);
		expect(places.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
	});

	it('is shown by tests that exist and run', () => {
		for (const { file, title, ofTable } of proofs) {
			expect(file, `the suite of "${title}"`).toMatch(SUITES);
			expect([...titlesIn(file)], `tests in ${file}`).toContain(title);
			if (ofTable !== undefined) expect(textsIn(file), `cases of ${file}`).toContain(ofTable);
		}
	});
});

it('every document that the project was started from has its demands in the table', () => {
	expect([...new Set(ROWS.map(({ section }) => section))]).toEqual([
		'Tango: security and authentication',
		'Tango: Basic Auth',
		'Bango: TLS with X.509 server certificates',
		'ThroughLine: API security',
		'Beyond them',
	]);
	expect(ROWS.length).toBeGreaterThan(90);
});

it('a leak has its steps in SECURITY.md: replace the key at once, deactivate the old one, look for foreign orders, tell Tango', () => {
	const [, steps = ''] = read('SECURITY.md').split('## If a key has leaked');
	expect(steps.replaceAll(/\s+/g, ' ')).toMatch(
		/make a new API key.*Deactivate the old one.*Look at the orders since the leak.*tell Tango/,
	);
});
