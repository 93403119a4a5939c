/* Periods of time for lists that are longer than Tango hands out. */

/** Less than Tango's 100 days (422.043), as its clock may be ahead of ours. */
const STEP_SECONDS = 99 * 86_400;

/** Before Tango's API was there, nobody ordered through it. */
const FIRST_SECOND = Date.UTC(2012, 0, 1) / 1_000;

const DAY_ALONE = /^\d{4}-\d{2}-\d{2}$/;

/** A border, in whole seconds so that it is one for a server that cuts fractions off, too. */
interface Border {
	readonly second: number;
	/** As it is sent; undefined is not sent: Tango refuses "now" when our clock is ahead (422.045). */
	readonly text: string | undefined;
}

/** From a border to another. It does not matter whether Tango counts the later one in: the next slice begins there. */
export interface Slice {
	readonly from: Border;
	readonly to: Border;
}

/** The period from `startDate` to `endDate` in steps that Tango allows, oldest first. What the user wrote is kept. */
export function stepsOf(
	{ startDate, endDate }: { readonly startDate?: string | undefined; readonly endDate?: string | undefined },
	nowMs: number,
): Slice[] {
	const to: Border = { second: endDate ? lastSecond(endDate, nowMs) : seconds(nowMs), text: endDate };
	const start = startDate ? seconds(Date.parse(startDate)) : NaN;
	const from: Border = Number.isFinite(start) ? { second: start, text: startDate } : border(FIRST_SECOND);
	const steps: Slice[] = [];
	let later = to;
	while (later.second - from.second > STEP_SECONDS) {
		const earlier = border(later.second - STEP_SECONDS);
		steps.unshift({ from: earlier, to: later });
		later = earlier;
	}
	return [{ from, to: later }, ...steps];
}

/** The older and the newer half; none when there is but a second. */
export function halves({ from, to }: Slice): readonly Slice[] {
	if (to.second - from.second <= 1) return [];
	const middle = border(Math.floor((from.second + to.second) / 2));
	return [
		{ from, to: middle },
		{ from: middle, to },
	];
}

function border(second: number): Border {
	return { second, text: new Date(second * 1_000).toISOString() };
}

/** A day alone lasts until its end. */
function lastSecond(endDate: string, nowMs: number): number {
	const at = Date.parse(endDate) + (DAY_ALONE.test(endDate) ? 86_400_000 : 0);
	return seconds(Number.isFinite(at) ? Math.min(at, nowMs) : nowMs);
}

function seconds(ms: number): number {
	return Math.floor(ms / 1_000);
}
