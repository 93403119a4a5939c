import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/* docs/security.md promises; this test keeps each promise tied to code and to a test that exists and runs. */

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

/** The suites that CI runs: .ci/run calls npm cit, test:money, test:e2e and test:gateways. */
const SUITES = /^(unit|contract|engine|package|money|n8n|gateways)\//;

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
	/** Words by which the table names the case; empty when all cases together show it. */
	readonly ofTable: string;
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
	const [, file = '', title = '', ofTable = ''] = /^\s*`([^`]+)`: (.+?)(?: › (.+?))?\s*$/.exec(text) ?? [];
	return { file, title, ofTable };
}

/** Titles of the tests in a file that run: those of it() and test(), with or without each(), not skipped. */
function titlesIn(file: string): Set<string> {
	const source = ts.createSourceFile(file, read(`test/${file}`), ts.ScriptTarget.Latest, true);
	const titles = new Set<string>();
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && /^(it|test)\b(?!.*\.(skip|todo))/.test(calleeOf(node))) {
			const title = textOf(node.arguments[0]);
			if (title !== undefined) titles.add(title);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return titles;
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
			expect(read(`test/${file}`), `cases in ${file}`).toContain(ofTable);
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
	expect(ROWS.length).toBeGreaterThan(40);
});
