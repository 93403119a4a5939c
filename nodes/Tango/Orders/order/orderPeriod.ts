const DAY_MS = 86_400_000;
const MAX_DAYS = 100;

export interface Period {
	readonly startDate?: string | undefined;
	readonly endDate?: string | undefined;
}

/** Tango's rules on a period (i18nKeys 422.041, 422.043, 422.045). */
export function checkPeriod(
	{ startDate, endDate }: Period,
	complain: (field: keyof Period, message: string) => void,
): void {
	const [start, end] = [Date.parse(startDate ?? ''), Date.parse(endDate ?? '')];
	if (start > Date.now()) {
		complain('startDate', `is ${startDate}, which is yet to come. Tango lists what was ordered up to now`);
	}
	if (end <= start) complain('endDate', `is ${endDate}, which is not after the Start Date, ${startDate}`);
	if (end - start > MAX_DAYS * DAY_MS) {
		const days = Math.ceil((end - start) / DAY_MS);
		complain(
			'endDate',
			`is ${endDate}, ${days} days after the Start Date. Tango lists at most ${MAX_DAYS} days at a time`,
		);
	}
}

/** "Until the end of today" is until now: Tango refuses dates that are yet to come. */
export function untilNow<P extends Period>(period: P): P {
	const now = new Date();
	return Date.parse(period.endDate ?? '') > now.getTime()
		? { ...period, endDate: now.toISOString() }
		: period;
}
