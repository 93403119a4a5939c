import type { IExecuteFunctions } from 'n8n-workflow';
import { contextBook } from './contextBook';

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
	const book = contextBook(node, 'tangoTold');
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
