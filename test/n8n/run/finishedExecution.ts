export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
	/** Files, by the field that they stand in. */
	binary?: Record<string, { id?: string; fileName?: string }>;
}

interface NodeRun {
	error?: { message?: string; description?: string | null };
	data?: { main?: Array<Item[] | null> };
}

/** One finished execution, as n8n stores it and as `n8n execute` prints it. */
export interface Execution {
	id?: string;
	status: string;
	/** What started it: `manual`, `webhook`, `retry` and so on. */
	mode?: string;
	data: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			error?: { message?: string; description?: string | null };
		};
	};
}

/** The items a node put out in its last run; `output` 1 is the error branch. */
export function itemsOf(execution: Execution, node: string, output = 0): Item[] {
	return execution.data.resultData.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
}

/** The items a node put out in all its runs, as a loop makes them. */
export function itemsOfAllRuns(execution: Execution, node: string): Item[] {
	const runs = execution.data.resultData.runData[node] ?? [];
	return runs.flatMap((run) => run.data?.main?.[0] ?? []);
}

/** What went wrong, in the words the editor would show; undefined when nothing did. */
export function errorOf(execution: Execution): string | undefined {
	const error = execution.data.resultData.error;
	return error ? [error.message, error.description].filter(Boolean).join('\n') : undefined;
}
