import type { INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { field, type Field, type Look } from './field';

/** What one entry of a menu is called, with a description where the name does not say it all. */
type Entry = string | { readonly name: string; readonly description: string };

/** One of a menu's entries, by the values that are stored and sent. n8n wants menus sorted by name. */
export function choice<Value extends string>(
	entries: Readonly<Record<Value, Entry>>,
	look: Look & { readonly default: NoInfer<Value> },
): Field<Value> {
	const values: Value[] = [];
	const options: INodePropertyOptions[] = [];
	for (const value in entries) {
		const entry = entries[value];
		values.push(value);
		options.push({ value, ...(typeof entry === 'string' ? { name: entry } : entry) });
	}
	options.sort((a, b) => a.name.localeCompare(b.name));
	const known = z.custom<Value>((value) => values.some((one) => one === value), {
		error: `must be one of ${values.join(', ')}`,
	});
	return field({ type: 'options', options, ...look }, known);
}

/** On or off; `look.description` begins with "Whether", as n8n has it. */
export function flag(look: Look & { readonly default: boolean }): Field<boolean> {
	return field({ type: 'boolean', ...look }, z.boolean({ error: 'must be on or off' }));
}
