import type { IExecuteFunctions } from 'n8n-workflow';
import { invalidInput } from '../../core';

/** Key in the node's context, which n8n saves with a failed run and restores on "Retry execution". */
const ANCHOR = 'tangoReferenceAnchor';

/**
 * Identifies an item of a run so that every retry of that run finds the same identity: the engine's Retry On
 * Fail, and "Retry execution", which has a new execution ID but keeps the node's context.
 */
export function automaticReferenceParts(node: IExecuteFunctions): (itemIndex: number) => readonly string[] {
	let anchor: string | undefined;
	let runIndex: string | undefined;
	return (itemIndex) => {
		anchor ??= readAnchor(node);
		runIndex ??= String(node.evaluateExpression('{{ $runIndex }}', itemIndex));
		return [anchor, runIndex, String(itemIndex)];
	};
}

function readAnchor(node: IExecuteFunctions): string {
	const context = node.getContext('node');
	const kept: unknown = context[ANCHOR];
	if (typeof kept === 'string') return kept;
	if (node.getMode() === 'retry') {
		throw invalidInput(
			'referenceSource',
			'is Automatic, but this retry does not know whether the first run paid rewards',
			'Nothing was sent to Tango. Look there: if none were paid, run the workflow anew instead of retrying; else use a business key for the rest.',
		);
	}
	const executionId = node.getExecutionId();
	if (!executionId) {
		throw invalidInput(
			'referenceSource',
			'is Automatic, but this run has no execution ID. Use a business key',
		);
	}
	const anchor = JSON.stringify([
		// Another installation, or this one after its database was lost, counts executions from 1 again.
		node.getInstanceId(),
		node.getExecutionContext?.()?.establishedAt ?? 0,
		executionId,
		// In the anchor, as n8n finds the context by the node's name, which a replaced node keeps.
		node.getWorkflow().id ?? '',
		node.getNode().id,
	]);
	context[ANCHOR] = anchor;
	return anchor;
}
