import { sheetOrUnixTime, otherOrder } from './momentAdvice';
import { instantIn } from './timeZone';

/** A moment as RFC 3339 writes it, or what is wrong with the text, to follow "is "…": ". */
export type Moment = { readonly value: string } | { readonly advice: string };

/** Which moment of a day a date alone means. */
export type Edge = 'start' | 'end';

const DAY = '(\\d{4}-\\d{2}-\\d{2})';
const TIME = '(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)';
const DAY_ALONE = new RegExp(`^${DAY}$`);
/** As n8n's date picker gives it. */
const WITHOUT_ZONE = new RegExp(`^${DAY}[T ]${TIME}$`, 'i');
const WITH_ZONE = new RegExp(`^${DAY}[T ]${TIME} ?(Z|[+-](?:0\\d|1[0-4]):?[0-5]\\d)$`, 'i');

/**
 * Reads ISO 8601, with a zone or in the given one. Nothing else: 01/02/2026 is another day in every second country,
 * and 45000 is a date in sheets alone.
 *
 * @param text clean, and of limited length
 */
export function readMoment(text: string, timeZone: string, edge: Edge): Moment {
	const [, day = '', time, zone] =
		WITH_ZONE.exec(text) ?? WITHOUT_ZONE.exec(text) ?? DAY_ALONE.exec(text) ?? [];
	if (day === '') return { advice: sheetOrUnixTime(text) ?? otherOrder(text) ?? SUCH_AS };
	if (!exists(day)) return { advice: 'there is no such day' };
	const wall = Date.parse(`${day}T${time ?? (edge === 'start' ? '00:00' : '23:59:59.999')}Z`);
	if (Number.isNaN(wall)) return { advice: 'there is no such time' };
	const instant = zone === undefined ? instantIn(wall, timeZone) : wall - offsetOf(zone);
	return { value: new Date(instant).toISOString().replace('.000Z', 'Z') };
}

const SUCH_AS = 'write a date such as 2026-11-30, or 2026-11-30T18:00:00+01:00 with a time';

/** `Date.parse` would make 2 March of 30 February. */
function exists(day: string): boolean {
	const date = new Date(day);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Milliseconds by which the clocks of "+01:00" are ahead. */
function offsetOf(zone: string): number {
	if (zone.toUpperCase() === 'Z') return 0;
	const [hours, minutes] = [zone.slice(1, 3), zone.slice(-2)].map(Number);
	return (zone.startsWith('-') ? -1 : 1) * ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}
