import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { AS_TOOL } from '../fields/toolCall';
import type { Operation } from '../run/operation';

export interface ResourceDefinition {
	readonly name: string;
	readonly value: string;
	readonly description: string;
}

/** Which credential the node uses. */
export const AUTHENTICATION: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{ name: 'Basic Auth', value: 'basicAuth', description: 'With a key: the credential Tango API' },
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'With an OAuth client: the credential Tango OAuth2 API',
		},
	],
	default: 'basicAuth',
	description: 'How this node proves to Tango who you are',
};

/**
 * The node's fields, made from its one list of operations: the authentication choice, the resource and
 * operation menus, and each operation's own fields shown only for it.
 */
export function buildProperties(
	resources: readonly ResourceDefinition[],
	operations: readonly Operation[],
): INodeProperties[] {
	return [
		AUTHENTICATION,
		resourceMenu(resources),
		...resources.map(({ value }) => operationMenu(value, operations)),
		...operations.flatMap(ownFields),
	];
}

function resourceMenu(resources: readonly ResourceDefinition[]): INodeProperties {
	const options = resources.map(({ name, value, description }) => ({ name, value, description }));
	const description = 'What the node has to do with';
	return menu({ displayName: 'Resource', name: 'resource', description }, options);
}

function operationMenu(resource: string, operations: readonly Operation[]): INodeProperties {
	const options = operations
		.filter((operation) => operation.resource === resource)
		.map(menuEntry)
		.sort((a, b) => a.name.localeCompare(b.name));
	const place = { displayOptions: { show: { resource: [resource] } } };
	const description = 'What the node does with it';
	return { ...menu({ displayName: 'Operation', name: 'operation', description }, options), ...place };
}

/** The first entry is the default: a menu without a choice would hide every field below it. */
export function menu(
	names: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	options: INodePropertyOptions[],
): INodeProperties {
	return { ...names, type: 'options', noDataExpression: true, options, default: options[0]?.value ?? '' };
}

function menuEntry({ name, value, action, description }: Operation): INodePropertyOptions {
	return { name, value, action, description };
}

/**
 * What a model reads of the operation, for the author to change. n8n adds a field of this name to nodes that have none, and
 * fills it with no more than "Create an order in Tango Orders".
 */
function toolDescription({ toolDescription, action, description }: Operation): INodeProperties {
	const words = toolDescription ?? `${action}. ${description}`;
	return {
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 4 },
		default: words,
		description: 'What the model reads of this tool: what it does, and when to call it',
		displayOptions: { show: { '@tool': [...AS_TOOL['@tool']] } },
	};
}

function ownFields(operation: Operation): INodeProperties[] {
	const { resource, value, properties } = operation;
	return [toolDescription(operation), ...properties].map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, resource: [resource], operation: [value] },
		},
	}));
}
