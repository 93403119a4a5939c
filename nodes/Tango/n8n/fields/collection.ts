import type { INodeProperties } from 'n8n-workflow';
import type { Field, Look } from './field';
import { propertiesOf, readForm, type Fields } from './form';

/**
 * Fields that a user adds one by one, sorted by display name as n8n wants them. A field that was added and has no
 * value is empty; only one that was never added is not set.
 */
export function collection<P>(placeholder: string, fields: Fields<P>, look: Look = {}): Field<Partial<P>> {
	return {
		form: { type: 'collection', placeholder, default: {}, options: sorted(propertiesOf(fields)), ...look },
		read: (value) => {
			const added = value ?? {};
			if (typeof added !== 'object' || Array.isArray(added))
				return { problems: [{ message: 'must be a group of fields' }] };
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
