import type { INodeProperties } from 'n8n-workflow';
import { refused, starred, type Field, type Look, type Problem } from './field';
import { propertiesOf, readForm, type Fields } from './form';
import { isDate, isNothing, kindOf } from './given';

/**
 * Fields that a user adds one by one, sorted by display name as n8n wants them. A field that was added and has no
 * value is empty; only one that was never added is not set.
 */
export function collection<P>(placeholder: string, fields: Fields<P>, look: Look = {}): Field<Partial<P>> {
	return {
		form: { type: 'collection', placeholder, default: {}, options: inside(fields), ...look },
		read: (value, context) => {
			if (isNothing(value)) return refused('is empty');
			const added = value;
			if (typeof added !== 'object' || Array.isArray(added) || isDate(added)) {
				return refused(`must be a group of fields, but is ${kindOf(added)}`);
			}
			const { sound, problems } = readForm(
				fields,
				(name) => Reflect.get(added, name),
				(name) => Object.hasOwn(added, name),
				context,
			);
			return problems.length === 0 ? { value: sound } : { problems };
		},
	};
}

/** What may be said beside what is needed. */
export function furtherFields<P>(fields: Fields<P>): Field<Partial<P>> {
	return collection('Add Field', fields, { description: 'What may be added and often is not needed' });
}

/** What is to be changed: whoever adds no field has forgotten it, and Tango would change nothing. */
export function updateCollection<P>(fields: Fields<P>): Field<Partial<P>> {
	const description = 'What is to be changed. What is not added stays as it is.';
	const { form, read } = collection('Add Field', fields, { description });
	const names = sorted(propertiesOf(fields)).map(({ displayName }) => displayName);
	return starred({
		form,
		read: (value, context) => {
			const reading = read(value, context);
			const isEmpty = 'value' in reading && Object.values(reading.value).every((one) => one === undefined);
			return isEmpty ? refused(`is empty. Add ${alternatives(names)}`) : reading;
		},
	});
}

/** "A, B or C". */
function alternatives(names: readonly string[]): string {
	const last = names.at(-1) ?? '';
	return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : last;
}

/** One collection with the fields of two. */
export function joined<A extends object, B extends object>(a: Field<A>, b: Field<B>): Field<A & B> {
	const options = [a, b].flatMap(({ form }) => form.options ?? []);
	return {
		form: { ...a.form, options: sorted(options.filter((one) => 'type' in one)) },
		read: (value, context) => {
			const [one, other] = [a.read(value, context), b.read(value, context)];
			if ('value' in one && 'value' in other) return { value: { ...one.value, ...other.value } };
			return {
				problems: [one, other].flatMap((reading) => ('problems' in reading ? reading.problems : [])),
			};
		},
	};
}

/** n8n asks for what is required even where it was not added; whoever adds such a field and leaves it blank is told. */
function inside<P>(fields: Fields<P>): INodeProperties[] {
	const properties = propertiesOf(fields);
	for (const property of properties) delete property.required;
	return sorted(properties);
}

function sorted(properties: readonly INodeProperties[]): INodeProperties[] {
	return [...properties].sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/** Judges filters by one another; each that has a problem already gets no second one. */
export type CheckFilters<P> = (
	filters: Partial<P>,
	complain: (field: Extract<keyof P, string>, message: string) => void,
) => void;

/**
 * Filters of a list. One that an expression has no value for is empty, not left out: the list would silently be
 * longer than was meant. One that a person left blank in the form is left out.
 */
export function filterCollection<P>(fields: Fields<P>, check?: CheckFilters<P>): Field<Partial<P>> {
	const description = 'Only what fits all of them is returned; without any, everything is';
	const { form, read } = collection('Add Filter', fields, { description });
	return {
		form,
		read: (value, context) => {
			const reading = read(value, context);
			const problems = noValue(value)
				.filter((name) => Object.hasOwn(fields, name))
				.map((name): Problem => ({ field: name, message: 'is empty' }));
			if ('problems' in reading) {
				const told = new Set(problems.map(({ field }) => field));
				problems.push(...reading.problems.filter(({ field }) => !told.has(field)));
			} else if (problems.length === 0) {
				// The message names the value; what was given for the group is none of it.
				check?.(reading.value, (field, message) => problems.push({ field, message, value: undefined }));
			}
			return 'value' in reading && problems.length === 0 ? reading : { problems };
		},
	};
}

function noValue(value: unknown): string[] {
	const given = Object.entries(value ?? {});
	return given.filter(([, one]) => one === undefined || one === null).map(([name]) => name);
}
