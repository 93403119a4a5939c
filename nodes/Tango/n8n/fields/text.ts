import { z } from 'zod/v4';
import { cleanReference, cleanText, holeProblem, type TextKind } from '../../core';
import { emailProblem, withoutMailto } from './email';
import { refused, type Field, type Form, type Look, type Reading } from './field';
import { kindOf, shown } from './given';
import { tagProblem, withoutTags } from './tags';

/* Texts that people wrote: messages are the second half of a sentence that starts with the field's name. */

export interface TextRules {
	/** What the text is for: how sure we have to be that it holds a value. */
	readonly kind?: TextKind;
	readonly min?: number;
	readonly max?: number;
	/** What it must look like, and the words for it: "must be …". */
	readonly like?: readonly [pattern: RegExp, words: string];
	/** Words that Tango puts values in the place of, where they stand in double braces. */
	readonly tags?: readonly string[];
	/** What is wrong with it, beyond what a pattern tells. */
	readonly check?: (text: string) => string | undefined;
}

export interface TextLook extends Look {
	readonly default?: string;
	/** Lines of the box; one when left out. Only a box with more keeps line breaks. */
	readonly rows?: number;
}

/** Longest text that is looked at at all, before any pattern: texts come from strangers. */
const MAX_LENGTH = 10_000;

/** Text, or a number that an expression gave, as it is once it is clean; undefined when nothing is left. */
export function readText(value: unknown, rules: TextRules = {}, rows = 1): Reading<string | undefined> {
	const { kind = 'text', min = 0, max = MAX_LENGTH, like, tags, check } = rules;
	if (value === undefined || value === null) return { value: undefined };
	if (typeof value === 'number') {
		const problem = numberProblem(value);
		return problem ? refused(problem) : readText(String(value), rules);
	}
	if (typeof value !== 'string') return refused(`must be text, but is ${kindOf(value)}`);
	const tooLong = min === 0 ? `is longer than ${max} characters` : `must be ${min} to ${max} characters long`;
	if (value.length > MAX_LENGTH) return refused(tooLong);
	const text = kind === 'reference' ? cleanReference(value) : cleanText(value, rows > 1 ? 'many' : 'one');
	if (text === '') return { value: undefined };
	if (text.length < min || text.length > max) return refused(tooLong);
	const wrong =
		(tags && tagProblem(text, tags)) ??
		holeProblem(tags ? withoutTags(text) : text, kind) ??
		(like && !like[0].test(text) ? like[1] : check?.(text));
	return wrong === undefined ? { value: text } : refused(wrong);
}

/** The same where a text is needed. */
export function readRequiredText(value: unknown, rules: TextRules = {}, rows = 1): Reading<string> {
	const reading = readText(value, rules, rows);
	if ('problems' in reading) return reading;
	return reading.value === undefined ? refused('is empty') : { value: reading.value };
}

/** Beyond 2^53 neighbouring numbers are one: two IDs would be the same. */
function numberProblem(value: number): string | undefined {
	if (!Number.isFinite(value)) return `holds "${value}": the expression found no value`;
	if (Math.abs(value) <= Number.MAX_SAFE_INTEGER && !String(value).includes('e')) return undefined;
	return `came as the number ${value}, which is too long to be exact. Make it text where it comes from`;
}

function textForm({ rows, ...look }: TextLook): Form {
	return { type: 'string', default: '', ...(rows === undefined ? {} : { typeOptions: { rows } }), ...look };
}

/** A text that may be left empty. */
export function text(look: TextLook = {}, rules: TextRules = {}): Field<string | undefined> {
	return { form: textForm(look), read: (value) => readText(value, rules, look.rows) };
}

export function mandatoryText(look: TextLook = {}, rules: TextRules = {}): Field<string> {
	return {
		form: { required: true, ...textForm(look) },
		read: (value) => readRequiredText(value, rules, look.rows),
	};
}

const EMAIL_LOOK = { placeholder: 'name@email.com' };
const EMAIL: TextRules = { kind: 'email', check: (text) => emailProblem(withoutMailto(text)) };

export function email(look: Look = {}): Field<string | undefined> {
	const { form, read } = text({ ...EMAIL_LOOK, ...look }, EMAIL);
	return { form, read: (value) => mapped(read(value), (address) => address && withoutMailto(address)) };
}

export function mandatoryEmail(look: Look = {}): Field<string> {
	const { form, read } = mandatoryText({ ...EMAIL_LOOK, ...look }, EMAIL);
	return { form, read: (value) => mapped(read(value), withoutMailto) };
}

function mapped<A, B>(reading: Reading<A>, change: (value: A) => B): Reading<B> {
	return 'value' in reading ? { value: change(reading.value) } : reading;
}

/** Longest JSON text that is parsed. */
const MAX_JSON_LENGTH = 100_000;

/** A JSON object, typed or as an expression gives it; left blank it is none. */
export function jsonObject(look: Look = {}): Field<Record<string, unknown> | undefined> {
	return { form: { type: 'json', default: '{}', ...look }, read: readJsonObject };
}

function readJsonObject(value: unknown): Reading<Record<string, unknown> | undefined> {
	if (value === undefined || value === null) return refused('is empty');
	if (typeof value !== 'string') return asRecord(value);
	if (value.length > MAX_JSON_LENGTH) return refused(`is longer than ${MAX_JSON_LENGTH} characters`);
	if (cleanText(value) === '') return { value: undefined };
	try {
		return asRecord(JSON.parse(value));
	} catch {
		return refused(`must be a JSON object, but is ${shown(value)}`);
	}
}

const RECORD = z.record(z.string(), z.unknown());

function asRecord(value: unknown): Reading<Record<string, unknown>> {
	const record = RECORD.safeParse(value);
	return record.success ? { value: record.data } : refused(`must be a JSON object, but is ${kindOf(value)}`);
}
