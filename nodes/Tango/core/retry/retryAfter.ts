/** Dates of RFC 9110 §5.6.7. The day's name is read but not compared: a wrong one does not change the moment. */
const TIME = '(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})';
const SHORT_DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const LONG_DAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const MONTH = '(?<month>[A-Z][a-z]{2})';

const DATE_FORMS: readonly RegExp[] = [
	// IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT
	new RegExp(`^${SHORT_DAY}, (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`),
	// RFC 850: Sunday, 06-Nov-94 08:49:37 GMT
	new RegExp(`^${LONG_DAY}, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`),
	// asctime: Sun Nov  6 08:49:37 1994
	new RegExp(`^${SHORT_DAY} ${MONTH} (?<day>\\d{2}| \\d) ${TIME} (?<year>\\d{4})$`),
];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * How long the server wants us to wait (RFC 9110 §10.2.3: seconds, or a date).
 *
 * Neither capped nor obeyed here: whether there is time for such a wait is for the deadline to say.
 *
 * @param header the value of Retry-After
 * @param unixNow Unix time in milliseconds, to compare dates with
 * @returns milliseconds, at least 0 and at most Number.MAX_SAFE_INTEGER; `undefined` when there is no header or
 * nothing in it that can be understood
 */
export function retryAfterMs(header: string | undefined, unixNow: number): number | undefined {
	if (header === undefined) return undefined;
	const text = withoutBlanks(header);
	if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
	const date = parseHttpDate(text, unixNow);
	return date === undefined ? undefined : Math.max(0, date - unixNow);
}

/** Blanks of a header are space and tab only (RFC 9110 §5.6.3); `trim()` takes more. */
function withoutBlanks(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && isBlank(text[start])) start++;
	while (end > start && isBlank(text[end - 1])) end--;
	return text.slice(start, end);
}

function isBlank(character: string | undefined): boolean {
	return character === ' ' || character === '\t';
}

function parseHttpDate(text: string, unixNow: number): number | undefined {
	for (const form of DATE_FORMS) {
		const fields = form.exec(text)?.groups;
		if (fields) return toUnix(fields, unixNow);
	}
	return undefined;
}

function toUnix(fields: Readonly<Record<string, string | undefined>>, unixNow: number): number | undefined {
	const month = MONTHS.indexOf(fields.month ?? '');
	const [day, hour, minute, second] = [fields.day, fields.hour, fields.minute, fields.second].map(Number);
	if (day === undefined || hour === undefined || minute === undefined) return undefined;
	// The grammar knows the leap second 60; Date.UTC counts it as the next minute.
	if (second === undefined || hour > 23 || minute > 59 || second > 60) return undefined;
	const at = (year: number) => atUtc(year, month, day, hour, minute, second);
	return fields.year?.length === 2
		? inRightCentury(Number(fields.year), unixNow, at)
		: at(Number(fields.year));
}

/** `undefined` for a day or month that is none: JavaScript would call 31 June the 1st of July. */
function atUtc(year: number, month: number, day: number, hour: number, minute: number, second: number) {
	// Not Date.UTC, which takes the year 94 for 1994.
	const date = new Date(0);
	date.setUTCFullYear(year, month, day);
	return date.getUTCMonth() === month ? date.setUTCHours(hour, minute, second) : undefined;
}

/** RFC 9110 §5.6.7: what seems to be more than 50 years ahead is the latest such year in the past. */
function inRightCentury(twoDigits: number, unixNow: number, at: (year: number) => number | undefined) {
	const now = new Date(unixNow);
	const century = now.getUTCFullYear() - (now.getUTCFullYear() % 100);
	const limit = new Date(unixNow).setUTCFullYear(now.getUTCFullYear() + 50);
	const candidates = [century + 100, century, century - 100].map((start) => at(start + twoDigits));
	return candidates.find((moment) => moment !== undefined && moment <= limit);
}
