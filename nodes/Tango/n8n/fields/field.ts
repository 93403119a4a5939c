import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod/v4';
import type { ToolReading } from './toolCall';

/** What the user is told of a field; the display name follows from the field's name unless it is given. */
export type Look = Partial<Pick<INodeProperties, 'displayName' | 'description' | 'placeholder'>>;

/** How a field looks in the editor. Its name is the key that it stands under: Tango's own name. */
export type Form = Omit<INodeProperties, 'name' | 'displayName'> & Look;

/** The second half of a sentence that starts with the field's display name: "is empty". */
export interface Problem {
	readonly message: string;
	/** Only inside a collection: the name of the field there. */
	readonly field?: string;
	/** The same: what was given for that field. */
	readonly value?: unknown;
}

export type Reading<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

export function refused(message: string): { readonly problems: readonly Problem[] } {
	return { problems: [{ message }] };
}

/** Values of other fields of the same form, one of which each of them must have; `@tool` is n8n's own. */
export type Conditions = Readonly<Record<string, ReadonlyArray<string | number | boolean>>>;

/** What the workflow adds to a value. */
export interface ReadContext {
	/** The workflow's time zone, such as "Europe/Berlin". */
	readonly timezone: () => string;
	/** The expressions within the field's text that found no value. */
	readonly emptyExpressions: (name: string) => readonly string[];
	/** What in the field's expression makes another value each time it is read. */
	readonly fleeting: (name: string) => string | undefined;
	/** Where an AI agent calls. */
	readonly tool?: ToolReading | undefined;
}

/** One field, said once: its form, and what becomes of the value that n8n gives for it. */
export interface Field<T> {
	readonly form: Form;
	/** Judges a value of any kind, as expressions give them. Never throws. */
	readonly read: (value: unknown, context?: ReadContext) => Reading<T>;
	/** Every expression in it must find a value: of "resp-" two rewards would be one. */
	readonly withoutHoles?: true;
	/** As a tool of an AI agent: whether this value must be its author's, and not a model's. */
	readonly isOfAuthor?: (value: unknown, changes: boolean) => boolean;
	/** What the form hides is neither read nor judged nor sent. */
	readonly shownWhen?: Conditions;
}

export function field<S extends z.ZodType>(form: Form, schema: S): Field<z.output<S>> {
	return {
		form,
		read: (value) => {
			const parsed = schema.safeParse(value);
			if (parsed.success) return { value: parsed.data };
			// The first only: what follows from it would be told as a second mistake.
			const [issue] = parsed.error.issues;
			return { problems: [{ message: issue?.message ?? 'is not valid' }] };
		},
	};
}

/** The field where other fields have certain values; elsewhere it has none. */
export function showWhen<T>(shownWhen: Conditions, shown: Field<T>): Field<T | undefined> {
	return { ...shown, shownWhen };
}

/** The field with n8n's red star. It is for what n8n would not take for empty by itself, such as 0. */
export function starred<T>(one: Field<T>): Field<T> {
	return { ...one, form: { ...one.form, required: true } };
}

/** The field where no model may write its value, whatever the operation does. */
export function ofAuthor<T>(one: Field<T>): Field<T> {
	return { ...one, isOfAuthor: () => true };
}

/** The same where the operation spends or changes something. */
export function ofAuthorWhereItChanges<T>(one: Field<T>): Field<T> {
	return { ...one, isOfAuthor: (_, changes) => changes };
}

/** Words of Tango's field names that people write in another way. */
const WORDS: Readonly<Record<string, string>> = {
	Identifier: 'ID',
	Ref: 'Reference',
	Utid: 'UTID',
	Etid: 'ETID',
	Ptid: 'PTID',
};

/** "externalRefID" is "External Reference ID". */
export function displayNameOf(name: string): string {
	const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[^A-Z]+/g) ?? [name];
	return words
		.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
		.map((word) => WORDS[word] ?? word)
		.join(' ');
}
