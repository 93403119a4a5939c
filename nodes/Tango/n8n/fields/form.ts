import type { INodeProperties } from 'n8n-workflow';
import {
	displayNameOf,
	type Conditions,
	type Field,
	type Form,
	type Problem,
	type ReadContext,
	type Reading,
} from './field';

/** The fields of a form by name, for parameters of the shape `P`. */
export type Fields<P> = { readonly [Name in keyof P]: Field<P[Name]> };

/** The parameters that a form's fields give. */
export type ParamsOf<F> = { [Name in keyof F]: F[Name] extends Field<infer Value> ? Value : never };

/** Gives what n8n has for a field; throws what keeps n8n from telling. */
export interface ValueOf {
	(name: string, fallback: unknown): unknown;
	readonly context?: ReadContext;
}

/** The form as n8n shows it. */
export function propertiesOf<P>(fields: Fields<P>): INodeProperties[] {
	const properties: INodeProperties[] = [];
	for (const name in fields) {
		const { form, shownWhen } = fields[name];
		properties.push({
			displayName: displayNameOf(name),
			name,
			...form,
			...(shownWhen ? { displayOptions: { show: toShow(shownWhen) } } : {}),
		});
	}
	return properties;
}

/** The fields of a form that are the author's alone where an AI agent calls: no model can mend them. */
export function authorFields<P>(fields: Fields<P>, changes: boolean): ReadonlySet<string> {
	const names = new Set<string>();
	for (const name in fields) if (fields[name].isOfAuthor?.(undefined, changes)) names.add(name);
	return names;
}

/** What was read of a form: the values of the fields that are sound, and all that is wrong with the others. */
export interface FormReading<P> {
	readonly sound: Partial<P>;
	readonly problems: readonly Problem[];
}

/**
 * Reads every field that the form shows, in its order.
 *
 * @param isPresent whether a field is there at all; in a collection the user adds them one by one
 */
export function readForm<P>(
	fields: Fields<P>,
	valueOf: ValueOf,
	isPresent: (name: string) => boolean = () => true,
	context: ReadContext | undefined = valueOf.context,
): FormReading<P> {
	const seen = new Map<string, unknown>([['@tool', context?.tool !== undefined]]);
	const sound: Partial<P> = {};
	const problems: Problem[] = [];
	for (const name in fields) {
		const { form, read, shownWhen = {} } = fields[name];
		if (!isPresent(name) || !isShown(shownWhen, seen)) continue;
		const given = valueGiven(valueOf, name, form);
		if ('value' in given) seen.set(name, given.value);
		const reading = 'value' in given ? read(given.value, context) : given;
		const objection = objectionTo(fields[name], name, reading, context);
		if (objection !== undefined) problems.push({ field: name, message: objection });
		else if ('value' in reading) sound[name] = reading.value;
		else {
			const where = { field: name, value: 'value' in given ? given.value : undefined };
			problems.push(...reading.problems.map((problem) => ({ ...where, ...problem })));
		}
	}
	return { sound, problems };
}

/** What stands against a value because of the expression that it comes from. */
function objectionTo<T>(
	{ withoutHoles, isOfAuthor }: Field<T>,
	name: string,
	reading: Reading<T>,
	context: ReadContext | undefined,
): string | undefined {
	const isBlank = 'value' in reading && reading.value === undefined;
	// First, as it names the expression that a word such as "undefined" comes from.
	const [hole] = withoutHoles && !isBlank ? (context?.emptyExpressions(name) ?? []) : [];
	if (hole !== undefined) return `has a hole: ${hole} found no value`;
	const fleeting = withoutHoles && !isBlank ? context?.fleeting(name) : undefined;
	if (fleeting !== undefined) {
		return `holds ${fleeting}, which is another value whenever it is read: a retry would pay again. Take a value from the data, such as the survey response ID`;
	}
	if ('problems' in reading) return undefined;
	const { value } = reading;
	const { tool } = context ?? {};
	const found = tool && isOfAuthor?.(value, tool.changes) ? tool.wordsOfModel(name) : undefined;
	if (found === undefined) return undefined;
	return `is for the workflow’s author alone: it may hold fixed values and those of a named node, such as {{ $('Trigger').first().json.id }}, but holds ${found}`;
}

function valueGiven(valueOf: ValueOf, name: string, { default: fallback, options }: Form): Reading<unknown> {
	try {
		return { value: valueOf(name, fallback) };
	} catch (error) {
		// n8n reads a group in one go and does not say which of its fields it was.
		const inner = (options ?? []).flatMap((option) =>
			'type' in option ? unreadable(valueOf, name, option.name) : [],
		);
		return { problems: inner.length > 0 ? inner : [couldNotBeRead(error)] };
	}
}

function unreadable(valueOf: ValueOf, group: string, field: string): Problem[] {
	try {
		valueOf(`${group}.${field}`, '');
		return [];
	} catch (error) {
		return [{ field, ...couldNotBeRead(error) }];
	}
}

/** An expression that n8n could not resolve: its own words say why. */
function couldNotBeRead(error: unknown): Problem {
	return { message: `could not be read: ${error instanceof Error ? error.message : 'unknown reason'}` };
}

function isShown(conditions: Conditions, seen: ReadonlyMap<string, unknown>): boolean {
	return Object.entries(conditions).every(([name, values]) => values.some((one) => one === seen.get(name)));
}

function toShow(conditions: Conditions): Record<string, Array<string | number | boolean>> {
	return Object.fromEntries(Object.entries(conditions).map(([name, values]) => [name, [...values]]));
}
