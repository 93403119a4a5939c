import { DAY_MS, endOf, isDay, isTime, startOf } from './dates.ts';
import { isEmail } from './email.ts';
import type { Limit } from './rules/fieldRule.ts';

/** Whether a value keeps a limit. What was not given keeps all but those that ask for it. */
export function keepsLimit(value: unknown, limit: Limit, request: unknown): boolean {
	if ('free' in limit || 'books' in limit) return true;
	if ('given' in limit) return value !== undefined && value !== null;
	if ('filled' in limit) return typeof value === 'string' && value.trim() !== '';
	if (value === undefined || value === null) return true;
	if (Array.isArray(value)) return value.every((one) => keepsLimit(one, limit, request));
	if ('type' in limit) return isOfType(value, limit.type);
	if (typeof value === 'number') return numberKeeps(value, limit);
	return typeof value !== 'string' || textKeeps(value, limit, request);
}

function isOfType(value: unknown, type: string): boolean {
	if (type === 'whole number') return Number.isInteger(value);
	return typeof value === (type === 'text' ? 'string' : type);
}

function numberKeeps(value: number, limit: Limit): boolean {
	if ('atLeast' in limit) return value >= limit.atLeast;
	if ('above' in limit) return value > limit.above;
	if ('atMost' in limit) return value <= limit.atMost;
	// By the shortest decimal text of the number: 1.005 is none with two decimals.
	return !('decimals' in limit) || value === Number(value.toFixed(limit.decimals));
}

function textKeeps(text: string, limit: Limit, request: unknown): boolean {
	if ('oneOf' in limit) return limit.oneOf.includes(text);
	if ('matches' in limit) return limit.matches.test(text);
	if ('length' in limit) return text.length >= limit.length[0] && text.length <= limit.length[1];
	// Tango's validator lets an empty address pass: it is one that was not given.
	if ('email' in limit) return text === '' || isEmail(text);
	if ('date' in limit) return isDate(text, limit.date);
	if (!isDate(text, 'day or time')) return true;
	if ('lies' in limit)
		return limit.lies === 'in the past' ? startOf(text) <= Date.now() : endOf(text) >= Date.now();
	const other = 'after' in limit ? limit.after : 'days' in limit ? limit.since : '';
	const since = dateIn(request, other);
	if (since === undefined) return true;
	return 'days' in limit ? endOf(text) - since <= limit.days * DAY_MS : endOf(text) > since;
}

function isDate(text: string, kind: 'day' | 'time' | 'day or time'): boolean {
	return (kind !== 'time' && isDay(text)) || (kind !== 'day' && isTime(text));
}

/** When the date in another field begins. */
function dateIn(request: unknown, field: string): number | undefined {
	if (typeof request !== 'object' || request === null) return undefined;
	const found: unknown = Object.entries(request).find(([name]) => name === field)?.[1];
	return typeof found === 'string' && isDate(found, 'day or time') ? startOf(found) : undefined;
}
