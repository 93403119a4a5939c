import type { INodeExecutionData, INodeParameters, INodeProperties } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { byId, runTango, type NodeType } from './support/tango.ts';
import { editorOperations, type EditorOperation } from './support/walk/operations.ts';
import { prepare } from './support/walk/prepared.ts';
import { required } from './support/walk/walk.ts';
import { operationFiles, parametersOf } from './support/walk/workflowFile.ts';

/*
 * Every field of every operation, with every kind of value that data and expressions bring. Whatever becomes of it,
 * the words are ours and name the field, and nothing is paid for a bad one. A field that is said once and stands in many
 * forms gets all values in the first of them and a few in some of the others; with EVERY_VALUE=1 all everywhere.
 */

/** As written in an expression; the last one throws. */
const VALUES = [
	'undefined',
	'null',
	'""',
	'" \\u200b\\u00a0"',
	'true',
	'[]',
	'({})',
	'new Date(0)',
	'DateTime.fromISO("2020-01-01T12:00")',
	'NaN',
	'9007199254740993',
	'"1e1"',
	'"a".repeat(1000000)',
	'$("Nowhere").item.json.x',
];
const EXPRESSION = `={{ ${VALUES.map((value, index) => `$json.value === ${index} ? ${value} : `).join('')}"" }}`;

const EVERY_VALUE = process.env.EVERY_VALUE === '1';
/** Of the other forms, one of so many gets so many values. */
const ONE_OF = 3;
const A_FEW = 3;

/** Values of which each is a good one for some field. */
const NONE = new Set<number>();
const NUMBER = new Set([VALUES.indexOf('9007199254740993')]);
const TEXT_LIKE = new Set([VALUES.indexOf('"1e1"')]);

/** Fields that hold money or guard it, and the values that they take. */
const GUARDS: Readonly<Record<string, ReadonlySet<number>>> = {
	amount: NONE,
	maximumAmount: NUMBER,
	maximumTotal: NUMBER,
	reference: TEXT_LIKE,
};

/** Groups that need some of their fields. */
const WHOLE: Readonly<Record<string, INodeParameters>> = {
	recipientAddress: {
		streetLine1: '1 Main Street',
		city: 'Seattle',
		stateOrProvince: 'WA',
		postalCode: '98101',
		country: 'US',
	},
};

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

interface OperationRun {
	readonly operation: EditorOperation;
	readonly type: NodeType;
	readonly parameters: INodeParameters;
}

interface Walk {
	/** The names from the outermost to the field itself. */
	readonly path: readonly string[];
	readonly field: INodeProperties;
	readonly parameters: INodeParameters;
}

/** Each form with what it demands filled in, as in its workflow file; Create with each kind of reference. */
const OPERATIONS: OperationRun[] = (await editorOperations()).flatMap((operation) => {
	const [file] = operationFiles(operation);
	const parameters = required(operation, file ? parametersOf(file.workflow) : {});
	const run = { operation, type: operation.type, parameters: withUniqueNames(operation, parameters) };
	if (operation.id !== 'order.create') return [run];
	return [run, { ...run, parameters: { ...run.parameters, referenceSource: 'automatic' } }];
});

/** What an operation creates must differ from item to item. */
function withUniqueNames(
	{ resource, operation }: EditorOperation,
	parameters: INodeParameters,
): INodeParameters {
	const names = ['reference', 'customerIdentifier', 'accountIdentifier'].filter(
		(name) => typeof parameters[name] === 'string',
	);
	const own = names.map((name) => [name, `={{ "walk-${resource}-${operation}-" + $json.id }}`]);
	// Items that change one line item at the same time would wait for one another.
	const waits = 'waitForResult' in parameters ? { waitForResult: false } : {};
	return { ...parameters, ...waits, ...Object.fromEntries(own) };
}

function walks({ operation, parameters: least }: OperationRun): Walk[] {
	return operation.fields.flatMap((field) => {
		const parameters = { ...least, ...shown(field) };
		if (field.type !== 'collection') {
			const value = field.type === 'resourceLocator' ? byId(EXPRESSION) : EXPRESSION;
			return [{ field, path: [field.name], parameters: { ...parameters, [field.name]: value } }];
		}
		return (field.options ?? []).flatMap((inner) => {
			const given = least[field.name];
			const group = typeof given === 'object' ? given : WHOLE[field.name];
			const whole = { ...group, [inner.name]: EXPRESSION };
			return 'type' in inner
				? [
						{
							field: inner,
							path: [field.name, inner.name],
							parameters: { ...parameters, [field.name]: whole },
						},
					]
				: [];
		});
	});
}

/** Definitions that had all values, and how many fields repeated one of them. */
const walked = new Set<string>();
let repeated = 0;

/** The values that a field is tried with. */
function valuesFor(path: readonly string[], field: INodeProperties): number[] {
	const all = VALUES.map((_, index) => index);
	const guards = GUARDS[path.at(-1) ?? ''] !== undefined;
	const id = JSON.stringify([path, { ...field, displayOptions: undefined }]);
	if (EVERY_VALUE || guards || !walked.has(id)) {
		walked.add(id);
		return all;
	}
	repeated += 1;
	if (repeated % ONE_OF !== 0) return [];
	return all.map((index) => (index + repeated) % all.length).slice(0, A_FEW);
}

/** What has to be chosen so that the form shows a field. */
function shown({ displayOptions }: INodeProperties): INodeParameters {
	const conditions = Object.entries(displayOptions?.show ?? {});
	return Object.fromEntries(
		conditions.flatMap(([name, values]) => {
			const first = values?.[0];
			const isOwn = name !== 'resource' && name !== 'operation' && typeof first !== 'object';
			return isOwn ? [[name, first]] : [];
		}),
	);
}

const NOT_OURS =
	/Invalid input|expected|\breceived|zod|TypeError|ReferenceError|is not a function|Cannot read|\[object|Symbol\(|at \w+ \(|could not be checked|was not planned/i;

/** A value that our rules take and Tango does not, or what an item before it has done to the same line item. */
const FROM_TANGO = /^Tango |^Line Item is RA|^The reward was sent a short time ago/;

describe('Every field, with every kind of value', () => {
	let pairs = 0;
	let refused = 0;

	test.each(OPERATIONS.map((run) => [run.operation.id, run] as const))(
		'%s says what is wrong in words of ours, and pays for nothing bad',
		async (_, run) => {
			const prepared = await prepare(sandbox);
			for (const { path, field, parameters } of walks(run)) {
				const before = paid();
				const values = valuesFor(path, field);
				if (values.length === 0) continue;
				const { done, failed, error } = await runTango(sandbox, {
					type: run.type,
					items: values.map((value) => ({ ...prepared, value, id: `${path.join('-')}-${value}` })),
					parameters,
					onError: 'continueErrorOutput',
				});
				const what = path.join('.');
				expect(error, what).toBeUndefined();
				pairs += values.length;
				refused += failed.length + refusedOf(done);
				for (const { json } of failed) {
					if (!FROM_TANGO.test(String(json.error))) expect(json.error, what).toContain(field.displayName);
					expect(`${String(json.error)} ${String(json.message)}`, what).not.toMatch(NOT_OURS);
					expect(String(json.error).length, what).toBeLessThan(500);
				}
				const good = GUARDS[path.at(-1) ?? ''];
				if (good)
					expect(refusedOf(done) + failed.length, what).toBeGreaterThanOrEqual(VALUES.length - good.size);
				const fromTango = failed.filter(({ json }) => FROM_TANGO.test(String(json.error)));
				expect(paid() - before, what).toBeLessThanOrEqual(done.length + fromTango.length);
			}
		},
		60_000,
	);

	test('leaves none out', () => {
		console.info(`${pairs} pairs of field and value were tried, ${refused} of them refused`);
		expect(pairs).toBeGreaterThan(1_500);
	});
});

/** What Preview says no to; it never fails. */
function refusedOf(done: readonly INodeExecutionData[]): number {
	return done.filter(({ json }) => json.ok === false).length;
}

/** Orders and movements of money that were sent. */
function paid(): number {
	return sandbox.log.filter(
		({ method, path }) =>
			method === 'POST' && /\/(?:orders|reissue|transferFunds|creditCardDeposits)$/.test(path),
	).length;
}
