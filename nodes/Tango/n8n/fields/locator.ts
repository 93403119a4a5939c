import { refused, type Field, type Look } from './field';
import { isNothing } from './given';
import { readRequiredText, type TextRules } from './text';

interface LocatorLook extends Look {
	readonly displayName: string;
	/** Method of the node that searches the list. */
	readonly searchListMethod: string;
	readonly placeholder: string;
}

/** An ID, chosen from a list that n8n searches, or typed. */
export function locator(
	rules: TextRules,
	{ searchListMethod, placeholder, ...look }: LocatorLook,
	what: string,
): Field<string> {
	return {
		form: {
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: `Select ${what}…`,
					typeOptions: { searchListMethod, searchable: true },
				},
				{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
			],
			...look,
		},
		read: (value) => readRequiredText(locatorValue(value), withList(rules)),
	};
}

/** Who writes a name where the ID belongs does not know the ID: the list does. */
function withList({ like, ...rules }: TextRules): TextRules {
	return like ? { ...rules, like: [like[0], `${like[1]}; From List has it by its name`] } : rules;
}

/**
 * The ID inside a resource locator. n8n's own `extractValue` is not used: it throws for fields that are
 * hidden at the moment.
 */
export function locatorValue(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value && 'value' in value;
	return isLocator ? value.value : value;
}

/** The same where it may be left out, as in filters. */
export function optional<T>(chosen: Field<T>): Field<T | undefined> {
	const form = { ...chosen.form };
	delete form.required;
	return {
		form,
		read: (given, context) => {
			const value = locatorValue(given);
			if (typeof value === 'string' && value.trim() === '') return { value: undefined };
			return value === undefined || value === null ? refused('is empty') : chosen.read(given, context);
		},
	};
}

/** The same where a row without a value has none, as in the optional fields of an order. */
export function orNone<T>(chosen: Field<T>): Field<T | undefined> {
	const { form, read } = optional(chosen);
	return {
		form,
		read: (given, context) => (isNothing(locatorValue(given)) ? { value: undefined } : read(given, context)),
	};
}
