import { invalidInput, TangoError } from '../../core';
import { shownValue } from '../words/shownValue';
import { readForm, type Fields, type ValueOf } from './form';

/**
 * Judges fields by one another, with those that are sound by themselves; the others are undefined. A field that
 * has a problem already gets no second one.
 */
export type CheckTogether<P> = (
	params: Partial<P>,
	complain: (field: Extract<keyof P, string>, problem: string) => void,
	/** Whether an AI agent calls. */
	isTool: boolean,
) => void;

/** An item's parameters, or why they cannot be used (at least one reason) with those that are sound. */
export type ReadParams<P> =
	| { readonly params: P }
	| { readonly problems: readonly [TangoError, ...TangoError[]]; readonly sound: Partial<P> };

/** Reads and judges all fields of one item. A problem names the innermost field: `options.timeout` is "Timeout". */
export function readParams<P>(
	fields: Fields<P>,
	checkTogether: CheckTogether<P> | undefined,
	valueOf: ValueOf,
): ReadParams<P> {
	const { sound, problems } = readForm(fields, valueOf);
	const told = new Map(problems.map(({ field = '', message }) => [field, message]));
	const errors = problems.map(
		({ field = '', message, value }) =>
			new TangoError('INVALID_INPUT', { field, problem: message, value: shownValue(value) }),
	);
	const complain = (field: string, problem: string) => {
		if (told.has(field)) return;
		told.set(field, problem);
		errors.push(invalidInput(field, problem));
	};
	checkTogether?.(sound, complain, valueOf.context?.tool !== undefined);
	const judged: Judged<P> = { sound, errors };
	if (isWhole(judged)) return { params: judged.sound };
	const [first = invalidInput('', 'is not valid'), ...others] = errors;
	return { problems: [first, ...others], sound };
}

interface Judged<P> {
	readonly sound: Partial<P>;
	readonly errors: readonly TangoError[];
}

/** Without an error every field has its value; those that the form hides have none, as their type says. */
function isWhole<P>(judged: Judged<P>): judged is Judged<P> & { readonly sound: P } {
	return judged.errors.length === 0;
}
