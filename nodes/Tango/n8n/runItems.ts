import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { invalidInput } from '../core';
import { fieldNames } from './fieldNames';
import type { Operation, Prepared, RawItem } from './operation';
import { requestOptions } from './params';
import { workInPool } from './pool';
import { parameterReader } from './parameterReader';
import { readRaw, validate } from './readParams';
import { openRun, type Run } from './run';
import { errorTexts, toNodeError, type ErrorPlace } from './toNodeError';

const DEFAULT_CONCURRENCY = 4;
const MAX_CONCURRENCY = 50;

const requestOptionsShape = z.looseObject(requestOptions);

type Result = { readonly json: IDataObject[] } | { readonly error: unknown };

/**
 * The whole body of every action node: validates all items, then executes them side by side and returns the
 * output in input order, every output item linked to its input item.
 */
export async function runItems(
	node: IExecuteFunctions,
	operations: readonly Operation[],
): Promise<INodeExecutionData[][]> {
	const names = namesOf(operations);
	const place = { node: node.getNode(), names };
	try {
		const operation = chosenOperation(node, operations);
		const run = await openRun(node);
		const results = await resultsOf(node, operation, run, place);
		for (const message of run.hints())
			node.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
		return [results.flatMap((result, itemIndex) => outputItems(result, { ...place, itemIndex }))];
	} catch (error) {
		// What stands in the way of all items: the credential, the connection, or (in stop mode) one of them.
		throw toNodeError(error, place);
	}
}

async function resultsOf(
	node: IExecuteFunctions,
	operation: Operation,
	run: Run,
	place: ErrorPlace,
): Promise<Result[]> {
	const prepared = await operation.prepare(rawItems(node, operation, run));
	const results: Array<Result | undefined> = prepared.map((one) =>
		'problem' in one ? { error: one.problem } : undefined,
	);
	const goOn = node.continueOnFail();
	const firstProblem = results.findIndex((result) => result !== undefined);
	if (!goOn && firstProblem >= 0) throw stopError(results, firstProblem, place);

	let failedFirst: number | undefined;
	await workInPool(ready(prepared), concurrencyOf(node), async ({ index, execute }) => {
		try {
			results[index] = { json: [await execute()].flat() };
			return 'goOn';
		} catch (error) {
			results[index] = { error };
			failedFirst ??= index;
			return goOn ? 'goOn' : 'stop';
		}
	});
	if (!goOn && failedFirst !== undefined) throw stopError(results, failedFirst, place);
	return results.map((result) => result ?? { error: invalidInput('', 'was not executed') });
}

function ready(prepared: readonly Prepared[]) {
	return prepared.flatMap((one, index) => ('execute' in one ? [{ index, execute: one.execute }] : []));
}

function rawItems(node: IExecuteFunctions, { properties }: Operation, run: Run): RawItem[] {
	const readerOf = parameterReader(node);
	return node.getInputData().map((_, itemIndex) => {
		const raw = readRaw(properties, readerOf(itemIndex));
		// A wrong option is reported with the operation's other parameters, before anything is sent.
		const options = requestOptionsShape.safeParse('raw' in raw ? raw.raw.options : {});
		return { context: run.item(itemIndex, options.data ?? {}), read: (schema) => validate(raw, schema) };
	});
}

function chosenOperation(node: IExecuteFunctions, operations: readonly Operation[]): Operation {
	const resource = node.getNodeParameter('resource', 0);
	const value = node.getNodeParameter('operation', 0);
	const found = operations.find((one) => one.resource === resource && one.value === value);
	if (!found) throw invalidInput('operation', `"${String(value)}" does not exist for "${String(resource)}"`);
	return found;
}

function concurrencyOf(node: IExecuteFunctions): number {
	const wanted = Number(node.getNodeParameter('options.concurrency', 0, DEFAULT_CONCURRENCY));
	return Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), MAX_CONCURRENCY) : DEFAULT_CONCURRENCY;
}

/** The error of a run that stops: what failed, what was done before, what was not tried. */
function stopError(results: ReadonlyArray<Result | undefined>, failed: number, place: ErrorPlace) {
	const result = results[failed];
	const done = results.flatMap((one, index) => (one && 'json' in one ? [index] : []));
	const others = results.flatMap((one, index) => (one && 'error' in one && index !== failed ? [index] : []));
	const untried = results.flatMap((one, index) => (one === undefined ? [index] : []));
	const more = [
		results.length > 1 && done.length === 0 ? 'No item was carried out.' : '',
		done.length > 0 ? `Already carried out: items ${done.join(', ')}.` : '',
		others.length > 0 ? `Also failed: items ${others.join(', ')}.` : '',
		untried.length > 0 ? `Not tried: items ${untried.join(', ')}.` : '',
	];
	const error = result && 'error' in result ? result.error : undefined;
	return toNodeError(error, { ...place, itemIndex: failed, more: more.filter(Boolean).join(' ') });
}

/**
 * An item on the error output may hold nothing but `error` and `message`: with any further key n8n takes it
 * for a success (n8n-core, handleNodeErrorOutput).
 */
function outputItems(
	result: Result,
	place: ErrorPlace & { readonly itemIndex: number },
): INodeExecutionData[] {
	const pairedItem = { item: place.itemIndex };
	if ('json' in result) return result.json.map((json) => ({ json, pairedItem }));
	const { message, description } = errorTexts(result.error, place);
	return [{ json: { error: message, message: description }, pairedItem }];
}

function namesOf(operations: readonly Operation[]): ReadonlyMap<string, string> {
	const properties: INodeProperties[] = operations.flatMap((operation) => operation.properties);
	return fieldNames(properties);
}
