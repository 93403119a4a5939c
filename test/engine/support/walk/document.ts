import { parametersOf, type Schema, type Verb } from '../../../sandbox/facts/document.ts';
import { DOCUMENT, VERBS } from './calls.ts';

/** One value that an endpoint of Tango's document takes. */
export interface DocumentField {
	/** `orderStatus`, or `recipient.address.city`; the entries of a list have the name of the list. */
	readonly name: string;
	readonly in: 'query' | 'body';
	/** The values that it may have. */
	readonly enum: readonly string[];
	readonly maxLength: number | undefined;
}

export interface DocumentEndpoint {
	/** `GET /orders` */
	readonly name: string;
	readonly fields: readonly DocumentField[];
}

/** What turns the pages of a list: Return All and Limit do. */
const PAGING: ReadonlySet<string> = new Set([
	'paginate',
	'prevCursor',
	'nextCursor',
	'maxResults',
	'elementsPerBlock',
	'page',
	'pagePrevious',
	'pageKeys',
]);

export const ENDPOINTS: readonly DocumentEndpoint[] = Object.entries(DOCUMENT.paths).flatMap(([path, item]) =>
	VERBS.filter((verb) => item && verb in item).map((verb) => ({
		name: `${verb.toUpperCase()} ${path}`,
		fields: [...queryFields(verb, path), ...bodyFields(verb, path)],
	})),
);

function queryFields(verb: Verb, path: string): DocumentField[] {
	return parametersOf(DOCUMENT, path, verb)
		.filter(({ in: place, name }) => place === 'query' && !PAGING.has(name))
		.map(({ name, schema }) => ({ name, in: 'query', ...limitsOf(whole(schema)) }));
}

function bodyFields(verb: Verb, path: string): DocumentField[] {
	const content = DOCUMENT.paths[path]?.[verb]?.requestBody?.content ?? {};
	return Object.values(content)
		.slice(0, 1)
		.flatMap(({ schema }) => leaves(whole(schema)));
}

function leaves(schema: Schema, name = ''): DocumentField[] {
	const { properties, items } = schema;
	if (isSchema(items) && isSchema(whole(items).properties)) return leaves(whole(items), name);
	if (!isSchema(properties)) return [{ name, in: 'body', ...limitsOf(schema) }];
	return Object.entries(properties).flatMap(([key, part]) =>
		isSchema(part) ? leaves(whole(part), name === '' ? key : `${name}.${key}`) : [],
	);
}

function limitsOf(schema: Schema): Pick<DocumentField, 'enum' | 'maxLength'> {
	const one = isSchema(schema.items) ? whole(schema.items) : schema;
	const values = Array.isArray(one.enum) ? one.enum.map(String) : [];
	return {
		enum: values.toSorted(),
		maxLength: typeof one.maxLength === 'number' ? one.maxLength : undefined,
	};
}

/** A schema itself where it is only referred to, with the parts that it is said to be all of. */
function whole(schema: Schema): Schema {
	const { $ref, allOf, ...own } = schema;
	const named =
		typeof $ref === 'string' ? DOCUMENT.components.schemas[$ref.split('/').at(-1) ?? ''] : undefined;
	const parts = Array.isArray(allOf) ? allOf.filter(isSchema).map(whole) : [];
	const properties = Object.assign({}, ...[...parts, own].map((part) => part.properties));
	const joined = Object.assign({}, ...parts, own, Object.keys(properties).length > 0 ? { properties } : {});
	return named ? { ...whole(named), ...joined } : joined;
}

function isSchema(value: unknown): value is Schema {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
