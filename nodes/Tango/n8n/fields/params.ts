import { z } from 'zod/v4';
import { amountProblem, normaliseForwardedFor, describeXffProblem } from '../../core';

/*
 * Building blocks for the parameters of operations. Messages are the second half of a sentence that starts
 * with the field's name: "Recipient Email is empty".
 */

/** Text, or a number that an expression gave; spaces around it are dropped. */
const textLike = z
	.union([z.string(), z.number().transform(String)], {
		error: (issue) => (issue.input == null ? 'is empty' : 'must be text'),
	})
	.transform((value) => value.trim());

/** Text that may be left empty; empty, and null from an expression, become undefined. */
export const optionalText = textLike.nullish().transform((value) => value || undefined);

export const requiredText = textLike.refine((value) => value !== '', { error: 'is empty' });

/** i18nKey 422.501: ^[-a-zA-Z0-9]{5,100}$. Not lower-cased: newer specifications allow both. */
export const identifier = requiredText.refine((value) => /^[-a-zA-Z0-9]{5,100}$/.test(value), {
	error: 'must be 5 to 100 letters, digits or hyphens',
});

/** Names of customers and accounts; i18nKey 422.126. */
export const displayName = requiredText.refine((value) => value.length >= 5 && value.length <= 100, {
	error: 'must be 5 to 100 characters long',
});

/** i18nKey 422.147: U and 1 to 9 digits. */
export const utid = requiredText.refine((value) => /^[uU]\d{1,9}$/.test(value), {
	error: 'must be the letter U and up to 9 digits, such as U666425',
});

/** Enough to catch a name or a forgotten domain; Tango judges the rest (422.134). */
const EMAIL = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/;

export const email = requiredText.refine((value) => EMAIL.test(value), { error: 'is not an e-mail address' });
export const optionalEmail = optionalText.refine((value) => value === undefined || EMAIL.test(value), {
	error: 'is not an e-mail address',
});

/** A number, or text that reads as one ("25.00", as spreadsheets give it). */
export const numberLike = z
	.union([z.number(), z.string()], {
		error: (issue) => (issue.input == null ? 'is empty' : 'must be a number'),
	})
	.transform((value) => (typeof value === 'number' ? value : value.trim() === '' ? NaN : Number(value)))
	.refine((value) => Number.isFinite(value), { error: 'must be a number' });

/** An amount of money as Tango takes it, whatever it is for. */
export const amount = numberLike.superRefine((value, context) => {
	const problem = amountProblem(value);
	if (problem) context.addIssue({ code: 'custom', message: problem });
});

/** Maximum Amount and Maximum Total. */
export const optionalLimit = numberLike
	.refine((value) => value >= 0, { error: 'must not be below 0' })
	.optional();

const wholeNumber = numberLike.refine((value) => Number.isInteger(value), {
	error: 'must be a whole number',
});

function numberBetween(min: number, max: number, what: string) {
	return numberLike.refine((value) => value >= min && value <= max, {
		error: `must be ${what} from ${min} to ${max}`,
	});
}

/** Left out, the credential's value counts; an empty one is an order too: null, send no such header. */
const forwardedFor = z.unknown().transform((value, context) => {
	if (value === undefined || value === null) return undefined;
	const result = normaliseForwardedFor(value);
	if (result.ok) return result.value ?? null;
	context.addIssue({ code: 'custom', message: describeXffProblem(result.code) });
	return z.NEVER;
});

/** The collection `options` of every operation that calls Tango. */
export const requestOptions = {
	timeout: numberBetween(1, 300, 'seconds').optional(),
	maxAttempts: wholeNumber
		.refine((value) => value >= 1 && value <= 5, { error: 'must be a number from 1 to 5' })
		.optional(),
	totalTimeout: numberBetween(1, 3_600, 'seconds').optional(),
	forwardedFor,
};

export type RequestOptions = Partial<z.output<z.ZodObject<typeof requestOptions>>>;

/** `returnAll`, `limit` and `simplify` of every list. */
export const listParams = {
	returnAll: z.boolean().default(false),
	limit: wholeNumber.refine((value) => value >= 1, { error: 'must be at least 1' }).default(50),
	simplify: z.boolean(),
};
