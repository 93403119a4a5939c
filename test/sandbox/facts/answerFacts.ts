import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { apiDocument, type Reference, type Response, type Verb } from './document.ts';
import { strictSchema } from './strict.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

type Facts = Parameters<typeof apiDocument>[0];

/** By document, endpoint and status; undefined where the document knows no such answer. */
const validators = new Map<string, ValidateFunction | undefined>();

/** What an answer breaks of the API facts, in words; an invented field counts too. */
export function brokenAnswerFacts(
	verb: Verb,
	path: string,
	status: number,
	body: unknown,
	facts: Facts = 'tango-openapi.yaml',
): string[] {
	if (body === undefined && isEmpty(verb, path, status, facts)) return [];
	const id = `${facts} ${verb} ${path} ${status}`;
	if (!validators.has(id)) validators.set(id, compile(verb, path, status, facts));
	const validate = validators.get(id);
	if (!validate) return [`${verb} ${path} knows no JSON answer ${status}`];
	validate(body);
	return (validate.errors ?? []).map(
		({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
	);
}

function compile(verb: Verb, path: string, status: number, facts: Facts): ValidateFunction | undefined {
	const document = apiDocument(facts);
	const listed = document.paths[path]?.[verb]?.responses[status];
	const schema = listed && resolve(listed, facts).content?.['application/json']?.schema;
	return schema && ajv.compile(strictSchema(schema, document));
}

/** Such as 204: the document lists it and says nothing of a body. */
function isEmpty(verb: Verb, path: string, status: number, facts: Facts): boolean {
	const listed = apiDocument(facts).paths[path]?.[verb]?.responses[status];
	return listed !== undefined && resolve(listed, facts).content === undefined;
}

function resolve(response: Response | Reference, facts: Facts): Response {
	if (!('$ref' in response)) return response;
	const found = apiDocument(facts).components.responses[response.$ref.split('/').at(-1) ?? ''];
	if (!found) throw new Error(`the API facts lack ${response.$ref}`);
	return found;
}
