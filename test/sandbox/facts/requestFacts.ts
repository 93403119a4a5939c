import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { ApiError, type FieldError, invalid } from '../errors.ts';
import { parseJson, queryRecord } from '../exchange.ts';
import { brokenRules } from './applyRules.ts';
import { type ApiDocument, endpointOf, parametersOf, type Schema, type Verb } from './document.ts';
import { fieldError } from './fieldErrors.ts';
import type { FieldRule } from './rules/fieldRule.ts';
import { strictSchema } from './strict.ts';

/** `strict` would refuse the `x-…` notes; `verbose` gives errors the refused value. */
const AJV_OPTIONS = { strict: false, allErrors: true, verbose: true } as const;

type RulesOf = (verb: Verb, path: string) => readonly FieldRule[];

/** Checks what a client sends: against one OpenAPI document, compiled on first use, and against the field rules. */
export class RequestFacts {
	readonly #document: ApiDocument;
	readonly #bodies: Ajv2020;
	readonly #queries: Ajv2020;
	readonly #queryValidators = new Map<string, ValidateFunction>();
	readonly #rulesOf: RulesOf;

	constructor(document: ApiDocument, rulesOf: RulesOf) {
		this.#document = document;
		this.#rulesOf = rulesOf;
		this.#bodies = new Ajv2020(AJV_OPTIONS);
		// Query values arrive as text; `array` also lets one value stand for a list of one.
		this.#queries = new Ajv2020({ ...AJV_OPTIONS, coerceTypes: 'array' });
		addFormats.default(this.#bodies);
		addFormats.default(this.#queries);
	}

	/** True when the facts know this operation, whether or not the sandbox plays it. */
	knows(verb: string, path: string): boolean {
		return endpointOf(this.#document, verb, path) !== undefined;
	}

	/** Throws Tango's 400 for an unknown or malformed query parameter. */
	checkQuery(verb: Verb, path: string, query: URLSearchParams): void {
		// The validator turns texts into the types that the document wants.
		const given = queryRecord(query);
		const validate = this.#queryValidator(verb, path);
		const shape = validate(given) ? [] : fieldErrors(validate);
		// The rules on a POST are about its body.
		const rules = verb === 'get' ? this.ruleErrors(verb, path, given) : [];
		refuse(`${verb} ${path} query`, rules, shape);
	}

	/** Makes a reader that returns a body, typed, or throws Tango's 400 when it breaks the facts. */
	bodyReader<Body>(verb: Verb, path: string): (text: string) => Body {
		const read = this.shapeReader<Body>(verb, path);
		return (text) => {
			const body = read(text);
			refuse(`${verb} ${path} body`, this.ruleErrors(verb, path, body));
			return body;
		};
	}

	/** The same for an endpoint that looks at the rules later, where the shape is right. */
	shapeReader<Body>(verb: Verb, path: string): (text: string) => Body {
		let validate: ValidateFunction<Body> | undefined;
		return (text) => {
			const body = parseJson(text);
			if (body === undefined) throw notJson();
			validate ??= this.#bodies.compile<Body>(strictSchema(this.#bodySchema(verb, path), this.#document));
			if (validate(body)) return body;
			throw refusal(`${verb} ${path} body`, this.ruleErrors(verb, path, body), fieldErrors(validate));
		};
	}

	/** What a request breaks of the field rules. */
	ruleErrors(verb: Verb, path: string, request: unknown): FieldError[] {
		return brokenRules(this.#rulesOf(verb, path), request);
	}

	#queryValidator(verb: Verb, path: string): ValidateFunction {
		const id = `${verb} ${path}`;
		const known = this.#queryValidators.get(id);
		if (known) return known;
		const compiled = this.#queries.compile(strictSchema(this.#querySchema(verb, path), this.#document));
		this.#queryValidators.set(id, compiled);
		return compiled;
	}

	#querySchema(verb: Verb, path: string): Schema {
		const parameters = parametersOf(this.#document, path, verb).filter(({ in: place }) => place === 'query');
		return {
			type: 'object',
			additionalProperties: false,
			properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
			required: parameters.filter(({ required }) => required).map(({ name }) => name),
		};
	}

	#bodySchema(verb: Verb, path: string): Schema {
		const content = this.#document.paths[path]?.[verb]?.requestBody?.content;
		const media = content && Object.values(content)[0];
		if (!media) throw new Error(`the API facts give no body for ${verb} ${path}`);
		return media.schema;
	}
}

function notJson(): ApiError {
	return new ApiError(400, '400.501', 'JSON parse error', { violations: ['the body is not JSON'] });
}

function fieldErrors({ errors }: ValidateFunction): FieldError[] {
	return (errors ?? []).map(fieldError);
}

function refuse(what: string, rules: readonly FieldError[], shape: readonly FieldError[] = []): void {
	if (rules.length + shape.length > 0) throw refusal(what, rules, shape);
}

/** The rules know Tango's own key for a field; the document's word counts where they say nothing. */
function refusal(what: string, rules: readonly FieldError[], shape: readonly FieldError[]): ApiError {
	// An entry of a list that the document refuses is told with the list.
	const told = new Set(rules.map(({ path }) => path));
	const fields = [...rules, ...shape.filter(({ path }) => !told.has(path.replace(/\.\d+$/, '')))];
	return invalid(fields, inWords(what, fields));
}

/** As it ends up in `sandbox.violations`. */
export function inWords(what: string, fields: readonly FieldError[]): string[] {
	return fields.map(({ path, message }) => `${what}: ${path} ${message}`);
}
