import { NodeHelpers, type INode, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { isShown, type EditorOperation } from './operations.ts';

/** What n8n's editor would mark red in a node, and values of another shape than the form's field has. */
export function editorIssues(operation: EditorOperation, node: INode): string[] {
	const properties = [...operation.properties];
	const issues = NodeHelpers.getNodeParametersIssues(properties, node, null)?.parameters ?? {};
	const shown = operation.fields.filter((field) =>
		isShown(field, { ...defaults(operation), ...node.parameters }),
	);
	return [...Object.values(issues).flat(), ...wrongShapes(shown, node.parameters)];
}

function defaults({ properties }: EditorOperation): INodeParameters {
	return Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
}

/** A list that is chosen from holds more than the ID, and a menu only its entries; n8n itself looks at few of them. */
function wrongShapes(fields: readonly INodeProperties[], values: INodeParameters): string[] {
	return fields.flatMap((field): string[] => {
		const { name, type, options = [] } = field;
		const value = values[name];
		if (value === undefined) return [];
		const inner = options.flatMap((option) => ('type' in option ? [option] : []));
		if (type === 'collection') {
			if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${name} is no group`];
			const group = Object.fromEntries(Object.entries(value));
			const unknown = Object.keys(group).filter((key) => !inner.some((one) => one.name === key));
			return [...unknown.map((key) => `${name} has no ${key}`), ...wrongShapes(inner, group)];
		}
		const isExpression = typeof value === 'string' && value.startsWith('=');
		if (type === 'resourceLocator')
			return typeof value === 'object' && value !== null && '__rl' in value ? [] : [`${name} is not chosen`];
		if (isExpression) return [];
		const entries = options.flatMap((option) => ('value' in option ? [option.value] : []));
		if (type === 'options' || type === 'multiOptions')
			return [value].flat().every((one) => entries.some((entry) => entry === one))
				? []
				: [`${name} is no entry`];
		const kind = { number: 'number', boolean: 'boolean' }[String(type)] ?? 'string';
		return typeof value === kind ? [] : [`${name} is no ${kind}`];
	});
}
