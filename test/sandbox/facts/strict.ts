import type { ApiDocument, Schema } from './document.ts';

/**
 * A schema and all it refers to, closed: an object with listed properties takes no others. Tango ignores
 * unknown fields, but a field it ignores is a mistake the sandbox exists to show.
 */
export function strictSchema(schema: Schema, document: ApiDocument): Schema {
	// `#/components/…` then resolves inside the compiled schema itself.
	return { ...closed(schema), components: { schemas: schemasOf(document) } };
}

const schemasByDocument = new WeakMap<ApiDocument, Schema>();

function schemasOf(document: ApiDocument): Schema {
	const known = schemasByDocument.get(document);
	if (known) return known;
	const schemas = closed(document.components.schemas);
	schemasByDocument.set(document, schemas);
	return schemas;
}

function closed(schema: Schema): Schema {
	return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, close(part)]));
}

function close(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(close);
	if (typeof value !== 'object' || value === null) return value;
	const copy = closed({ ...value });
	const open = copy.type === 'object' && 'properties' in copy && !('additionalProperties' in copy);
	return open ? { ...copy, additionalProperties: false } : copy;
}
