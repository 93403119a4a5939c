import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRecord } from '../../nodes/Tango/core/api/page.ts';
import { parseJson } from '../sandbox/exchange.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { editorOperations, type EditorOperation } from './support/walk/operations.ts';
import { required, run, type WalkedRun } from './support/walk/walk.ts';
import { operationFiles, parametersOf, type OperationFile } from './support/walk/workflowFile.ts';

/*
 * With Simplify off comes out what Tango sent: what nobody knows of, and what has another type than anybody expects.
 */

const OPERATIONS = (await editorOperations()).filter(({ fields }) =>
	fields.some(({ name }) => name === 'simplify'),
);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** Fields that tell what an answer is about, and how it goes on: without them nothing is found at all. */
const NEEDED =
	/ID$|Id$|IDs$|Identifier$|[uU]tid$|[eE]tid$|[tT]oken$|Key$|Code$|[cC]ursor$|Available$|^page|Keys$|Elements$|Count$|^number|^size$|^total|maxResults|^identifier$|^value$|^type$/;

const ADDED: IDataObject = { addedByTango: { list: [1, null, { deep: true }], text: '', none: null } };

/** Every object with a field that nobody knows, and every text and number that is not needed inside an object. */
function odd(value: unknown, name = ''): unknown {
	if (Array.isArray(value)) return value.map((entry) => (typeof entry === 'object' ? odd(entry) : entry));
	if (typeof value === 'object' && value !== null)
		return {
			...Object.fromEntries(Object.entries(value).map(([key, one]) => [key, odd(one, key)])),
			...ADDED,
		};
	const isKept = NEEDED.test(name) || value === null || typeof value === 'boolean';
	return isKept ? value : { unlikeItself: [value] };
}

/** The same, but all that is known is as it always is. */
function enlarged(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(enlarged);
	if (typeof value !== 'object' || value === null) return value;
	return {
		...Object.fromEntries(Object.entries(value).map(([key, one]) => [key, enlarged(one)])),
		...ADDED,
	};
}

/** Operations that judge the answer before they put it out: what Tango did not do must not look done. */
const JUDGED = new Set([
	'order.create',
	'lineItem.cancel',
	'lineItem.freeze',
	'lineItem.unfreeze',
	'lineItem.update',
]);

/** What a raw item has of ours, or lacks of Tango's, and why. */
const OWN: ReadonlyArray<readonly [reason: string, operations: RegExp, names: readonly string[]]> = [
	['how the run went', /^(?:order\.create|lineItem\.)/, ['outcome', 'replayed', 'attempts', 'requestId']],
	['codes cannot be asked for', /^lineItem\.(?:cancel|freeze|unfreeze|update)$/, ['reward']],
	['what it stands in the place of', /^lineItem\.reissue$/, ['reissuedFromReferenceLineItemID']],
	['whether there is one', /^order\.findByReference$/, ['found']],
	['all pages are one', /^asyncOrder\.get$/, ['pagination']],
	['the reward’s brand beside it', /^reward\.|^choiceProduct\.getCatalog$/, ['brand']],
	[
		'of a card only what Tango’s documents name, so that no number gets into workflows',
		/^fund\.getCards?$/,
		['addedByTango'],
	],
];

/** Says what would happen, and is no answer of Tango’s. */
const NO_ANSWER = new Set(['order.preview']);

const RUNS = OPERATIONS.filter(({ id }) => !NO_ANSWER.has(id)).flatMap(operationFiles);

async function rawRun(
	{ operation, path, workflow }: OperationFile,
	more: INodeParameters,
): Promise<WalkedRun> {
	const change = JUDGED.has(operation.id) ? enlarged : odd;
	const asked = { ...required(operation, parametersOf(workflow)), simplify: false, ...more };
	return await run(sandbox, workflow, asked, {
		credential: { platform: `raw-${path}` },
		onceReady: () => {
			sandbox.state.retell = (body) => (body === '' ? body : JSON.stringify(change(parseJson(body))));
		},
	});
}

/** Every object in the answers of a run. */
function objectsIn(value: unknown): object[] {
	if (typeof value !== 'object' || value === null) return [];
	return [...(Array.isArray(value) ? [] : [value]), ...Object.values(value).flatMap(objectsIn)];
}

function answersOf({ requests }: WalkedRun): object[] {
	return requests.flatMap(({ answer = '' }) => objectsIn(parseJson(answer)));
}

/** The names of an output item whose values differ from the answer's object that it is most like. */
function differences(
	item: Readonly<Record<string, unknown>>,
	answers: readonly object[],
	own: readonly string[],
): string[] {
	const all = answers.map((answer) => {
		const told = new Map<string, unknown>(Object.entries(answer));
		const names = [...new Set([...told.keys(), ...Object.keys(item)])].filter((name) => !own.includes(name));
		const wrong = names.filter((name) => JSON.stringify(item[name]) !== JSON.stringify(told.get(name)));
		return { wrong, same: names.length - wrong.length };
	});
	return all.toSorted((a, b) => b.same - a.same || a.wrong.length - b.wrong.length)[0]?.wrong ?? ['all'];
}

function ownOf({ id }: EditorOperation): string[] {
	return OWN.flatMap(([, operations, names]) => (operations.test(id) ? names : []));
}

describe('raw output', () => {
	test.each(RUNS.map((file) => [file.path, file] as const))(
		'of %s is as Tango sent it, whatever that is',
		async (_, file) => {
			const { operation } = file;
			const done = await rawRun(file, { options: { includeRewardCredentials: true } });
			expect(done.error).toBeUndefined();
			expect(done.output.length).toBeGreaterThan(0);
			for (const { json } of done.output) {
				if (json.found !== false) expect(differences(json, answersOf(done), ownOf(operation))).toEqual([]);
				if ('brand' in json)
					expect(differences(readRecord(json.brand), answersOf(done), ['items'])).toEqual([]);
			}
		},
	);

	test.each(RUNS.filter(({ operation }) => hasCodes(operation)).map((file) => [file.path, file] as const))(
		'of %s without codes lacks nothing else',
		async (_, file) => {
			const done = await rawRun(file, { options: {} });
			expect(done.error).toBeUndefined();
			const own = [...ownOf(file.operation), 'reward', 'rewards'];
			for (const { json } of done.output) {
				if (json.found !== false) expect(differences(json, answersOf(done), own)).toEqual([]);
			}
		},
	);
});

function hasCodes({ fields }: EditorOperation): boolean {
	return fields.some(({ name }) => name === 'giveCodesToModel');
}
