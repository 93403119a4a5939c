import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asProblem, breathing, invalidInput, toTangoError, type Breathe } from '../../core';
import { fieldNames } from '../fields/displayNames';
import type { ItemOutput, Operation, Planned, PlannedRun, RawItem } from './operation';
import { workInPool } from './pool';
import { chosenOperation, rawItems } from './chosen';
import { openRun, type Run } from './context';
import { progressOf } from './progress';
import { summary, unfinished, type Result } from './summary';
import { technicalLine } from '../words/technicalFacts';
import { errorTexts, toNodeError, type ErrorPlace } from '../words/toNodeError';

/**
 * The whole body of every action node: validates all items, then executes them side by side and returns the
 * output in input order, every output item linked to its input item.
 */
export async function runItems(
	node: IExecuteFunctions,
	operations: readonly Operation[],
): Promise<INodeExecutionData[][]> {
	let place: ErrorPlace = { node: node.getNode() };
	const breathe = breathing();
	try {
		const operation = chosenOperation(node, operations);
		// Operations of one node call fields of the same name differently.
		place = {
			...place,
			names: fieldNames(operation.properties),
			itemCount: node.getInputData().length,
		};
		const run = await openRun(node);
		const results = await resultsOf(node, operation, run, place);
		tellHints(node, 'warning', run.hints());
		await breathe();
		tellHints(node, 'info', [operation.hint?.(results.flatMap(outputsOf), unfinished(results))]);
		return [await outputOf(results, place, breathe)];
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
	const goOn = node.continueOnFail();
	const signal = node.getExecutionCancelSignal();
	const breathe = breathing();
	const { planned, concurrency } = await planOf(operation, rawItems(node, operation, run), { goOn, signal });
	await breathe();
	const results: Array<Result | undefined> = planned.map((one) =>
		'problem' in one ? { error: one.problem } : undefined,
	);
	const firstProblem = results.findIndex((result) => result !== undefined);
	let failedFirst = firstProblem < 0 ? undefined : firstProblem;
	const inputs = node.getInputData();
	const sound = ready(planned);
	const rowDone = progressOf(sound.length, run.note);
	const carryOut = async ({ index, execute }: { index: number; execute: () => Promise<ItemOutput> }) => {
		run.turnstile.enter(index);
		try {
			const output = await execute();
			// What is made of one item is still that item; the entries of a list are not.
			const binary = Array.isArray(output) ? undefined : inputs[index]?.binary;
			results[index] = { json: [output].flat(), binary };
		} catch (error) {
			results[index] = { error };
			failedFirst ??= index;
			if (!goOn) return 'stop';
		} finally {
			run.turnstile.leave(index);
		}
		rowDone();
		await breathe();
		return 'goOn';
	};
	if (goOn || failedFirst === undefined) {
		await workInPool(sound, concurrency, carryOut, run.turnstile);
	}
	for (const one of sound) if (!results[one.index] && one.isUnderWay?.()) await carryOut(one);
	// n8n throws away what a cancelled node returns, so its log is the only place left.
	if (signal?.aborted) node.logger.warn(`The run was cancelled. ${summary(results)}`);
	await breathe();
	if (!goOn && failedFirst !== undefined) throw stopError(results, failedFirst, place);
	return results.map((result) => result ?? { error: invalidInput('', 'was not executed') });
}

/**
 * What keeps the whole batch from being planned is the problem of each item where the run goes on or was cancelled.
 * Nothing that costs money was sent yet, whatever it is.
 */
async function planOf(
	operation: Operation,
	items: readonly RawItem[],
	{ goOn, signal }: { readonly goOn: boolean; readonly signal: AbortSignal | undefined },
): Promise<PlannedRun> {
	return await operation.plan(items, breathing(signal)).catch((error: unknown) => {
		const problem = asProblem(error);
		if (!goOn && !signal?.aborted) throw problem;
		return { planned: items.map(() => ({ problem })), concurrency: 1 };
	});
}

function ready(planned: readonly Planned[]) {
	return planned.flatMap((one, index) => ('execute' in one ? [{ index, ...one }] : []));
}

async function outputOf(
	results: readonly Result[],
	place: ErrorPlace,
	breathe: Breathe,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	for (const [itemIndex, result] of results.entries()) {
		await breathe();
		// One by one: a call takes only so many arguments.
		for (const item of outputItems(result, { ...place, itemIndex })) output.push(item);
	}
	return output;
}

function tellHints(
	node: IExecuteFunctions,
	type: 'info' | 'warning',
	hints: ReadonlyArray<string | undefined>,
): void {
	for (const message of hints) {
		if (message) node.addExecutionHints({ message, type, location: 'outputPane' });
	}
}

function outputsOf(result: Result): readonly IDataObject[] {
	return 'json' in result ? result.json : [];
}

/** The error of a run that stops: what failed, and what became of the others. */
function stopError(results: ReadonlyArray<Result | undefined>, failed: number, place: ErrorPlace) {
	const result = results[failed];
	const error = result && 'error' in result ? result.error : undefined;
	return toNodeError(error, { ...place, itemIndex: failed, more: summary(results, failed) });
}

/**
 * An item on the error output may hold nothing but `error` and `message`: with any further key n8n takes it
 * for a success (n8n-core, handleNodeErrorOutput). Plain text: it goes into mails and sheets.
 */
function outputItems(
	result: Result,
	place: ErrorPlace & { readonly itemIndex: number },
): INodeExecutionData[] {
	const pairedItem = { item: place.itemIndex };
	if ('json' in result) {
		const files = result.binary && { binary: result.binary };
		return result.json.map((json) => ({ json, ...files, pairedItem }));
	}
	const { message, description } = errorTexts(result.error, place);
	const details = technicalLine(toTangoError(result.error).facts);
	const lines = [description, details].filter(Boolean).join('\n');
	return [{ json: { error: message, message: lines }, pairedItem }];
}
