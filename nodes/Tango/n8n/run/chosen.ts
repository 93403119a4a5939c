import type { IExecuteFunctions } from 'n8n-workflow';
import { invalidInput } from '../../core';
import { nodeValues } from '../fields/nodeValues';
import { toolReading } from '../fields/toolCall';
import type { Run } from './context';
import type { Operation, RawItem } from './operation';

export function chosenOperation(node: IExecuteFunctions, operations: readonly Operation[]): Operation {
	const resource = node.getNodeParameter('resource', 0);
	const value = node.getNodeParameter('operation', 0);
	const found = operations.find((one) => one.resource === resource && one.value === value);
	if (!found) throw invalidInput('operation', `"${String(value)}" does not exist for "${String(resource)}"`);
	return found;
}

/** All items of the node, not yet read. */
export function rawItems(node: IExecuteFunctions, { pays, changes }: Operation, run: Run): RawItem[] {
	const valuesOf = nodeValues(node, toolReading(node, pays || changes === true));
	return node.getInputData().map((_, itemIndex) => ({
		valueOf: valuesOf(itemIndex),
		context: (options) => run.item(itemIndex, options),
	}));
}
