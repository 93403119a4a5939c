import { oneLine } from '../../core';

/** Enough to find the value in one's data. */
const MAX_LENGTH = 60;

/**
 * A value that somebody gave, short enough for a sentence; undefined where there is nothing to show. Only for
 * fields of the node: those of a credential hold secrets.
 */
export function shownValue(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value : textOf(value);
	// The rest of a long text is not looked at.
	const line = oneLine(text.slice(0, 4 * MAX_LENGTH), MAX_LENGTH + 1);
	if (line === '') return undefined;
	return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH).replace(/\p{Cs}$/u, '')}…` : line;
}

function textOf(value: unknown): string {
	if (value === undefined || value === null || typeof value === 'function') return '';
	if (typeof value !== 'object') return String(value);
	// A field with a list holds its value beside the way of choosing it.
	if ('__rl' in value && 'value' in value) return shownValue(value.value) ?? '';
	try {
		const json: unknown = JSON.parse(JSON.stringify(value));
		// Dates of any library turn into their ISO text, or into null.
		if (json === null) return 'Invalid Date';
		return typeof json === 'string' ? json : JSON.stringify(json);
	} catch {
		return '';
	}
}
