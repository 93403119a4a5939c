import type { INodeProperties } from 'n8n-workflow';
import { refused, type Field, type Look } from './field';
import { propertiesOf, readForm, type Fields } from './form';
import { isDate, isNothing, kindOf } from './given';

/**
 * Fields that a user adds one by one, sorted by display name as n8n wants them. A field that was added and has no
 * value is empty; only one that was never added is not set.
 */
export function collection<P>(placeholder: string, fields: Fields<P>, look: Look = {}): Field<Partial<P>> {
	return {
		form: { type: 'collection', placeholder, default: {}, options: sorted(propertiesOf(fields)), ...look },
		read: (value) => {
			if (isNothing(value)) return refused('is empty');
			const added = value;
			if (typeof added !== 'object' || Array.isArray(added) || isDate(added)) {
				return refused(`must be a group of fields, but is ${kindOf(added)}`);
			}
			const { sound, problems } = readForm(
				fields,
				(name) => Reflect.get(added, name),
				(name) => Object.hasOwn(added, name),
			);
			return problems.length === 0 ? { value: sound } : { problems };
		},
	};
}

/** One collection with the fields of two. */
export function joined<A extends object, B extends object>(a: Field<A>, b: Field<B>): Field<A & B> {
	const options = [a, b].flatMap(({ form }) => form.options ?? []);
	return {
		form: { ...a.form, options: sorted(options.filter((one) => 'type' in one)) },
		read: (value) => {
			const [one, other] = [a.read(value), b.read(value)];
			if ('value' in one && 'value' in other) return { value: { ...one.value, ...other.value } };
			return {
				problems: [one, other].flatMap((reading) => ('problems' in reading ? reading.problems : [])),
			};
		},
	};
}

function sorted(properties: readonly INodeProperties[]): INodeProperties[] {
	return [...properties].sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/**
 * Filters of a list. One that an expression has no value for is empty, not left out: the list would silently be
 * longer than was meant. One that a person left blank in the form is left out.
 */
export function filterCollection<P>(fields: Fields<P>): Field<Partial<P>> {
	const { form, read } = collection('Add Filter', fields);
	return {
		form,
		read: (value) => {
			const reading = read(value);
			const problems = noValue(value)
				.filter((name) => Object.hasOwn(fields, name))
				.map((name) => ({ field: name, message: 'is empty' }));
			if (problems.length === 0) return reading;
			const others = 'problems' in reading ? reading.problems : [];
			return {
				problems: [
					...problems,
					...others.filter((other) => problems.every((one) => one.field !== other.field)),
				],
			};
		},
	};
}

function noValue(value: unknown): string[] {
	const given = Object.entries(value ?? {});
	return given.filter(([, one]) => one === undefined || one === null).map(([name]) => name);
}
