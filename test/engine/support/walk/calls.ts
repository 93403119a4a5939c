import { parseJson } from '../../../sandbox/exchange.ts';
import { apiDocument, endpointOf, type Verb } from '../../../sandbox/facts/document.ts';
import { API_BASE } from '../../../sandbox/pipeline.ts';
import type { LoggedRequest } from '../../../sandbox/server.ts';

export const DOCUMENT = apiDocument('tango-openapi.yaml');

/** A request as one call of Tango's document. */
export interface Call {
	readonly verb: Verb;
	/** The path as the document spells it. */
	readonly endpoint: string;
	/** `GET /orders` */
	readonly name: string;
	/** The document lists few refusals for each endpoint; one that it does not list looks like its 400. */
	readonly status: number;
	readonly answer: unknown;
	/** Names of what was sent: query parameters, and fields of the body as `recipient.address.city`. */
	readonly fields: readonly string[];
}

export function callOf({ method, path, query, body, status = 0, answer = '' }: LoggedRequest): Call {
	const verb = VERBS.find((one) => one === method.toLowerCase()) ?? 'get';
	const endpoint = endpointOf(DOCUMENT, verb, path.replace(API_BASE, ''));
	if (endpoint === undefined) throw new Error(`the API facts lack ${method} ${path}`);
	const listed = status < 400 || status in (DOCUMENT.paths[endpoint]?.[verb]?.responses ?? {});
	return {
		verb,
		endpoint,
		name: `${method} ${endpoint}`,
		status: listed ? status : 400,
		answer: parseJson(answer),
		fields: [...Object.keys(query), ...namesIn(parseJson(body))],
	};
}

export const VERBS: readonly Verb[] = ['get', 'post', 'patch', 'delete'];

function namesIn(value: unknown, path = ''): string[] {
	if (Array.isArray(value))
		return value.length === 0 ? [path] : value.flatMap((entry) => namesIn(entry, path));
	if (typeof value !== 'object' || value === null) return path === '' ? [] : [path];
	if (Object.keys(value).length === 0) return path === '' ? [] : [path];
	return Object.entries(value).flatMap(([name, one]) => namesIn(one, path === '' ? name : `${path}.${name}`));
}
