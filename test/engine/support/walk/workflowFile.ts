import { NodeHelpers, type INode, type INodeParameters, type IWorkflowBase } from 'n8n-workflow';
import { isShown, type EditorOperation } from './operations.ts';
import { sampleOf, VARIANTS, type Changes } from './samples.ts';

export type WorkflowFile = Pick<IWorkflowBase, 'name' | 'nodes' | 'connections'>;

/** One file of the folder `test/workflows`. */
export interface OperationFile {
	readonly operation: EditorOperation;
	/** `tangoOrders/order.create.json`; a variant has its name before the end. */
	readonly path: string;
	readonly workflow: WorkflowFile;
}

/** A form with every field filled in that it shows, for each variant of the operation. */
export function operationFiles(operation: EditorOperation): OperationFile[] {
	const variants = Object.entries({ '': {}, ...VARIANTS[operation.id] });
	return variants.map(([variant, changes]) => {
		const path = [operation.id, variant, 'json'].filter((part) => part !== '').join('.');
		const workflow = exported(operation, asTheEditorKeeps(operation, filledIn(operation, changes)));
		return { operation, path: `${operation.type}/${path}`, workflow };
	});
}

function filledIn({ id, resource, operation, fields }: EditorOperation, changes: Changes) {
	const parameters: INodeParameters = { resource, operation };
	for (const field of fields) {
		const known = { ...defaultsOf(fields), ...parameters };
		const value = isShown(field, known) ? sampleOf(id, changes, field) : undefined;
		if (value !== undefined) parameters[field.name] = value;
	}
	return parameters;
}

function defaultsOf(fields: EditorOperation['fields']): INodeParameters {
	return Object.fromEntries(fields.map(({ name, default: value }) => [name, value]));
}

/** As the editor saves a form: without defaults and hidden fields. */
export function asTheEditorKeeps(
	{ properties }: EditorOperation,
	parameters: INodeParameters,
): INodeParameters {
	return (
		NodeHelpers.getNodeParameters([...properties], parameters, false, false, { typeVersion: 1 }, null) ?? {}
	);
}

/** As the editor exports a workflow; IDs are what a test can know. */
function exported({ type, action }: EditorOperation, parameters: INodeParameters): WorkflowFile {
	const trigger: INode = {
		parameters: {},
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		id: '6f0d5c1e-0000-4000-8000-000000000001',
		name: TRIGGER,
	};
	const tango: INode = {
		parameters,
		type: `n8n-nodes-tango.${type}`,
		typeVersion: 1,
		position: [224, 0],
		id: '6f0d5c1e-0000-4000-8000-000000000002',
		name: action,
		credentials: { tangoApi: { id: 'tangoSampleBasic', name: 'Tango sandbox (sample)' } },
	};
	const connections = { [TRIGGER]: { main: [[{ node: action, type: 'main' as const, index: 0 }]] } };
	return { name: action, nodes: [trigger, tango], connections };
}

const TRIGGER = 'When clicking ‘Execute workflow’';

/** The parameters of its Tango node. */
export function parametersOf({ nodes }: WorkflowFile): INodeParameters {
	return nodes[1]?.parameters ?? {};
}
