import { oneLine } from '../../core';

const MAX_SHOWN = 60;

/** What somebody gave, for a sentence about it: in quotes, on one line and not too long. */
export function shown(text: string): string {
	const line = oneLine(text, MAX_SHOWN + 1);
	return `"${line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line}"`;
}

/** What an expression gives where it finds no value, or a field that was left blank. */
export function isNothing(value: unknown): value is undefined | null | '' {
	return value === undefined || value === null || value === '';
}

/** A value that is none of the kind that is asked for: what it is instead. */
export function kindOf(value: unknown): string {
	if (typeof value === 'string') return shown(value);
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
		return String(value);
	if (typeof value === 'function') return 'a function';
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (isDate(value)) return 'a date';
	return 'an object. Choose one of its values';
}

/** A Date of any realm, or what n8n's $now and DateTime give. */
export function isDate(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	return (
		Object.prototype.toString.call(value) === '[object Date]' ||
		('isLuxonDateTime' in value && 'toISO' in value)
	);
}
