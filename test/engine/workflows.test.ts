import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenAnswerFacts } from '../sandbox/facts/answerFacts.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { callOf } from './support/walk/calls.ts';
import { coverageOf, type Covered } from './support/walk/coverage.ts';
import { filesBelow, madeFile, textOf, WRITES } from './support/walk/files.ts';
import { editorOperations } from './support/walk/operations.ts';
import { MADE_HERE, OTHER_LENGTHS } from './support/walk/leftOut.ts';
import { editorIssues } from './support/walk/editorIssues.ts';
import { menuOf, pairsOf, parametersWith, unpairedOf, valuesOf } from './support/walk/limits.ts';
import { outputSchema } from './support/walk/outputSchema.ts';
import { operationFiles } from './support/walk/workflowFile.ts';
import { KINDS, run, walk, type Walked, type WalkedRun } from './support/walk/walk.ts';

/*
 * A workflow file for each operation, as exported from the editor: an example, and run here in n8n's own engine. All
 * that goes over the wire is held against a copy of Tango's document that forbids what it does not name.
 */

const FOLDER = 'test/workflows';
const OPERATIONS = await editorOperations();

let sandbox: Sandbox;
let walked: Walked[];
beforeAll(async () => {
	sandbox = await startSandbox();
	walked = await walk(sandbox, OPERATIONS);
}, 180_000);
afterAll(async () => await sandbox.close());

const of = (id: string) => walked.filter(({ operation }) => `${operation.type} ${operation.id}` === id);

test.each(OPERATIONS.map(({ type, id }) => `${type} ${id}`))('%s', async (id) => {
	for (const { path, workflow, full, minimal, raw, unknown, refused } of of(id)) {
		const made = await madeFile(`${FOLDER}/${path}`, JSON.stringify(workflow));
		expect(textOf(`${FOLDER}/${path}`), 'the file is not what the form gives: WRITE_FILES=1 writes it').toBe(
			made,
		);
		for (const good of [full, minimal, raw]) {
			expect(good.error, path).toBeUndefined();
			expect(good.violations, path).toEqual([]);
		}
		expect(minimal.output.length, path).toBeGreaterThan(0);
		expect(raw.output.length, path).toBeGreaterThan(0);
		for (const { requests } of [full, minimal, raw, unknown, refused]) {
			for (const request of requests) {
				const { name, verb, endpoint, status, answer } = callOf(request);
				expect(brokenAnswerFacts(verb, endpoint, status, answer), `${name} ${status}`).toEqual([]);
			}
		}
	}
});

describe('opened in the editor', () => {
	test.each(walkedFiles())(
		'%s has every value where the form has a field for it, and no red mark',
		(path) => {
			const { operation, workflow } =
				OPERATIONS.flatMap(operationFiles).find((one) => one.path === path) ?? fail(path);
			const [, node] = workflow.nodes;
			expect(node && editorIssues(operation, node)).toEqual([]);
		},
	);
});

describe('the folder', () => {
	test('has no file for an operation that does not exist', () => {
		expect(filesBelow(FOLDER)).toEqual(walked.map(({ path }) => `${FOLDER}/${path}`).toSorted());
	});

	test('was walked whole', () => {
		const requests = walked.flatMap((one) => KINDS.flatMap((kind) => one[kind].requests));
		const refused = requests.filter(({ status = 0 }) => status >= 400);
		console.info(
			`${OPERATIONS.length} operations, ${walked.length} workflow files, ${walked.length * KINDS.length} runs: ` +
				`${requests.length} requests and as many answers hold to the document, ${refused.length} of them refusals`,
		);
		expect(requests.length).toBeGreaterThan(0);
	});
});

describe('simplified output', () => {
	const HTML = /<\/?[a-z][^<>]*>|&(?:amp|lt|gt|quot|nbsp|#\d+);/i;
	const shown = (runs: readonly WalkedRun[]) =>
		JSON.stringify(runs.flatMap(({ output }) => output.map(({ json }) => json)));

	test('holds no HTML, of which Tango’s answers are full', () => {
		expect(shown(walked.map(({ raw }) => raw))).toMatch(HTML);
		for (const { path, full, minimal } of walked)
			expect([path, HTML.exec(shown([full, minimal]))]).toEqual([path, null]);
	});
});

describe('what n8n shows before the first run', () => {
	test.each(OPERATIONS.map(({ type, id }) => `${type} ${id}`))('is what %s really puts out', async (id) => {
		const files = of(id);
		const [{ operation } = fail(id)] = files;
		const place = `__schema__/v1.0.0/${operation.resource}/${operation.operation}.json`;
		const path = `nodes/Tango/${operation.folder}/${place}`;
		const items = files.flatMap(({ minimal, full }) => [...minimal.output, ...full.output]);
		const made = await madeFile(path, JSON.stringify(outputSchema(items)));
		expect(textOf(path), 'the file is not what comes out: WRITE_FILES=1 writes it').toBe(made);
		if (!WRITES) expect(textOf(`dist/${path}`), 'build anew').toBe(made);
	});

	test('has no file for an operation that does not exist', () => {
		const files = OPERATIONS.map(({ folder }) => folder).flatMap((folder) =>
			filesBelow(`nodes/Tango/${folder}/__schema__`),
		);
		expect(new Set(files).size).toBe(OPERATIONS.length);
	});
});

describe('Tango’s document', () => {
	test('has no endpoint, filter or field that is not sent and has no reason', () => {
		const { endpoints, filters, bodyFields, summary } = coverageOf(walked);
		console.info(summary);
		const names = (wrong: (one: Covered) => boolean) =>
			[...endpoints, ...filters, ...bodyFields].filter(wrong).map(({ name }) => name);
		expect(names(({ isSent, reason }) => !isSent && reason === undefined)).toEqual([]);
		expect(
			names(({ isSent, reason }) => isSent && reason !== undefined),
			'no longer left out',
		).toEqual([]);
	});
});

describe('the limits of Tango’s document', () => {
	test('are looked for in every field that has any', () => {
		expect(unpairedOf(walked)).toEqual(MADE_HERE.flatMap(([, fields]) => fields).toSorted());
	});

	test('are the menus of the forms', () => {
		const pairs = pairsOf(walked).filter(({ document }) => document.enum.length > 0);
		console.info(`${pairs.length} menus offer what the document lists`);
		expect(pairs.map(({ name, form }) => [name, menuOf(form)])).toEqual(
			pairs.map((pair) => [pair.name, valuesOf(pair)]),
		);
	});

	test('are the longest texts that the forms take', async () => {
		const pairs = pairsOf(walked).filter(
			({ form }) => form.type === 'string' || form.type === 'resourceLocator',
		);
		let tried = 0;
		const other: string[] = [];
		for (const pair of pairs) {
			const { name, document, walked: one } = pair;
			const isOther = Object.keys(OTHER_LENGTHS).some((end) => document.name.endsWith(end));
			if (document.maxLength === undefined || isOther) continue;
			tried += 1;
			const withText = async (length: number) =>
				await run(sandbox, one.workflow, parametersWith(pair, 'a'.repeat(length)));
			const longest = await withText(document.maxLength);
			const tooLong = await withText(document.maxLength + 1);
			if (/longer than/.test(longest.error ?? ''))
				other.push(`${name} takes less than ${document.maxLength}`);
			if (!tooLong.error || tooLong.violations.length > 0)
				other.push(`${name} takes more than ${document.maxLength}`);
		}
		expect(other).toEqual([]);
		console.info(`${tried} texts are as long as the document allows, and no longer`);
	});
});

describe('the page of operations', () => {
	const PAGE = 'docs/operations.md';
	const cells = (line: string) => line.split('|').map((cell) => cell.trim());

	/** A cell with the endpoints that were called and are not named in it; it may name more, with the case they are for. */
	function completed(line: string): string {
		const [, name, cell = ''] = cells(line);
		const own = walked.filter(({ operation }) => operation.name === name);
		const called = own.flatMap((one) => KINDS.flatMap((kind) => one[kind].requests.map(callOf)));
		const missing = new Set(called.map((call) => `\`${call.name}\``).filter((call) => !cell.includes(call)));
		return missing.size === 0 ? line : `| ${name} | ${[...[cell].filter(Boolean), ...missing].join(', ')} |`;
	}

	test('names every endpoint that each operation really calls', async () => {
		const page = textOf(PAGE) ?? '';
		const made = await madeFile(PAGE, page.split('\n').map(completed).join('\n'));
		expect(textOf(PAGE), 'a row lacks endpoints: WRITE_FILES=1 adds them').toBe(made);
	});
});

function walkedFiles(): string[] {
	return OPERATIONS.flatMap(operationFiles).map(({ path }) => path);
}

function fail(id: string): never {
	throw new Error(`${id} has no workflow file`);
}
