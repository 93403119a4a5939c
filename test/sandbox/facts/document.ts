import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The parts of an OpenAPI document the sandbox reads. */
export interface ApiDocument {
	readonly paths: Readonly<Record<string, PathItem | undefined>>;
	readonly components: {
		readonly schemas: Readonly<Record<string, Schema>>;
		readonly parameters?: Readonly<Record<string, Parameter>>;
		readonly responses: Readonly<Record<string, Response>>;
	};
}

export type Schema = Readonly<Record<string, unknown>>;
export type Verb = 'get' | 'post' | 'patch' | 'delete';
export interface Reference {
	readonly $ref: string;
}
export interface Parameter {
	readonly name: string;
	readonly in: 'query' | 'path' | 'header';
	readonly required?: boolean;
	readonly schema: Schema;
}
export interface Response {
	readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}
export interface Operation {
	readonly parameters?: readonly (Parameter | Reference)[];
	readonly requestBody?: {
		readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
	};
	readonly responses: Readonly<Record<string, Response | Reference>>;
}
export type PathItem = Readonly<Partial<Record<Verb, Operation>>> & {
	readonly parameters?: readonly (Parameter | Reference)[];
};

const documents = new Map<string, ApiDocument>();

/** The committed facts, parsed once per process: 140 kB of YAML take a quarter of a second. */
export function apiDocument(file: 'tango-openapi.yaml' | 'tango-auth-openapi.yaml'): ApiDocument {
	const known = documents.get(file);
	if (known) return known;
	const text = readFileSync(join(import.meta.dirname, '..', 'api', file), 'utf8');
	// The file is our own and committed; its shape is checked by the tests that use it.
	const document: ApiDocument = parse(text);
	documents.set(file, document);
	return document;
}

/** The path, as the document spells it, that a request's path belongs to; literal parts win. */
export function endpointOf(document: ApiDocument, verb: string, path: string): string | undefined {
	const given = path.split('/');
	const fitting = Object.entries(document.paths).flatMap(([template, item]) => {
		const parts = template.split('/');
		const fits =
			parts.length === given.length && parts.every((part, at) => isOpen(part) || part === given[at]);
		return fits && item !== undefined && verb in item
			? [{ template, open: parts.filter(isOpen).length }]
			: [];
	});
	return fitting.sort((one, other) => one.open - other.open)[0]?.template;
}

function isOpen(part: string): boolean {
	return part.startsWith('{');
}

export function parametersOf(document: ApiDocument, path: string, verb: Verb): Parameter[] {
	const item = document.paths[path];
	const listed = [...(item?.parameters ?? []), ...(item?.[verb]?.parameters ?? [])];
	return listed.map((entry) => ('$ref' in entry ? namedParameter(document, entry) : entry));
}

function namedParameter(document: ApiDocument, { $ref }: Reference): Parameter {
	const found = document.components.parameters?.[$ref.split('/').at(-1) ?? ''];
	if (!found) throw new Error(`the API facts lack ${$ref}`);
	return found;
}
