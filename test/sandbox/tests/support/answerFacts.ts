import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { apiDocument, type Reference, type Response, type Verb } from '../../facts/document.ts';
import { strictSchema } from '../../facts/strict.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

type Facts = Parameters<typeof apiDocument>[0];

/** What an answer breaks of the API facts, in words; an invented field counts too. */
export function brokenAnswerFacts(
	verb: Verb,
	path: string,
	status: number,
	body: unknown,
	facts: Facts = 'tango-openapi.yaml',
): string[] {
	const document = apiDocument(facts);
	const listed = document.paths[path]?.[verb]?.responses[status];
	const schema = listed && resolve(listed, facts).content?.['application/json']?.schema;
	if (!schema) return [`${verb} ${path} knows no JSON answer ${status}`];
	ajv.validate(strictSchema(schema, document), body);
	return (ajv.errors ?? []).map(
		({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
	);
}

function resolve(response: Response | Reference, facts: Facts): Response {
	if (!('$ref' in response)) return response;
	const found = apiDocument(facts).components.responses[response.$ref.split('/').at(-1) ?? ''];
	if (!found) throw new Error(`the API facts lack ${response.$ref}`);
	return found;
}
