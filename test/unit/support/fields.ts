import type { Field } from '../../../nodes/Tango/n8n/fields/field.ts';

/** The value, or all that is wrong with it as one text. */
export function read<T>(field: Field<T>, value: unknown): unknown {
	const reading = field.read(value);
	if ('value' in reading) return reading.value;
	return reading.problems.map(({ message }) => message).join('; ');
}

/** An entry of a menu. */
export function entry(name: string) {
	return { name, description: `The one called ${name}` };
}
