import { dayIn, readMoment, type Edge } from '../../core';
import { refused, type Field, type Look, type ReadContext, type Reading } from './field';
import { isDate, kindOf, shown } from './given';
import { readText } from './text';

/**
 * A date and time; n8n shows a calendar, whose values have no zone: the workflow's counts.
 *
 * @param edge what a date alone means
 */
export function moment(look: Look = {}, edge: Edge = 'start'): Field<string | undefined> {
	return {
		form: { type: 'dateTime', default: '', ...look },
		read: (value, context) => readWhen(value, (text) => readMoment(text, zoneOf(context), edge)),
	};
}

/** A day without a time: of a time its day counts, as it is written. */
export function day(look: Look = {}): Field<string | undefined> {
	return {
		form: { type: 'dateTime', default: '', ...look },
		read: (value, context) =>
			readWhen(value instanceof Date ? dayIn(value.getTime(), zoneOf(context)) : value, (text) => {
				const moment = readMoment(text, zoneOf(context), 'start');
				return 'value' in moment ? { value: text.slice(0, 10) } : moment;
			}),
	};
}

function zoneOf(context: ReadContext | undefined): string {
	return context?.timezone() ?? 'UTC';
}

function readWhen(
	value: unknown,
	read: (text: string) => { readonly value: string } | { readonly advice: string },
): Reading<string | undefined> {
	// An expression without a value must not make an order last for ever or a list longer.
	if (value === undefined || value === null) return refused('is empty');
	if (typeof value === 'object' && !isDate(value)) return refused(`must be a date, but is ${kindOf(value)}`);
	if (typeof value === 'boolean') return refused(`must be a date, but is ${value}`);
	const text = readText(isDate(value) ? isoOf(value) : value);
	if ('problems' in text || text.value === undefined) return text;
	const moment = read(text.value);
	return 'value' in moment ? moment : refused(`is ${shown(text.value)}: ${moment.advice}`);
}

/** What a Date or Luxon's DateTime is as text; both of any realm, and invalid ones too. */
function isoOf(date: object): string {
	const toText = 'toISO' in date ? date.toISO : 'toISOString' in date ? date.toISOString : undefined;
	try {
		const text: unknown = typeof toText === 'function' ? Reflect.apply(toText, date, []) : undefined;
		return typeof text === 'string' ? text : 'Invalid Date';
	} catch {
		return 'Invalid Date';
	}
}
