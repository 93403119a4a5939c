import type { IExecuteFunctions } from 'n8n-workflow';

/** Key in the node's context: kept between the calls of one execution, and restored on "Retry execution". */
const TOLD = 'tangoTold';

/** What a model was told of a reward. */
export type Told = 'paid' | 'unknown';

/** What this execution's model was told, by reference. */
export interface ToolMemory {
	/** Not over MCP: there every call is an execution of its own. */
	readonly remembers: boolean;
	told(externalRefID: string): Told | undefined;
	tell(externalRefID: string, told: Told | undefined): void;
}

export function toolMemory(node: IExecuteFunctions): ToolMemory {
	const context = node.getContext('node');
	const book = (): Record<string, unknown> => {
		const kept: unknown = context[TOLD];
		if (isRecord(kept)) return kept;
		const fresh: Record<string, unknown> = {};
		context[TOLD] = fresh;
		return fresh;
	};
	return {
		remembers: Boolean(node.getExecutionId()),
		told: (externalRefID) => {
			const told = book()[externalRefID];
			return told === 'paid' || told === 'unknown' ? told : undefined;
		},
		tell: (externalRefID, told) => {
			if (told === undefined) delete book()[externalRefID];
			else book()[externalRefID] = told;
		},
	};
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
