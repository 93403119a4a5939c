import { menuOf, type Entry } from './choices';
import { refused, starred, type Field, type Look } from './field';
import { isNothing, kindOf } from './given';
import { locatorValue } from './locator';
import { email } from './text';

/* Several values in one field. */

/**
 * As many as there are, each judged by `one`: a list, as expressions give it, or a text with commas or line breaks
 * between them.
 */
export function listOf<T extends string>(one: Field<T | undefined>): Field<T[] | undefined> {
	return {
		...one,
		read: (given, context) => {
			const value = locatorValue(given);
			if (isNothing(value)) return { value: undefined };
			const entries: unknown[] = typeof value === 'string' ? value.split(/[,;\n]/) : [value].flat();
			const read = new Set<T>();
			for (const entry of entries) {
				const reading = one.read(entry, context);
				if ('problems' in reading) return reading;
				if (reading.value !== undefined) read.add(reading.value);
				else if (typeof value !== 'string') return refused('is empty in one of its entries');
			}
			return read.size > 0 ? { value: [...read] } : refused('is empty');
		},
	};
}

/** Some of a menu's entries, by the values that are sent; their case does not matter. */
export function manyOf<Value extends string>(
	entries: Readonly<Record<Value, Entry>>,
	look: Look = {},
): Field<Value[] | undefined> {
	const { values, options } = menuOf(entries);
	return listOf<Value>({
		form: { type: 'multiOptions', options, default: [], ...look },
		read: (given) => {
			const wanted = typeof given === 'string' ? given.trim().toLowerCase() : undefined;
			if (wanted === '') return { value: undefined };
			const known = values.find((one) => one.toLowerCase() === wanted);
			if (known !== undefined) return { value: known };
			return refused(`must be of ${values.join(', ')}, but is ${kindOf(given)}`);
		},
	});
}

/** The same where none would make no sense; an empty list is nothing that n8n would ask for by itself. */
export function someOf<Value extends string>(
	entries: Readonly<Record<Value, Entry>>,
	look: Look = {},
): Field<Value[]> {
	const { form, read } = manyOf(entries, look);
	return starred({
		form,
		read: (given, context) => {
			const reading = read(given, context);
			if ('problems' in reading) return reading;
			return reading.value === undefined ? refused('is empty') : { value: reading.value };
		},
	});
}

const SEVERAL = 'Several with commas between them';

/** Addresses that are told of something. */
export function emails(look: Look = {}): Field<string[] | undefined> {
	return listOf(email({ description: SEVERAL, ...look }));
}

/** The same where they replace those that are there: left blank, nobody is told any more. */
export function newEmails(look: Look = {}): Field<string[]> {
	const description = `${SEVERAL}. They replace those that are there; left blank, nobody is told any more.`;
	const { form, read } = emails({ description, ...look });
	return {
		form,
		read: (given, context) => {
			const value = locatorValue(given);
			if (value === '' || (Array.isArray(value) && value.length === 0)) return { value: [] };
			const reading = read(value, context);
			if ('problems' in reading) return reading;
			return reading.value === undefined ? refused('is empty') : { value: reading.value };
		},
	};
}
