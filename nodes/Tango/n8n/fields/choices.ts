import type { INodePropertyOptions } from 'n8n-workflow';
import { cleanText } from '../../core';
import { refused, type Field, type Look } from './field';
import { isNothing, kindOf } from './given';

/** What one entry of a menu is called, and what it means. */
export interface Entry {
	readonly name: string;
	readonly description: string;
}

/** The values of a menu and its entries, sorted by name as n8n wants it. */
export function menuOf<Value extends string>(entries: Readonly<Record<Value, Entry>>) {
	const values: Value[] = [];
	const options: INodePropertyOptions[] = [];
	for (const value in entries) {
		values.push(value);
		options.push({ value, ...entries[value] });
	}
	options.sort((a, b) => a.name.localeCompare(b.name));
	return { values, options };
}

/** One of a menu's entries, by the values that are stored and sent. */
export function choice<Value extends string>(
	entries: Readonly<Record<Value, Entry>>,
	look: Look & { readonly default: NoInfer<Value> },
): Field<Value> {
	const { values, options } = menuOf(entries);
	return {
		form: { type: 'options', options, ...look },
		read: (value) => {
			const given = typeof value === 'string' ? cleanText(value) : value;
			const known = values.find((one) => one === given);
			if (known !== undefined) return { value: known };
			if (isNothing(value)) return refused('is empty');
			return refused(`must be one of ${values.join(', ')}, but is ${kindOf(value)}`);
		},
	};
}

/** On or off; `look.description` begins with "Whether", as n8n has it. */
export function flag(look: Look & { readonly default: boolean }): Field<boolean> {
	return {
		form: { type: 'boolean', ...look },
		read: (value) => {
			if (typeof value === 'boolean') return { value };
			return refused(isNothing(value) ? 'is empty' : `must be on or off, but is ${kindOf(value)}`);
		},
	};
}
