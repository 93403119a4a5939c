const DAY_MS = 86_400_000;

/** Day 0 of a sheet. */
const SHEET_EPOCH = Date.UTC(1899, 11, 30);

/** What a number means that stands for a date. */
export function sheetOrUnixTime(text: string): string | undefined {
	if (!/^\d+(?:\.\d+)?$/.test(text)) return undefined;
	const number = Number(text);
	const compact = /^(20\d{2})(\d{2})(\d{2})$/.exec(text);
	if (compact) return write(compact.slice(1).join('-'));
	if (number >= 20_000 && number < 100_000) {
		return `a sheet stores dates so. Format the column as text, or write ${dayOf(SHEET_EPOCH + number * DAY_MS)}`;
	}
	if (number >= 1e8 && number < 1e11) return write(timeOf(number * 1_000));
	if (number >= 1e11 && number < 1e14) return write(timeOf(number));
	return undefined;
}

/** What 2026/12/31, 31.12.2026 and 12/31/2026 mean. */
export function otherOrder(text: string): string | undefined {
	const yearFirst = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/.exec(text);
	if (yearFirst) return write(dateOf(yearFirst[1] ?? '', yearFirst[2] ?? '', yearFirst[3] ?? ''));
	const [, first = '', second = '', year = ''] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b/.exec(text) ?? [];
	const [one, other] = [Number(first), Number(second)];
	const days = [
		...(other <= 12 ? [dateOf(year, second, first)] : []),
		...(one <= 12 && one !== other ? [dateOf(year, first, second)] : []),
	];
	return year === '' || days.length === 0 ? undefined : write(days.join(' or '));
}

function write(what: string): string {
	return `write ${what}`;
}

function dateOf(year: string, month: string, day: string): string {
	return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}

function dayOf(instant: number): string {
	return new Date(instant).toISOString().slice(0, 10);
}

function timeOf(instant: number): string {
	return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}
