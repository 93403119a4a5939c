import { amountProblem, readPlainNumber } from '../../core';
import { ofAuthor, refused, type Field, type Look, type Reading } from './field';
import { kindOf, shown } from './given';
import { readText } from './text';

/** Digits behind the point that every amount of money may have. */
const PLACES = 2;

/** A number, or text that reads as one ("25.00", as sheets give it). */
function readNumber(value: unknown, places: number): Reading<number> {
	if (value === undefined || value === null) return refused('is empty');
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) return refused(`holds "${value}": the expression found no value`);
		return { value };
	}
	if (typeof value !== 'string') return refused(`must be a number, but is ${kindOf(value)}`);
	const text = readText(value);
	if ('problems' in text) return text;
	if (text.value === undefined) return refused('is empty');
	const read = readPlainNumber(text.value, places === PLACES);
	return 'value' in read ? read : refused(`must be a number, but is ${shown(text.value)}: ${read.advice}`);
}

export interface NumberLook extends Look {
	readonly default: number;
	/** The lowest that the editor's arrows reach. */
	readonly minValue?: number;
	readonly check: (value: number) => string | undefined;
	/** The most digits behind the point; any number of them when left out. */
	readonly places?: number;
}

/** A number of which `check` tells what is wrong. */
export function number({ minValue, check, places = Infinity, ...look }: NumberLook): Field<number> {
	const typeOptions = minValue === undefined ? {} : { typeOptions: { minValue } };
	return {
		form: { type: 'number', ...typeOptions, ...look },
		read: (value) => {
			const reading = readNumber(value, places);
			if ('problems' in reading) return reading;
			const problem = check(reading.value) ?? placesProblem(reading.value, places);
			return problem === undefined ? reading : refused(problem);
		},
	};
}

function placesProblem(value: number, places: number): string | undefined {
	if (places === Infinity || Number(value.toFixed(places)) === value) return undefined;
	return `is ${value}, but takes at most ${places} digits after the point`;
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
	const { form, read } = number({
		...look,
		default: 0,
		places: PLACES,
		check: (value) => amountProblem(value),
	});
	const typeOptions = { numberPrecision: 2, minValue: 0 };
	return { form: { ...form, typeOptions, required: true }, read };
}

/** Maximum Amount and Maximum Total. A limit of 0 is none: whoever wants no limit switches it off by name. */
export function moneyLimit(look: Look & { readonly default: number }): Field<number> {
	return ofAuthor(
		number({
			...look,
			minValue: 0,
			places: PLACES,
			check: (value) => (value > 0 ? undefined : `is ${value}, but a limit must be above 0`),
		}),
	);
}

/** A border of a filter, such as the lowest balance; any number is one. */
export function border(look: Look = {}): Field<number> {
	return number({ ...look, default: 0, places: PLACES, check: () => undefined });
}

/** Complains of a border that is above the other one: nothing lies between them. */
export function checkBorders<Name extends string>(
	filters: Readonly<Partial<Record<Name, unknown>>>,
	[lower, upper]: readonly [lower: Name, upper: Name],
	complain: (field: Name, message: string) => void,
): void {
	const [least, most] = [filters[lower], filters[upper]];
	if (typeof least === 'number' && typeof most === 'number' && least > most)
		complain(upper, `is ${most}, below the lower limit of ${least}`);
}
