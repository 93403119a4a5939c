import type { N8nRest } from '../run/n8nRest.ts';

/** Node parameters and credentials as the editor sends them when it fills a list. */
export interface FromList {
	nodeType: string;
	/** Name of the field, for example `utid`. */
	field: string;
	parameters: Record<string, unknown>;
	credentials: Record<string, { id: string; name: string }>;
	filter?: string;
}

interface NodeType {
	name: string;
	properties: Array<{
		name: string;
		modes?: Array<{ type: string; typeOptions?: { searchListMethod?: string } }>;
	}>;
}

/** Opens a "From list" field. */
export async function openFromList(
	rest: N8nRest,
	{ nodeType, field, parameters, credentials, filter }: FromList,
): Promise<Array<{ name: string; value: string }>> {
	const found = await rest.request<{ results: Array<{ name: string; value: string }> }>(
		'POST',
		'/dynamic-node-parameters/resource-locator-results',
		{
			path: `parameters.${field}`,
			methodName: await methodOf(rest, nodeType, field),
			filter,
			nodeTypeAndVersion: { name: nodeType, version: 1 },
			currentNodeParameters: parameters,
			credentials,
		},
	);
	return found.results;
}

/** The method behind a field is the package's own affair: the field says which. */
async function methodOf(rest: N8nRest, nodeType: string, field: string): Promise<string> {
	const types = await rest.raw<NodeType[]>('GET', '/types/nodes.json');
	for (const { name, modes } of types.find((type) => type.name === nodeType)?.properties ?? []) {
		const method =
			name === field && modes?.find(({ type }) => type === 'list')?.typeOptions?.searchListMethod;
		if (method) return method;
	}
	throw new Error(`${nodeType} has no field "${field}" with a list`);
}
