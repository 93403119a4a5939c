/** Building one takes longer than all else; a process knows few zones. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * The moment at which the clocks of a zone show a time; in the hour that they skip, one hour later, and in the hour
 * that comes twice, the first of them.
 *
 * @param wall what the clocks show, as epoch ms that take it for UTC
 */
export function instantIn(wall: number, timeZone: string): number {
	const before = wall - offsetAt(wall - DAY_MS, timeZone);
	if (before + offsetAt(before, timeZone) === wall) return before;
	const after = wall - offsetAt(wall + DAY_MS, timeZone);
	return after + offsetAt(after, timeZone) === wall ? after : before;
}

/** The day that the calendars of a zone show at a moment; "Invalid Date" for none. */
export function dayIn(instant: number, timeZone: string): string {
	if (Number.isNaN(instant)) return 'Invalid Date';
	return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

/** By how many ms the clocks of the zone are ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
	const second = Math.floor(instant / 1_000) * 1_000;
	const shown = new Map(
		clockOf(timeZone)
			.formatToParts(second)
			.map(({ type, value }) => [type, Number(value)]),
	);
	const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
	const day = [part('year'), part('month') - 1, part('day')] as const;
	return Date.UTC(...day, part('hour'), part('minute'), part('second')) - second;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
	const known = clocks.get(timeZone);
	if (known) return known;
	const clock = new Intl.DateTimeFormat('en-US', {
		timeZone,
		calendar: 'gregory',
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	clocks.set(timeZone, clock);
	return clock;
}
