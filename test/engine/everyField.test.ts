import type { INodeExecutionData, INodeParameters, INodeProperties } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { everyOperation, type OperationRun } from './support/everyOperation.ts';
import { loadedNode } from './support/engine.ts';
import { byId, order, runTango } from './support/tango.ts';

/*
 * Every field of every operation, with every kind of value that data and expressions bring. Whatever becomes of it,
 * the words are ours and name the field, and nothing is paid for a bad one.
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
const EXPRESSION = `={{ ${VALUES.map((value, index) => `$itemIndex === ${index} ? ${value} : `).join('')}"" }}`;

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

interface Walk {
	readonly run: OperationRun;
	/** The names from the outermost to the field itself. */
	readonly path: readonly string[];
	readonly displayName: string;
	readonly parameters: INodeParameters;
}

const unique = { reference: '={{ $json.id }}' };
const money = { amount: 1, ...unique, options: {} };
const OPERATIONS: OperationRun[] = [
	...everyOperation('walk', 'RA000000-0000-00', true).map(withUniqueNames),
	{
		type: 'tangoOrders',
		parameters: order({ resource: 'order', operation: 'create', referenceSource: 'automatic' }),
	},
	{
		type: 'tangoCustomers',
		parameters: {
			resource: 'fund',
			operation: 'transfer',
			transferFrom: byId('acme-usd'),
			transferTo: byId('globex-usd'),
			...money,
		},
	},
	{
		type: 'tangoCustomers',
		parameters: {
			resource: 'fund',
			operation: 'depositFromCard',
			customerIdentifier: byId('acme-rewards'),
			accountIdentifier: byId('acme-usd'),
			creditCardToken: byId('00000000-0000-4000-8000-000000000000'),
			...money,
		},
	},
	{ type: 'tangoCustomers', parameters: { resource: 'connection', operation: 'check', options: {} } },
];

/** What an operation creates must differ from item to item. */
function withUniqueNames({ type, parameters }: OperationRun): OperationRun {
	const { operation, resource } = parameters;
	const names = ['reference', 'customerIdentifier', 'accountIdentifier'].filter(
		(name) => typeof parameters[name] === 'string',
	);
	const own = names.map((name) => [
		name,
		`={{ "walk-${String(resource)}-${String(operation)}-" + $json.id }}`,
	]);
	return { type, parameters: { ...parameters, ...Object.fromEntries(own) } };
}

async function walks(run: OperationRun): Promise<Walk[]> {
	const { description } = await loadedNode(`n8n-nodes-tango.${run.type}`);
	const fields = description.properties.filter(
		({ name, displayOptions }) =>
			!['resource', 'operation', 'authentication'].includes(name) &&
			(['resource', 'operation'] as const).every((key) =>
				displayOptions?.show?.[key]?.includes(String(run.parameters[key])),
			),
	);
	return fields.flatMap((field) => {
		const parameters = { ...run.parameters, ...shown(field) };
		if (field.type !== 'collection') {
			const value = field.type === 'resourceLocator' ? byId(EXPRESSION) : EXPRESSION;
			return [walk(run, field, [field.name], { ...parameters, [field.name]: value })];
		}
		return (field.options ?? []).flatMap((inner) =>
			'type' in inner
				? [
						walk(run, inner, [field.name, inner.name], {
							...parameters,
							[field.name]: { ...WHOLE[field.name], [inner.name]: EXPRESSION },
						}),
					]
				: [],
		);
	});
}

function walk(
	run: OperationRun,
	{ displayName }: INodeProperties,
	path: readonly string[],
	parameters: INodeParameters,
): Walk {
	return { run, path, displayName, parameters };
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
	/Invalid input|expected|received|zod|TypeError|ReferenceError|is not a function|Cannot read|\[object|Symbol\(|at \w+ \(|could not be checked|was not planned/i;

/** A value that our rules take and Tango does not. */
const FROM_TANGO = /^Tango /;

describe('Every field, with every kind of value', () => {
	let pairs = 0;
	let refused = 0;

	test.each(
		OPERATIONS.map(
			(run) => [`${String(run.parameters.resource)} ${String(run.parameters.operation)}`, run] as const,
		),
	)(
		'%s says what is wrong in words of ours, and pays for nothing bad',
		async (_, run) => {
			for (const { path, displayName, parameters } of await walks(run)) {
				const before = paid();
				const { done, failed, error } = await runTango(sandbox, {
					type: run.type,
					items: VALUES.map((_, index) => ({ id: `${path.join('-')}-${index}` })),
					parameters,
					onError: 'continueErrorOutput',
				});
				const what = path.join('.');
				expect(error, what).toBeUndefined();
				pairs += VALUES.length;
				refused += failed.length + refusedOf(done);
				for (const { json } of failed) {
					if (!FROM_TANGO.test(String(json.error))) expect(json.error, what).toContain(displayName);
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
		expect(pairs).toBeGreaterThan(2_000);
	});
});

/** What Preview says no to; it never fails. */
function refusedOf(done: readonly INodeExecutionData[]): number {
	return done.filter(({ json }) => json.ok === false).length;
}

/** Orders and movements of money that were sent. */
function paid(): number {
	return sandbox.log.filter(
		({ method, path }) => method === 'POST' && /\/(?:orders|transferFunds|creditCardDeposits)$/.test(path),
	).length;
}
