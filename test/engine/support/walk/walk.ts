import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { LoggedRequest, Sandbox } from '../../../sandbox/server.ts';
import { outputOf, runWorkflow } from '../engine.ts';
import { START_NODE } from '../startNode.ts';
import { credentialsFor } from '../tango.ts';
import type { EditorOperation } from './operations.ts';
import { prepare } from './prepared.ts';
import { operationFiles, parametersOf, type OperationFile, type WorkflowFile } from './workflowFile.ts';

/** One run of an operation, with all that went over the wire for it. */
export interface WalkedRun {
	readonly error: string | undefined;
	readonly output: readonly INodeExecutionData[];
	readonly requests: readonly LoggedRequest[];
	readonly violations: readonly string[];
}

/** A form filled in whole, and how else it is run. */
export interface Walked extends OperationFile {
	/** As the file says. */
	readonly full: WalkedRun;
	/** Only what the form demands. */
	readonly minimal: WalkedRun;
	/** The same with Simplify off. */
	readonly raw: WalkedRun;
	/** The same with IDs that Tango does not know. */
	readonly unknown: WalkedRun;
	/** The same with a key that Tango refuses. */
	readonly refused: WalkedRun;
}

/** The ways in which each file is run. */
export const KINDS = ['full', 'minimal', 'raw', 'unknown', 'refused'] as const;

export async function walk(sandbox: Sandbox, operations: readonly EditorOperation[]): Promise<Walked[]> {
	const walked: Walked[] = [];
	for (const file of operations.flatMap(operationFiles)) {
		files += 1;
		const own = parametersOf(file.workflow);
		const least = required(file.operation, own);
		walked.push({
			...file,
			full: await run(sandbox, file.workflow),
			minimal: await run(sandbox, file.workflow, least),
			raw: await run(sandbox, file.workflow, { ...least, simplify: false }),
			unknown: await run(sandbox, file.workflow, withUnknownIds(least)),
			refused: await run(sandbox, file.workflow, least, { credential: { apiKey: 'not-a-key' } }),
		});
	}
	return walked;
}

/** A platform of its own for each file, as lists and the catalog are kept. */
let files = 0;
let runs = 0;

interface RunChanges {
	readonly credential?: IDataObject;
	/** Called when everything is on the books. */
	readonly onceReady?: () => void;
}

export async function run(
	sandbox: Sandbox,
	workflow: WorkflowFile,
	parameters: INodeParameters = parametersOf(workflow),
	{ credential = {}, onceReady = () => {} }: RunChanges = {},
): Promise<WalkedRun> {
	sandbox.reset();
	runs += 1;
	const item = { id: `walk-${runs}`, ...(await prepare(sandbox)) };
	onceReady();
	const before = sandbox.log.length;
	const [trigger, tango] = workflow.nodes;
	if (!trigger || !tango) throw new Error('a workflow file has two nodes');
	const start = { ...trigger, type: START_NODE, parameters: { items: JSON.stringify([item]) } };
	const done = await runWorkflow({
		nodes: [start, { ...tango, parameters }],
		connections: workflow.connections,
		credentials: credentialsFor(sandbox, { platform: `walk-${files}`, ...credential }),
	});
	const { error } = done.data.resultData;
	return {
		error: error && `${error.message} ${error.description ?? ''}`,
		output: error ? [] : outputOf(done, tango.name),
		requests: sandbox.log.slice(before),
		violations: [...sandbox.violations],
	};
}

/** Without the groups of optional fields: an update asks for something to change, the post for an address. */
export function required({ fields }: EditorOperation, parameters: INodeParameters): INodeParameters {
	const groups = new Set(fields.filter(({ type }) => type === 'collection').map(({ name }) => name));
	groups.delete('updateFields');
	if (parameters.deliveryMethod === 'ADDRESS') groups.delete('recipientAddress');
	return Object.fromEntries(Object.entries(parameters).filter(([name]) => !groups.has(name)));
}

function withUnknownIds(parameters: INodeParameters): INodeParameters {
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) =>
			typeof value === 'object' && value !== null && '__rl' in value
				? [name, { __rl: true, mode: 'id', value: 'nobody-knows-this' }]
				: [name, value],
		),
	);
}
