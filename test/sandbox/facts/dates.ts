export const DAY_MS = 86_400_000;

const DAY = /^(\d{4}-\d{2}-\d{2})$/;
const TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

export function isDay(text: string): boolean {
	return exists(DAY.exec(text)?.[1]);
}

/** A date with time and zone (RFC 3339). */
export function isTime(text: string): boolean {
	return exists(TIME.exec(text)?.[1]) && !Number.isNaN(Date.parse(text));
}

/** Epoch ms at which a day or time begins. */
export function startOf(text: string): number {
	return Date.parse(text);
}

/** Epoch ms at which it ends: a bare day means all of it. */
export function endOf(text: string): number {
	return startOf(text) + (isDay(text) ? DAY_MS - 1 : 0);
}

/** `Date.parse` would make 2 March of 30 February. */
function exists(day: string | undefined): boolean {
	if (day === undefined) return false;
	const date = new Date(day);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
