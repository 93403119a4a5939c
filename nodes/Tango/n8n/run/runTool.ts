import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { breathing, invalidInput, isTangoError, toTangoError, type TangoError } from '../../core';
import { fieldNames } from '../fields/displayNames';
import { readForm } from '../fields/form';
import { nodeValues } from '../fields/nodeValues';
import { toolReading } from '../fields/toolCall';
import { inDoubt, toolAnswer, type ToolAnswer, type ToolErrand } from '../words/forModels';
import { technicalFacts } from '../words/technicalFacts';
import { chosenOperation, rawItems } from './chosen';
import { openRun } from './context';
import { maskCodes } from './maskCodes';
import type { Operation, Planned } from './operation';
import { dataObject } from './output';
import { toolMemory, type ToolMemory } from './toolMemory';
import { BALANCES_SWITCH, CODES_SWITCH, MOVEMENT_SWITCH } from './toolSwitches';

/**
 * The same for the call of an AI agent: everything comes out as an item, as n8n gives a model of an exception either
 * the title or nothing at all, and what comes out is fit for a model's eyes.
 */
export async function runTool(
	node: IExecuteFunctions,
	operations: readonly Operation[],
): Promise<INodeExecutionData[][]> {
	const errand: { operation?: Operation } = {};
	const items = await call(node, operations, errand).catch((error: unknown): readonly IDataObject[] => {
		tellLog(node, error);
		return [{ ...toolAnswer(beforeSending(error), errandOf(errand.operation)) }];
	});
	return [items.map((json) => ({ json, pairedItem: { item: 0 } }))];
}

async function call(
	node: IExecuteFunctions,
	operations: readonly Operation[],
	errand: { operation?: Operation },
): Promise<readonly IDataObject[]> {
	const operation = (errand.operation = chosenOperation(node, operations));
	refuseUnheard(node);
	if (operation.pays || operation.changes) refuseHidden(node);
	const { givesCodes, givesBalances } = readSwitches(node, operation);
	const run = await openRun(node);
	const memory = toolMemory(node);
	const signal = node.getExecutionCancelSignal();
	const { planned } = await operation.plan(rawItems(node, operation, run), breathing(signal));
	// Whatever went wrong after an order was sent would read as if nothing had been.
	for (const message of run.hints()) {
		node.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}
	// All operations of a node that has any with codes: a new one shows none by having been forgotten.
	const mayShowCodes = givesCodes || !operations.some(({ holdsCodes }) => holdsCodes);
	const hidden = givesBalances ? NO_USE : NOT_FOR_MODELS;
	const show = (json: IDataObject) => dataObject(without(hidden, mayShowCodes ? json : maskCodes(json)));
	const outcomes: Array<readonly IDataObject[]> = [];
	for (const one of planned) outcomes.push(await outcomeOf(node, one, operation, { memory, show }));
	return outcomes.flat();
}

/** With this setting n8n hands a model nothing at all, not even of what is paid: it would ask for another reward. */
function refuseUnheard(node: IExecuteFunctions): void {
	if (node.getNode().onError !== 'continueErrorOutput') return;
	const problem =
		'is "Continue (using error output)", with which n8n gives the model no answer: set it to "Stop Workflow"';
	node.addExecutionHints({ message: `On Error ${problem}`, type: 'warning', location: 'outputPane' });
	throw invalidInput('On Error', problem);
}

/**
 * n8n takes an argument out of an object named "query" before the one of its own name. Whoever reviews a call is shown the
 * latter: 25 would be approved and 50 be paid.
 */
function refuseHidden(node: IExecuteFunctions): void {
	const hidden: unknown = node.evaluateExpression("{{ $fromAI('query') }}", 0);
	if (typeof hidden !== 'object' || hidden === null) return;
	throw invalidInput('query', 'must not hold arguments: give each of them by its own name');
}

async function outcomeOf(
	node: IExecuteFunctions,
	planned: Planned,
	operation: Operation,
	{ memory, show }: { readonly memory: ToolMemory; readonly show: (json: IDataObject) => IDataObject },
): Promise<readonly IDataObject[]> {
	try {
		if ('problem' in planned) throw planned.problem;
		const items = [await planned.execute()].flat().map(show);
		for (const { status, reference } of operation.pays ? items : []) {
			if (status === 'paid' && typeof reference === 'string') memory.tell(reference, 'paid');
		}
		return items;
	} catch (error) {
		tellLog(node, error);
		const { externalRefID } = planned;
		const known = toTangoError(error);
		const answer = toolAnswer(known, { ...errandOf(operation), externalRefID });
		return [{ ...(operation.pays ? remembered(answer, known, memory) : answer) }];
	}
}

/** "Not paid" speaks of this call; after an earlier one that ended in doubt that would be taken for more than is known. */
function remembered(answer: ToolAnswer, { facts }: TangoError, memory: ToolMemory): ToolAnswer {
	const { reference, status } = answer;
	if (reference === null) return answer;
	if (status === 'paid' || status === 'unknown') memory.tell(reference, status);
	else if (facts.earlierOrder === 'none') memory.tell(reference, undefined);
	else if (memory.told(reference) === 'unknown') return { ...answer, ...inDoubt(true) };
	return answer;
}

/** Nothing that costs money was sent yet, so a mistake of ours must not read as if it were. */
function beforeSending(error: unknown): TangoError {
	return isTangoError(error) ? error : invalidInput('', 'is not set up as it must be');
}

function errandOf(operation: Operation | undefined): ToolErrand {
	const { properties = [], authorFields = new Set<string>(), pays, changes } = operation ?? {};
	return { names: fieldNames(properties), authorFields, kind: pays ? 'order' : changes ? 'change' : 'read' };
}

interface Switches {
	readonly givesCodes: boolean;
	readonly givesBalances: boolean;
}

/** What the author has switched on by name. Throws where the operation may not be called at all. */
function readSwitches(node: IExecuteFunctions, operation: Operation): Switches {
	const valueOf = nodeValues(node, toolReading(node, true))(0);
	const authentication = valueOf.context?.tool?.wordsOfModel('authentication');
	if (authentication !== undefined)
		throw invalidInput('authentication', `is for the workflow’s author alone, but holds ${authentication}`);
	const { sound, problems } = readForm({ ...MOVEMENT_SWITCH, ...CODES_SWITCH, ...BALANCES_SWITCH }, valueOf);
	for (const { field = '', message } of problems) throw invalidInput(field, message);
	if (operation.changes && sound.allowMoneyMovement !== true) {
		throw invalidInput('allowMoneyMovement', 'is off, so that no model may do this');
	}
	return {
		givesCodes: operation.holdsCodes === true && sound.giveCodesToModel === true,
		givesBalances: operation.holdsBalances === true && sound.giveBalancesToModel === true,
	};
}

/** What a model has no use for, and what is no business of the company that runs it. */
const NO_USE: ReadonlySet<string> = new Set(['requestId', 'attempts', 'contactEmail', 'fundingNotification']);

const NOT_FOR_MODELS: ReadonlySet<string> = new Set([
	...NO_USE,
	'currentBalance',
	'transferFromBalance',
	'transferToBalance',
]);

/** Without these fields, wherever they stand: raw output has accounts inside of customers. */
function without(hidden: ReadonlySet<string>, json: object): Record<string, unknown> {
	const kept = Object.entries(json).filter(([name]) => !hidden.has(name));
	return Object.fromEntries(kept.map(([name, value]) => [name, withoutInside(hidden, value)]));
}

function withoutInside(hidden: ReadonlySet<string>, value: unknown): unknown {
	if (Array.isArray(value)) return value.map((one: unknown) => withoutInside(hidden, one));
	return typeof value === 'object' && value !== null ? without(hidden, value) : value;
}

/** The technical side of it, for whoever looks after n8n. */
function tellLog(node: IExecuteFunctions, error: unknown): void {
	const { code, facts } = toTangoError(error);
	const kind = isTangoError(error) ? code : error instanceof Error ? error.name : 'unexpected';
	node.logger.warn(`A call by an AI agent failed: ${kind}`, technicalFacts(facts));
}
