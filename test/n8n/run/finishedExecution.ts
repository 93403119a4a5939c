import { parseJson } from '../shared/json.ts';
import { Problem } from '../shared/problem.ts';
import { lastWords } from '../shared/runCommand.ts';
import type { EnvironmentOptions } from './n8nEnvironment.ts';
import { runN8n } from './n8nProcess.ts';

export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
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

/** Runs a stored workflow in an n8n process of its own, without a server (`n8n execute`). */
export async function executeOnce(workflowId: string, options: EnvironmentOptions): Promise<Execution> {
	const result = await runN8n(['execute', `--id=${workflowId}`, '--rawOutput'], options);
	// n8n prints log lines around the JSON, and exits with 0 whether the workflow worked or not.
	const json = /^\{\n[\s\S]*?^\}$/m.exec(result.stdout)?.[0];
	if (json === undefined) {
		throw new Problem(
			`n8n did not run the workflow. Its last words:\n${lastWords(result)}`,
			'Deleting the folder .local and starting again gives n8n a fresh start.',
		);
	}
	return parseJson<Execution>(json);
}
