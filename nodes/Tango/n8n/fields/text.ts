import { z } from 'zod/v4';
import { field, type Field, type Form, type Look } from './field';

/* Texts that people wrote: messages are the second half of a sentence that starts with the field's name. */

export interface TextRules {
	readonly min?: number;
	readonly max?: number;
	/** What it must look like, and the words for it: "must be …". */
	readonly like?: readonly [pattern: RegExp, words: string];
}

export interface TextLook extends Look {
	readonly default?: string;
	/** Lines of the box; one when left out. */
	readonly rows?: number;
}

/** Text, or a number that an expression gave; spaces around it are dropped. */
const textLike = z
	.union([z.string(), z.number().transform(String)], {
		error: (issue) => (issue.input == null ? 'is empty' : 'must be text'),
	})
	.transform((value) => value.trim());

export const requiredText = textLike.refine((value) => value !== '', { error: 'is empty' });

/** Text that may be left empty; empty, and null from an expression, become undefined. */
const textOrNothing = textLike.nullish().transform((value) => value || undefined);

/** A text as it must be once there is one. */
function textWith({ min = 0, max = Infinity, like }: TextRules) {
	return z
		.string()
		.refine((value) => value.length >= min && value.length <= max, {
			error: min === 0 ? `is longer than ${max} characters` : `must be ${min} to ${max} characters long`,
		})
		.refine((value) => like?.[0].test(value) ?? true, { error: like?.[1] ?? '' });
}

function textForm({ rows, ...look }: TextLook): Form {
	return { type: 'string', default: '', ...(rows === undefined ? {} : { typeOptions: { rows } }), ...look };
}

/** A text that may be left empty. */
export function text(look: TextLook = {}, rules: TextRules = {}): Field<string | undefined> {
	return field(textForm(look), textOrNothing.pipe(textWith(rules).optional()));
}

export function mandatoryText(look: TextLook = {}, rules: TextRules = {}): Field<string> {
	return field({ required: true, ...textForm(look) }, requiredText.pipe(textWith(rules)));
}

/** Enough to catch a name or a forgotten domain; Tango judges the rest (422.134). */
const EMAIL: TextRules = {
	like: [/^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/, 'is not an e-mail address'],
};
const EMAIL_LOOK = { placeholder: 'name@email.com' };

export function email(look: Look = {}): Field<string | undefined> {
	return text({ ...EMAIL_LOOK, ...look }, EMAIL);
}

export function mandatoryEmail(look: Look = {}): Field<string> {
	return mandatoryText({ ...EMAIL_LOOK, ...look }, EMAIL);
}

/** A date and time; n8n shows a calendar. */
export function moment(look: Look = {}): Field<string | undefined> {
	return field({ type: 'dateTime', default: '', ...look }, textOrNothing);
}

/** A JSON object, typed or as an expression gives it; empty is none. */
export function jsonObject(look: Look = {}): Field<Record<string, unknown> | undefined> {
	const record = z.record(z.string(), z.unknown(), { error: 'must be a JSON object' });
	return field({ type: 'json', default: '{}', ...look }, z.preprocess(parseJson, record.optional()));
}

function parseJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return undefined;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}
