import { apiDocument, parametersOf, type Schema, type Verb } from '../../facts/document.ts';

const DOCUMENT = apiDocument('tango-openapi.yaml');

/** Names of all fields that an operation of the API facts takes, written as in the field rules. */
export function fieldsOf(verb: Verb, path: string): string[] {
	const content = DOCUMENT.paths[path]?.[verb]?.requestBody?.content['application/json'];
	const fields = content
		? leaves(content.schema)
		: parametersOf(DOCUMENT, path, verb)
				.filter(({ in: place }) => place === 'query')
				.map(({ name }) => name);
	return fields.sort();
}

/** An address counts itself too, as a rule may ask for all of it. */
function leaves(schema: Schema, path = ''): string[] {
	const { properties, items, $ref } = schema;
	if (typeof $ref === 'string') return leaves(named($ref), path);
	if (isSchema(items)) return leaves(items, `${path}[]`);
	if (!isSchema(properties)) return [path];
	const inner = Object.entries(properties).flatMap(([name, part]) =>
		isSchema(part) ? leaves(part, path === '' ? name : `${path}.${name}`) : [],
	);
	return path.endsWith('address') ? [path, ...inner] : inner;
}

function named(reference: string): Schema {
	return DOCUMENT.components.schemas[reference.split('/').at(-1) ?? ''] ?? {};
}

function isSchema(value: unknown): value is Schema {
	return typeof value === 'object' && value !== null;
}
