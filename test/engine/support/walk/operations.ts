import { displayParameter, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { loadedNode } from '../engine.ts';
import type { NodeType } from '../tango.ts';

/** One operation of a built node, as the editor knows it. */
export interface EditorOperation {
	readonly type: NodeType;
	/** `Orders`, of `nodes/Tango`. */
	readonly folder: string;
	/** `order.create` */
	readonly id: string;
	readonly resource: string;
	readonly operation: string;
	/** "Order: Create" */
	readonly name: string;
	/** "Create an order" */
	readonly action: string;
	readonly description: string;
	/** All fields of the node, and those of this operation. */
	readonly properties: readonly INodeProperties[];
	readonly fields: readonly INodeProperties[];
}

export const NODE_TYPES: readonly NodeType[] = ['tangoOrders', 'tangoCustomers', 'tangoCatalog'];

/** Every operation of every action node. */
export async function editorOperations(): Promise<EditorOperation[]> {
	const nodes = NODE_TYPES.map(async (type) => {
		const { properties } = (await loadedNode(`n8n-nodes-tango.${type}`)).description;
		const resources = properties.find(({ name }) => name === 'resource')?.options ?? [];
		return properties
			.filter(({ name }) => name === 'operation')
			.flatMap((menu) => {
				const resource = String(menu.displayOptions?.show?.resource?.[0]);
				const title = resources.find((one) => 'value' in one && one.value === resource)?.name;
				return (menu.options ?? []).flatMap((entry) =>
					'value' in entry
						? [
								{
									type,
									folder: type.replace('tango', ''),
									id: `${resource}.${String(entry.value)}`,
									resource,
									operation: String(entry.value),
									name: `${title}: ${entry.name}`,
									action: entry.action ?? '',
									description: entry.description ?? '',
									properties,
									fields: properties.filter((field) => belongsTo(field, resource, String(entry.value))),
								},
							]
						: [],
				);
			});
	});
	return (await Promise.all(nodes)).flat();
}

function belongsTo({ displayOptions }: INodeProperties, resource: string, operation: string): boolean {
	const { show = {} } = displayOptions ?? {};
	return show.resource?.[0] === resource && show.operation?.[0] === operation;
}

/** Whether the form shows a field while the others have these values. */
export function isShown(field: INodeProperties, parameters: INodeParameters): boolean {
	return displayParameter(parameters, field, { typeVersion: 1 }, null);
}
