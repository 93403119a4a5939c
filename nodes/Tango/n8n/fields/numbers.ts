import { z } from 'zod/v4';
import { amountProblem } from '../../core';
import { field, type Field, type Look } from './field';

/** A number, or text that reads as one ("25.00", as spreadsheets give it). */
const numberLike = z
	.union([z.number(), z.string()], {
		error: (issue) => (issue.input == null ? 'is empty' : 'must be a number'),
	})
	.transform((value) => (typeof value === 'number' ? value : value.trim() === '' ? NaN : Number(value)))
	.refine((value) => Number.isFinite(value), { error: 'must be a number' });

export interface NumberLook extends Look {
	readonly default: number;
	/** The lowest that the editor's arrows reach. */
	readonly minValue?: number;
	readonly check: (value: number) => string | undefined;
}

/** A number of which `check` tells what is wrong. */
export function number({ minValue, check, ...look }: NumberLook): Field<number> {
	const typeOptions = minValue === undefined ? {} : { typeOptions: { minValue } };
	const schema = numberLike.superRefine((value, context) => {
		const message = check(value);
		if (message) context.addIssue({ code: 'custom', message });
	});
	return field({ type: 'number', ...typeOptions, ...look }, schema);
}

/** A whole number; `words` ends "must be". */
export function wholeNumber(
	{ min, max = Infinity, words }: { readonly min: number; readonly max?: number; readonly words: string },
	look: Look & { readonly default: number },
): Field<number> {
	return number({
		...look,
		minValue: min,
		check: (value) => {
			if (!Number.isInteger(value)) return 'must be a whole number';
			return value >= min && value <= max ? undefined : `must be ${words}`;
		},
	});
}

export function seconds(max: number, look: Look & { readonly default: number }): Field<number> {
	const check = (value: number) =>
		value >= 1 && value <= max ? undefined : `must be seconds from 1 to ${max}`;
	return number({ ...look, minValue: 1, check });
}

/** An amount of money as Tango takes it, whatever it is for. */
export function amount(look: Look): Field<number> {
	const { form, read } = number({ ...look, default: 0, check: (value) => amountProblem(value) });
	const typeOptions = { numberPrecision: 2, minValue: 0 };
	return { form: { ...form, typeOptions, required: true }, read };
}

/** Maximum Amount and Maximum Total. */
export function moneyLimit(look: Look & { readonly default: number }): Field<number> {
	return number({
		...look,
		minValue: 0,
		check: (value) => (value >= 0 ? undefined : 'must not be below 0'),
	});
}
